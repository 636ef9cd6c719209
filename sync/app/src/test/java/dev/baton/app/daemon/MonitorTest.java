package dev.baton.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final Health health = new Health(Schedule.USUAL, InstantSource.fixed(NOW), "on");
    private final Metrics metrics = new Metrics(health);
    private Monitor monitor;

    @BeforeEach
    void open() throws IOException {
        monitor =
                Monitor.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        () -> new Monitor.Page(503, "application/json", "{}"),
                        () -> new Monitor.Page(200, Metrics.CONTENT_TYPE, metrics.text()));
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    /** By hand: clients do not let a test choose the Host. */
    private String ask(String method, String path, String host) throws IOException {
        int port = URI.create(monitor.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request =
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + host.replace("PORT", String.valueOf(port))
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health, 127.0.0.1:PORT, 503",
        "GET, /metrics, localhost:PORT, 200",
        "GET, /metrics, [::1]:PORT, 200",
        "GET, /metrics, evil.example:PORT, 421",
        "GET, /metrics, 127.0.0.1, 421",
        "GET, /metrics, 127.0.0.1:1, 421",
        "POST, /metrics, 127.0.0.1:PORT, 405",
        "DELETE, /health, 127.0.0.1:PORT, 405",
        "GET, /, 127.0.0.1:PORT, 404",
        "GET, /health/../metrics, 127.0.0.1:PORT, 404",
        "GET, /metrics/more, 127.0.0.1:PORT, 404"
    })
    void onlyTheTwoPagesAreShownAndOnlyToThisMachine(
            String method, String path, String host, int status) throws IOException {
        assertThat(ask(method, path, host)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void metricsCountWhatCyclesDid() throws IOException {
        metrics.began(NOW);
        assertThat(metrics.text()).contains("baton_lease_held 1.0");
        metrics.ended(
                NOW,
                NOW.plusSeconds(3),
                new Outcome(Outcome.Kind.PARTIAL, "000001", "hash", 7, 2, 3, "told"));
        metrics.ended(NOW, NOW, Outcome.of(Outcome.Kind.GUARDED, "brake"));
        metrics.called("crm", 12);
        metrics.budgetLeft("crm", 900);
        metrics.budgetLeft("crm", 888);
        assertThat(ask("GET", "/metrics", "127.0.0.1:PORT"))
                .contains("baton_lease_held 0.0")
                .contains("baton_cycle_seconds_count{outcome=\"partial\"} 1")
                .contains("baton_cycle_seconds_sum{outcome=\"partial\"} 3.0")
                .contains("baton_cycle_seconds_count{outcome=\"done\"} 0")
                .contains("baton_records_total{outcome=\"written\"} 7.0")
                .contains("baton_records_total{outcome=\"failed\"} 2.0")
                .contains("baton_records_total{outcome=\"quarantined\"} 3.0")
                .contains("baton_guard_stops_total 1.0")
                .contains("baton_calls_total{connection=\"crm\"} 12.0")
                .contains("baton_budget_left{connection=\"crm\"} 888.0")
                .contains("baton_last_success_age_seconds 0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void whatOthersCanReachIsRefused(String address) {
        assertThatThrownBy(
                        () ->
                                Monitor.open(
                                        new InetSocketAddress(InetAddress.ofLiteral(address), 0),
                                        () -> new Monitor.Page(200, "", ""),
                                        () -> new Monitor.Page(200, "", "")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
