package dev.baton.bench.org;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link GeneratedOrg} over HTTP on loopback: of Salesforce the queries, the describes and
 * the updates that Baton sends, of Zendesk the incremental exports. It knows no rights and no
 * faults, for it is there to be fast.
 *
 * <p>{@code /seconds} tells how long making pages took altogether.
 */
public final class PageServer implements AutoCloseable {
    private static final String REST = "/services/data/v65.0/";

    private final HttpServer server;
    private final CrmPages crm;
    private final HelpdeskPages helpdesk;
    private final PartnerCalls partner = new PartnerCalls();
    private final LongAdder nanos = new LongAdder();

    private PageServer(HttpServer server, GeneratedOrg org) {
        this.server = server;
        this.crm = new CrmPages(org);
        this.helpdesk = new HelpdeskPages(org);
    }

    /** Listens on a free port of the loopback interface. */
    public static PageServer serve(GeneratedOrg org) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        HttpServer http = HttpServer.create(address, 64);
        var server = new PageServer(http, org);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** {@code http://127.0.0.1:PORT} */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many records of the CRM were written. */
    public int written() {
        return partner.written();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange);
            long start = System.nanoTime();
            Reply reply = answer(exchange, body);
            nanos.add(System.nanoTime() - start);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.getResponseHeaders().set("Sforce-Limit-Info", "api-usage=1/10000000");
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** The Partner API's client packs what it sends. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return (packed ? new GZIPInputStream(body) : body).readAllBytes();
    }

    private Reply answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        if (path.startsWith(REST)) {
            return rest(path.substring(REST.length()), query);
        }
        return switch (path) {
            case "/services/oauth2/token" ->
                    Reply.json(
                            "{\"access_token\":\"bench\",\"instance_url\":\""
                                    + url()
                                    + "\",\"id\":\""
                                    + url()
                                    + "/id/00D000000000001AAA/005000000000001AAA\"}");
            case "/services/data/" -> Reply.json("[]");
            case "/services/Soap/u/65.0/" -> soap(body);
            case "/oauth/tokens" -> Reply.json("{\"access_token\":\"bench\"}");
            case "/api/v2/users/me" -> Reply.json("{\"user\":{\"id\":1,\"role\":\"admin\"}}");
            case "/api/v2/incremental/tickets/cursor" -> Reply.json(helpdesk.tickets(query));
            case "/api/v2/incremental/organizations" -> Reply.json(helpdesk.organisations(query));
            case "/seconds" -> Reply.json(Double.toString(nanos.sum() / 1e9));
            default -> Reply.none();
        };
    }

    private Reply rest(String path, Map<String, String> query) {
        String[] parts = path.split("/", -1);
        if (parts[0].equals("jobs")) {
            return Reply.refused(); // what is measured here are pages and batches
        }
        if (parts[0].startsWith("query") && query.getOrDefault("q", "").contains("COUNT()")) {
            return Reply.json(crm.count(query.getOrDefault("q", "")));
        }
        if (parts[0].startsWith("query")) {
            return Reply.json(crm.query(Soql.parse(query.getOrDefault("q", ""))));
        }
        return switch (parts.length < 3 ? "" : parts[2]) {
            case "describe" -> Reply.json(Described.rest(parts[1]));
            case "updated" ->
                    Reply.json(
                            "{\"ids\":[],\"latestDateCovered\":\"%s\"}"
                                    .formatted(query.getOrDefault("end", "")));
            case "deleted" ->
                    Reply.json(
                            "{\"deletedRecords\":[],\"earliestDateAvailable\":\"2000-01-01T00:00:00.000+0000\",\"latestDateCovered\":\"%s\"}"
                                    .formatted(query.getOrDefault("end", "")));
            default -> Reply.none();
        };
    }

    private Reply soap(byte[] body) throws IOException {
        try {
            return Reply.xml(partner.answer(body));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new LinkedHashMap<String, String>();
        for (String item : raw == null ? new String[0] : raw.split("&")) {
            int equals = item.indexOf('=');
            if (equals > 0) {
                query.put(decoded(item.substring(0, equals)), decoded(item.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
