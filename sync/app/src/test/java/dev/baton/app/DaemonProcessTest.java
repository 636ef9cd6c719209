package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process of its own, as systemd starts and stops it. */
@Timeout(120)
class DaemonProcessTest {
    @TempDir Path folder;

    private record Running(Process process, String url, Path err) implements AutoCloseable {
        JsonNode health() throws Exception {
            return new ObjectMapper().readTree(get("/health").body());
        }

        HttpResponse<String> get(String path) throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
        }

        /** Reads what the daemon says until it waits for its next cycle. */
        JsonNode afterTheFirstCycle() throws Exception {
            while (true) {
                JsonNode health = health();
                if (!health.get("last_outcome").isNull() && !health.get("next_run").isNull()) {
                    return health;
                }
                assertThat(process.waitFor(100, TimeUnit.MILLISECONDS))
                        .as(Files.readString(err))
                        .isFalse();
            }
        }

        int stopped() throws Exception {
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static Running start(Path config) throws Exception {
        Path err = config.resolveSibling("daemon.err");
        Process process =
                new ProcessBuilder(BatonProcess.command(config, "daemon"))
                        .redirectError(err.toFile())
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).as(Files.readString(err)).startsWith("listening http://127.0.0.1:");
        return new Running(process, line.substring("listening ".length()), err);
    }

    private static void set(Path config, String from, String to) throws Exception {
        String text = Files.readString(config);
        assertThat(text).contains(from);
        Files.writeString(config, text.replace(from, to));
    }

    private SandboxProcess serve() throws Exception {
        var sandbox =
                SandboxProcess.serve(
                        SmallExport.in(folder.resolve("data")).folder(), SmallExport.AS_OF, folder);
        Files.writeString(
                sandbox.config,
                Files.readString(sandbox.config) + "\ndaemon: {listen: \"127.0.0.1:0\"}\n");
        return sandbox;
    }

    @Test
    void itSyncsTellsMonitorsAndEndsWith0OnSigtermLeavingTheStateFree() throws Exception {
        try (var sandbox = serve();
                Running daemon = start(sandbox.config)) {
            JsonNode health = daemon.afterTheFirstCycle();
            assertThat(health.get("status").asText()).as(health.toString()).isEqualTo("ok");
            assertThat(health.get("last_run").asText()).isEqualTo("000001");
            assertThat(sandbox.writes()).isPositive();
            assertThat(daemon.get("/metrics").body())
                    .contains("baton_cycle_seconds_count{outcome=\"done\"} 1")
                    .containsPattern("baton_calls_total\\{connection=\"crm\"} [1-9]");
            // Between two cycles a person can work.
            assertThat(Cli.run(sandbox.config, "plan").exit()).isZero();
            assertThat(daemon.stopped()).isZero();
            assertThat(Files.readString(daemon.err())).contains("baton: stopped");
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        }
    }

    @Test
    void previewPlansAndSaysSo() throws Exception {
        try (var sandbox = serve()) {
            set(sandbox.config, "writes: on", "writes: preview");
            try (Running daemon = start(sandbox.config)) {
                JsonNode health = daemon.afterTheFirstCycle();
                assertThat(health.get("last_outcome").asText()).isEqualTo("previewed");
                assertThat(health.get("writes").asText()).isEqualTo("preview");
                assertThat(Files.readString(daemon.err())).contains("writes nothing");
                assertThat(sandbox.writes()).isZero();
                assertThat(daemon.stopped()).isZero();
            }
        }
    }

