package dev.baton.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.baton.app.daemon.Alert.Event;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Secret KEY = new Secret("a key that both sides know");
    private static final Alert ALERT =
            new Alert("id-1", Event.STOPPED, NOW, "000007", "abc", 0, 1, 2, 3);
    private static final Seams SEAMS =
            new Seams(InstantSource.fixed(NOW), time -> {}, new Random(1), null);

    private record Received(String id, String timestamp, String signature, byte[] body) {}

    private final List<Received> received = new ArrayList<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/hook",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    received.add(
                            new Received(
                                    headers.getFirst("Idempotency-Key"),
                                    headers.getFirst("Baton-Timestamp"),
                                    headers.getFirst("Baton-Signature"),
                                    exchange.getRequestBody().readAllBytes()));
                    int status = statuses.isEmpty() ? 200 : statuses.pop();
                    if (status == 307) {
                        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private void send() throws AdapterException {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        try (Webhook webhook = Webhook.open(url, KEY, InstantSource.fixed(NOW), SEAMS)) {
            webhook.send(ALERT);
        }
    }

    @Test
    void theReceiverCanCheckWhoSentItAndWhen() throws Exception {
        send();
        Received one = received.getFirst();
        assertThat(one.timestamp()).isEqualTo("1772323200");
        assertThat(one.signature())
                .isEqualTo("v1=" + Webhook.signature(KEY, one.timestamp(), one.body()));
        assertThat(one.signature())
                .isNotEqualTo("v1=" + Webhook.signature(KEY, "1772323201", one.body()))
                .isNotEqualTo(
                        "v1=" + Webhook.signature(new Secret("x"), one.timestamp(), one.body()));
        JsonNode body = new ObjectMapper().readTree(one.body());
        assertThat(body.get("event").asText()).isEqualTo("stopped");
        assertThat(body.get("plan").asText()).isEqualTo("abc");
        assertThat(body.get("do").asText()).contains("baton status");
        assertThat(body.get("quarantined").asInt()).isEqualTo(3);
    }

    /** The value is OpenSSL's. */
    @Test
    void theSignatureIsHmacSha256OfTimestampDotBody() {
        byte[] body = "ya want for nothing?".getBytes(StandardCharsets.UTF_8);
        assertThat(Webhook.signature(new Secret("Jefe"), "what do ", body)).isEqualTo(EXPECTED);
    }

    private static final String EXPECTED =
            "95bde7f254b5a4f5735f492520de05dff167607e7ba8f6e01f7fd8bfa781a9a6";

    @Test
    void aReceiverThatIsDownForAMomentGetsItUnderTheSameId() throws Exception {
        statuses.addAll(List.of(503, 500, 429));
        send();
        assertThat(received).extracting(Received::id).hasSize(4).containsOnly("id-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 400, 401, 404})
    void aNoIsNotTriedAgainAndARedirectNotFollowed(int status) {
        statuses.add(status);
        assertThatThrownBy(this::send).isInstanceOf(AdapterException.class);
        assertThat(received).hasSize(1);
    }

    @Test
    void aReceiverThatStaysDownIsGivenUp() {
        statuses.addAll(List.of(503, 503, 503, 503, 503, 503));
        assertThatThrownBy(this::send).isInstanceOf(AdapterException.class);
        assertThat(received).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/a",
                "ftp://hooks.example/a",
                "https://user:word@hooks.example/a",
                "hooks.example/a",
                "https://"
            })
    void onlyHttpsLeavesThisMachine(String url) {
        assertThatThrownBy(() -> Webhook.open(url, KEY, InstantSource.fixed(NOW), SEAMS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
