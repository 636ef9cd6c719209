package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sun.net.httpserver.HttpServer;
import dev.baton.crm.salesforce.FaultProxy.Answer;
import dev.baton.crm.salesforce.FaultProxy.Fault;
import dev.baton.crm.salesforce.FaultProxy.Instead;
import dev.baton.crm.salesforce.FaultProxy.Way;
import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.http.SingleFlightTokens;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Every fault of the way and every hostile answer, on both stacks (REST, and SOAP through
 * force-wsc), on a fresh and on a kept connection: a write reaches the server once at most, and
 * whoever does not see its result learns that it may have happened (invariants 4 and 7).
 */
class TransportFaultTest {
    private static final String SOAP = "/services/Soap/u/65.0/";
    private static final String DONE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns=\"urn:partner.soap.sforce.com\"><soapenv:Body><updateResponse>"
                    + "<result><id>001000000000001AAA</id><success>true</success></result>"
                    + "</updateResponse></soapenv:Body></soapenv:Envelope>";
    private static final List<WriteRequest> BATCH =
            List.of(new WriteRequest("001000000000001AAA", Map.of("Name", "x")));
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int CAP = 1 << 20;

    /** How a write goes out. */
    private enum Stack {
        REST,
        SOAP
    }

    /** One cell of the table. */
    private record Case(String name, Fault fault, Stack stack, boolean kept) {}

    /**
     * What came of it.
     *
     * @param posts that the server carried out
     * @param sent requests that left the client after the fault was set
     */
    private record Seen(Case cell, int posts, int sent, String outcome) {}

    private static final String ACCEPTED = "ACCEPTED";
    private static final String UNKNOWN = Category.OUTCOME_UNKNOWN.name();

    @Test
    void aWriteOverABrokenWayHappensOnceAtMostAndIsNeverLostFromSight() throws Exception {
        var faults = new LinkedHashMap<String, Fault>();
        for (Way way : Way.values()) {
            faults.put(way.name(), way);
        }
        List<Seen> all = run(faults);
        for (Seen seen : all) {
            assertThat(seen.posts()).as("%s", seen).isLessThanOrEqualTo(1);
            assertThat(seen.sent()).as("%s", seen).isLessThanOrEqualTo(1);
            assertThat(seen.outcome()).as("%s", seen).isIn(ACCEPTED, UNKNOWN);
            int expected =
                    switch ((Way) seen.cell().fault()) {
                        case RESET_BEFORE_THE_REQUEST, RESET_AFTER_THE_REQUEST -> 0;
                        // a connection found closed is not written to, or is lost with the request
                        case CLOSED_WHILE_IDLE -> seen.outcome().equals(ACCEPTED) ? 1 : 0;
                        case NONE,
                                ANSWER_LATE,
                                ANSWER_DROPPED,
                                ANSWER_RESET,
                                HALF_CLOSED,
                                ANSWER_DRIPPED,
                                ANSWER_CUT ->
                                1;
                    };
            assertThat(seen.posts()).as("%s", seen).isEqualTo(expected);
            if (seen.cell().fault() == Way.NONE) {
                assertThat(seen.outcome()).as("%s", seen).isEqualTo(ACCEPTED);
            } else if (seen.cell().fault() != Way.CLOSED_WHILE_IDLE) {
                assertThat(seen.outcome()).as("%s", seen).isEqualTo(UNKNOWN);
            }
        }
        System.out.println("transport faults: " + all.size() + " cases");
    }

    @Test
    void aHostileAnswerToAWriteIsCutAndLeadsNowhere() throws Exception {
        try (var thief = new FaultProxy(1)) {
            List<Seen> all = run(hostile(thief.origin()));
            for (Seen seen : all) {
                assertThat(seen.posts()).as("%s", seen).isEqualTo(1);
                assertThat(seen.sent()).as("%s", seen).isEqualTo(1);
                assertThat(seen.outcome()).as("%s", seen).isEqualTo(UNKNOWN);
            }
            assertThat(thief.requests()).as("nothing went to the other host").isZero();
            System.out.println("hostile answers: " + all.size() + " cases");
        }
    }