    @Test
    void refusedCredentialsFailHealthAtOnceAndAreNotTriedAgain() throws Exception {
        try (var sandbox = serve()) {
            Path secrets = sandbox.config.resolveSibling("baton.yaml.secrets");
            Files.writeString(
                    secrets, Files.readString(secrets).replaceFirst("sandbox\n", "CANARYWRONG\n"));
            try (Running daemon = start(sandbox.config)) {
                JsonNode health = daemon.afterTheFirstCycle();
                assertThat(health.get("status").asText()).isEqualTo("failing");
                assertThat(health.get("last_outcome").asText()).isEqualTo("refused");
                assertThat(daemon.get("/health").statusCode()).isEqualTo(503);
                assertThat(daemon.stopped()).isZero();
                assertThat(Files.readString(daemon.err())).doesNotContain("CANARYWRONG");
            }
        }
    }

    @Test
    void aDaemonAsOfThePastIsRefused() {
        Cli.Result result =
                Cli.run(folder.resolve("none.yaml"), "daemon", "--as-of", "2026-01-01T00:00:00Z");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--as-of");
    }

    @Test
    void aTakenPortEndsWith2AndSaysWhichSetting() throws Exception {
        try (var sandbox = serve();
                Running daemon = start(sandbox.config)) {
            int port = URI.create(daemon.url()).getPort();
            set(sandbox.config, "127.0.0.1:0", "127.0.0.1:" + port);
            Cli.Result second = Cli.run(sandbox.config, "daemon");
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains("daemon.listen");
        }
    }

    @Test
    void aRefusalIsToldOnceToTheWebhookAndNotAgainAfterARestart() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    received.add(
                            exchange.getRequestHeaders().getFirst("Baton-Signature")
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        receiver.start();
        try (var sandbox = serve()) {
            Path secrets = sandbox.config.resolveSibling("baton.yaml.secrets");
            Files.writeString(
                    secrets,
                    Files.readString(secrets).replaceFirst("sandbox\n", "CANARYWRONG\n")
                            + "alerts: {signing_key: CANARY-0123456789abcdef}\n");
            Files.writeString(
                    sandbox.config,
                    Files.readString(sandbox.config)
                            + "alerts: {webhook: {url: \"http://127.0.0.1:%d/\"}}\n"
                                    .formatted(receiver.getAddress().getPort()));
            for (int start = 0; start < 2; start++) {
                try (Running daemon = start(sandbox.config)) {
                    daemon.afterTheFirstCycle();
                    assertThat(daemon.stopped()).isZero();
                    assertThat(Files.readString(daemon.err())).doesNotContain("CANARY");
                }
            }
        } finally {
            receiver.stop(0);
        }
        assertThat(received).hasSize(1);
        assertThat(received.getFirst())
                .startsWith("v1=")
                .contains("\"event\":\"failing\"")
                .doesNotContain("CANARY");
    }

    @Test
    void aPausedDaemonPlansWritesNothingAndSaysSinceWhen() throws Exception {
        try (var sandbox = serve()) {
            assertThat(Cli.run(sandbox.config, "pause").exit()).isZero();
            try (Running daemon = start(sandbox.config)) {
                JsonNode health = daemon.afterTheFirstCycle();
                assertThat(health.get("last_outcome").asText()).isEqualTo("paused");
                assertThat(health.get("status").asText()).isEqualTo("degraded");
                assertThat(health.get("paused_since").isNull()).isFalse();
                assertThat(sandbox.writes()).isZero();
                assertThat(daemon.stopped()).isZero();
            }
        }
    }

    @Test
    void aMonitorLearnsTheAgeOfTheLastSyncFromAnExitCode() throws Exception {
        try (var sandbox = serve()) {
            assertThat(Cli.run(sandbox.config, "status", "--max-age", "1d").exit()).isEqualTo(2);
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
            Cli.Result old = Cli.run(sandbox.config, "status", "--max-age", "1h", "--json");
            assertThat(old.exit()).isEqualTo(4);
            assertThat(old.json().get("last_run").get("state").asText()).isEqualTo("done");
            assertThat(Cli.run(sandbox.config, "status", "--max-age", "99999d").exit()).isZero();
            assertThat(Cli.run(sandbox.config, "status", "--max-age", "soon").exit()).isEqualTo(2);
        }
    }
}
