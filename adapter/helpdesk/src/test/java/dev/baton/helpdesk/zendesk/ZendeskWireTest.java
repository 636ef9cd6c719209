package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.Page;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way, real sockets included. */
final class ZendeskWireTest {
    private static final String USER =
            "{\"id\":7,\"name\":\"Jo\",\"active\":true,\"created_at\":\"2026-03-01T08:00:00Z\","
                    + "\"updated_at\":\"2026-03-02T08:00:00Z\"}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ZendeskWireTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + target);
        if (target.equals("/oauth/tokens")) {
            reply(exchange, 200, "{\"access_token\":\"fresh-" + asked.size() + "\"}");
        } else if ("Bearer fresh-1"
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"error\":\"invalid_token\"}");
        } else if (target.contains("per_page=1000")) {
            replyWithoutEnd(exchange);
        } else {
            reply(exchange, 200, "{\"users\":[" + USER + "],\"end_of_stream\":true}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Blanks until the client has had enough. */
    private static void replyWithoutEnd(HttpExchange exchange) throws IOException {
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int mebibytes = 0; mebibytes < 200; mebibytes++) {
                out.write(blanks);
            }
        }
    }

    @Test
    void aTokenIsRenewedAndAPageThatIsTooLargeIsHalved() throws AdapterException {
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();
        var settings = ZendeskSettings.of(origin, "client", new Secret("secret"));
        var seams = new Seams(InstantSource.system(), time -> {}, new Random(1), null);
        try (var source = ZendeskSource.open(settings, seams)) {
            Page page = source.read(new StreamRequest("users", List.of("name")), null);
            assertThat(page.last()).isTrue();
            assertThat(page.records()).singleElement().satisfies(ZendeskWireTest::isJo);
            assertThat(source.calls()).isEqualTo(5);
        }
        assertThat(asked)
                .containsExactly(
                        "POST /oauth/tokens",
                        "GET /api/v2/incremental/users/cursor?start_time=1&per_page=1000",
                        "POST /oauth/tokens",
                        "GET /api/v2/incremental/users/cursor?start_time=1&per_page=1000",
                        "GET /api/v2/incremental/users/cursor?start_time=1&per_page=500");
    }

    private static void isJo(dev.baton.port.RawRecord record) {
        assertThat(record.id()).isEqualTo("7");
        assertThat(record.fields()).containsOnlyKeys("name").containsEntry("name", "Jo");
    }
}
