package dev.baton.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole stack over real sockets, against a server that keeps to HTTP. */
class GatewayTest {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Gateway open(String origin) {
        return Gateway.open(Fixtures.impatient(origin), Tables.USUAL, Seams.real());
    }

    @Test
    void aPackedAnswerArrivesWholeAndInflated() throws AdapterException {
        String body = "{\"records\":[%s]}".formatted("{\"Id\":\"001\"},".repeat(2000));
        server.stubFor(
                any(anyUrl())
                        .willReturn(
                                aResponse()
                                        .withBody(body)
                                        .withHeader("Date", "Mon, 02 Mar 2026 10:00:00 GMT")
                                        .withHeader("X-Two", "first", "second")));
        try (Gateway gateway = open(origin())) {
            HttpAnswer answer = gateway.send(HttpCall.get(origin() + "/q?a=%20b&c=d'e"));
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.header("x-two")).isEqualTo("second");
            assertThat(ServerClock.of(answer)).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        }
        server.verify(
                getRequestedFor(urlEqualTo("/q?a=%20b&c=d%27e"))
                        .withHeader("Accept-Encoding", equalTo("gzip"))
                        .withHeader("User-Agent", equalTo("baton/0.1")));
    }

    @Test
    void aBodyIsSentAsItIs() throws AdapterException {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201)));
        byte[] body = "{\"n\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
        HttpCall call =
                HttpCall.post(origin() + "/p", "application/json; charset=UTF-8", body, false)
                        .withHeader("User-Agent", "other")
                        .withHeader("accept-encoding", "br");
        try (Gateway gateway = open(origin())) {
            assertThat(gateway.send(call).status()).isEqualTo(201);
        }
        server.verify(
                postRequestedFor(urlEqualTo("/p"))
                        .withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
                        .withHeader("User-Agent", equalTo("baton/0.1"))
                        .withHeader("Accept-Encoding", equalTo("gzip"))
                        .withRequestBody(equalTo("{\"n\":\"ü\"}")));
    }

    @Test
    void cookiesAreForgotten() throws AdapterException {
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withHeader("Set-Cookie", "sid=1; Path=/")));
        try (Gateway gateway = open(origin())) {
            gateway.send(HttpCall.get(origin() + "/a"));
            gateway.send(HttpCall.get(origin() + "/b"));
        }
        server.verify(2, getRequestedFor(anyUrl()).withoutHeader("Cookie"));
    }

    @Test
    void nothingIsTakenFromACache() throws AdapterException {
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withHeader("Cache-Control", "max-age=9999")));
        try (Gateway gateway = open(origin())) {
            gateway.send(HttpCall.get(origin() + "/a"));
            gateway.send(HttpCall.get(origin() + "/a"));
        }
        server.verify(2, getRequestedFor(urlEqualTo("/a")));
    }

    @Test
    void headersThatFrameTheMessageOrBreakItAreRefused() {
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        try (Gateway gateway = open(origin())) {
            for (String name :
                    List.of(
                            "Host",
                            "content-length",
                            "Transfer-Encoding",
                            "Connection",
                            "a b",
                            "")) {
                AdapterException failure =
                        Fixtures.failure(
                                gateway, HttpCall.get(origin() + "/").withHeader(name, "1"));
                assertThat(failure.code()).as(name).isEqualTo("header_refused");
            }
            for (String value : List.of("a\r\nX-Evil: 1", "a\nb", "a\0b", "ü")) {
                AdapterException failure =
                        Fixtures.failure(
                                gateway, HttpCall.get(origin() + "/").withHeader("X-A", value));
                assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
                assertThat(failure).hasMessageNotContaining(value);
            }
        }
        server.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void aChoiceOfRecordsIsNoRedirectAndLeftToTheTable() throws AdapterException {
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(300).withBody("[\"/a\",\"/b\"]")));
        try (Gateway gateway = open(origin())) {
            assertThat(gateway.send(HttpCall.get(origin() + "/x")).status()).isEqualTo(300);
        }
    }

    @Test
    void anUntrustedCertificateEndsTheCallBeforeAnythingIsSent() {
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        for (String host : List.of("localhost", "127.0.0.1")) {
            String origin = "https://" + host + ":" + server.httpsPort();
            try (Gateway gateway = open(origin)) {
                AdapterException failure =
                        Fixtures.failure(gateway, Fixtures.post(origin + "/t", false));
                assertThat(failure.code()).isEqualTo("certificate_refused");
                assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(gateway.meter().sent()).isZero();
            }
        }
        server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void theNameLocalhostReachesAServerOnEitherLoopback() throws AdapterException {
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        String origin = "http://localhost:" + server.port();
        try (Gateway gateway = open(origin)) {
            assertThat(gateway.send(HttpCall.get(origin + "/")).status()).isEqualTo(200);
        }
    }

    @Test
    void connectionsAreKeptForAsManyCallsAsMayRun()
            throws InterruptedException, ExecutionException {
        var behaviour = HostileServer.saying(HostileServer.OK);
        GatewaySettings settings = Fixtures.impatient(behaviour.origin()).withMaxConcurrent(20);
        try (behaviour;
                Gateway gateway = Gateway.open(settings, Tables.USUAL, Seams.real())) {
            for (int round = 0; round < 5; round++) {
                Fixtures.inParallel(
                        200, () -> gateway.send(HttpCall.get(behaviour.origin() + "/r")));
            }
            assertThat(behaviour.requests()).hasSize(1000);
            assertThat(behaviour.connections()).isLessThanOrEqualTo(20);
            assertThat(gateway.meter().sent()).isEqualTo(1000);
        }
    }

    @Test
    void aProxyIsTunnelledThroughOnlyWhereOneIsConfigured() throws IOException {
        var connects = new HostileServer((number, request, socket) -> socket.close());
        int port = Integer.parseInt(connects.origin().replaceAll(".*:", ""));
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        GatewaySettings settings = Fixtures.impatient("https://acme.invalid").withProxy(address);
        try (connects;
                Gateway gateway = Gateway.open(settings, Tables.USUAL, Seams.real())) {
            HttpCall call =
                    Fixtures.post("https://acme.invalid/secret-path", false)
                            .withHeader("Authorization", "Bearer canary");
            AdapterException failure = Fixtures.failure(gateway, call);
            assertThat(failure.code()).isEqualTo("not_sent");
            assertThat(connects.requests()).hasSize(1);
            assertThat(connects.requests().getFirst().head())
                    .startsWith("CONNECT acme.invalid:443 HTTP/1.1")
                    .doesNotContain("canary")
                    .doesNotContain("secret-path");
        }
    }

    @Test
    void theJvmsOwnProxySettingsAreNotLookedAt() throws AdapterException {
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        var before = java.net.ProxySelector.getDefault();
        java.net.ProxySelector.setDefault(
                java.net.ProxySelector.of(InetSocketAddress.createUnresolved("no.invalid", 1)));
        try (Gateway gateway = open(origin())) {
            assertThat(gateway.send(HttpCall.get(origin() + "/")).status()).isEqualTo(200);
        } finally {
            java.net.ProxySelector.setDefault(before);
        }
    }

    @Test
    void aGatewayInASimulationTouchesNoNetwork() throws AdapterException {
        var time = new VirtualTime();
        var wire = new FakeWire().then(503, Map.of("retry-after", "60")).then(200);
        try (Gateway gateway =
                Gateway.open(
                        GatewaySettings.forOrigin("https://no-such-host.invalid"),
                        Tables.USUAL,
                        Fixtures.seams(time, wire))) {
            gateway.send(HttpCall.get("https://no-such-host.invalid/x"));
        }
        assertThat(wire.seen()).hasSize(2);
        assertThat(time.instant()).isAfter(Instant.parse("2026-03-02T10:01:00Z"));
    }
}