    private static Map<String, Fault> hostile(String elsewhere) throws IOException {
        byte[] bomb = gzip(64 << 20);
        var answers = new LinkedHashMap<String, Answer>();
        answers.put(
                "zip bomb",
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n");
                    write(out, "Content-Encoding: gzip\r\nContent-Length: ");
                    write(out, bomb.length + "\r\n\r\n");
                    out.write(bomb);
                });
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        answers.put(
                "endless body",
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n");
                    write(out, "Transfer-Encoding: chunked\r\n\r\n");
                    endlessly(out, chunk);
                });
        answers.put(
                "flood of headers",
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    endlessly(out, "X-Flood: " + "y".repeat(8000) + "\r\n");
                });
        answers.put(
                "body that drips",
                out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
                    FaultProxy.drip(new byte[9000], out);
                });
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            answers.put(
                    "redirect " + status,
                    out -> {
                        write(out, "HTTP/1.1 " + status + " Moved\r\nLocation: " + elsewhere);
                        write(out, SOAP + "\r\nContent-Length: 0\r\n\r\n");
                    });
        }
        said(
                answers,
                "too long a content length",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<");
        said(answers, "no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
        said(answers, "status of letters", "HTTP/1.1 abc OK\r\n\r\n");
        said(
                answers,
                "broken chunk",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        said(
                answers,
                "retry now",
                "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
        said(answers, "unasked encoding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabcd");
        var faults = new LinkedHashMap<String, Fault>();
        answers.forEach((name, answer) -> faults.put(name, new Instead(answer)));
        return faults;
    }

    /** What force-wsc has to read; the other stack hands its bodies on unread. */
    @Test
    void aHostileEnvelopeIsRefusedWhole() throws Exception {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("entity", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>");
        bodies.put("laughs", "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>");
        bodies.put("depth", "<a>".repeat(100_000));
        bodies.put(
                "depth of a result",
                DONE.replace("<id>", "<a>".repeat(50_000) + "</a>".repeat(50_000) + "<id>"));
        bodies.put("half", DONE.substring(0, DONE.length() / 2));
        bodies.put("lone surrogate", DONE.replace("001000000000001AAA", "&#xD800;"));
        bodies.put("huge reference", DONE.replace("001000000000001AAA", "&#99999999999;"));
        bodies.put("no truth", DONE.replace("<success>true", "<success>&#0;"));
        bodies.put("another answer", DONE.replace("updateResponse", "upsertResponse"));
        bodies.put("nothing", "");
        var faults = new LinkedHashMap<String, Fault>();
        bodies.forEach(
                (name, body) ->
                        faults.put(
                                name,
                                new Instead(
                                        out -> {
                                            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/xml");
                                            write(out, "\r\nContent-Length: " + body.length());
                                            write(out, "\r\n\r\n" + body);
                                        })));
        List<Seen> all = run(faults, List.of(Stack.SOAP));
        for (Seen seen : all) {
            assertThat(seen.posts()).as("%s", seen).isEqualTo(1);
            assertThat(seen.outcome()).as("%s", seen).isEqualTo(UNKNOWN);
        }
        System.out.println("hostile envelopes: " + all.size() + " cases");
    }

    private static void said(Map<String, Answer> answers, String name, String text) {
        answers.put(name, out -> write(out, text));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void endlessly(OutputStream out, String text) throws IOException {
        while (true) {
            write(out, text);
        }
    }

    private static byte[] gzip(int zeros) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[zeros]);
        }
        return packed.toByteArray();
    }

    private static List<Seen> run(Map<String, Fault> faults) throws Exception {
        return run(faults, List.of(Stack.values()));
    }

    /** All cells at once, for most of them wait for a timeout. */
    private static List<Seen> run(Map<String, Fault> faults, List<Stack> stacks) throws Exception {
        var cells = new ArrayList<Callable<Seen>>();
        for (var fault : faults.entrySet()) {
            for (Stack stack : stacks) {
                for (boolean kept : new boolean[] {false, true}) {
                    var cell = new Case(fault.getKey(), fault.getValue(), stack, kept);
                    cells.add(() -> seen(cell));
                }
            }
        }
        var all = new ArrayList<Seen>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Seen> done : executor.invokeAll(cells)) {
                all.add(done.get());
            }
        }
        return all;
    }

    private static Seen seen(Case cell) throws Exception {
        var posts = new AtomicInteger();
        HttpServer server = server(posts);
        try (var proxy = new FaultProxy(server.getAddress().getPort());
                Gateway gateway = gateway(proxy.origin())) {
            if (cell.kept()) {
                gateway.send(HttpCall.get(proxy.origin() + "/warm"));
            }
            int before = proxy.requests();
            proxy.breakWith(cell.fault());
            String outcome = outcome(cell.stack(), gateway, proxy.origin());
            return new Seen(cell, posts.get(), proxy.requests() - before, outcome);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(AtomicInteger posts) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        HttpServer server = HttpServer.create(address, 50);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    if (exchange.getRequestMethod().equals("POST")) {
                        posts.incrementAndGet();
                    }
                    byte[] body = DONE.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Gateway gateway(String origin) {
        GatewaySettings settings =
                GatewaySettings.forOrigin(origin)
                        .withTimeouts(CALL, CALL, CALL)
                        .withMaxResponseBytes(CAP);
        return Gateway.open(settings, SalesforceErrors.forReads(), Seams.real());
    }

    private static String outcome(Stack stack, Gateway gateway, String origin) {
        try {
            var writes = gateway.anonymous(SalesforceErrors.forWrites(), WritePermit.ALWAYS);
            switch (stack) {
                case REST -> {
                    byte[] body = "{\"Name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
                    writes.send(HttpCall.post(origin + "/t", "application/json", body, false));
                }
                case SOAP -> {
                    var settings = SalesforceSettings.of(origin, "id", new Secret("secret"));
                    var tokens =
                            new SingleFlightTokens(
                                    () -> new Secret("00D!canary"), InstantSource.system());
                    var partner = new PartnerApi(settings, tokens, writes, permit -> writes);
                    SObject[] rows = {new SObject("Account")};
                    SaveResult[] saved = partner.write(WritePermit.ALWAYS, on -> on.update(rows));
                    SaveResults.match(BATCH, saved);
                }
            }
            return ACCEPTED;
        } catch (AdapterException failure) {
            return failure.category().name();
        }
    }
}
