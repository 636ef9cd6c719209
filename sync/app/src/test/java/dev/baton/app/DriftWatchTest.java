package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.app.daemon.Alert;
import dev.baton.app.daemon.Alerts;
import dev.baton.app.daemon.Health;
import dev.baton.app.daemon.Metrics;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.Schedule;
import dev.baton.port.AdapterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the daemon sees of customers that are no longer what the model was made for. */
class DriftWatchTest {
    private static final int ACCOUNTS = 150;

    @TempDir Path folder;

    private SandboxProcess sandbox;
    private final List<Alert.Event> told = new ArrayList<>();
    private boolean isReceiverDown;
    private Metrics metrics = new Metrics(new Health(Schedule.USUAL, InstantSource.system(), "on"));

    @BeforeEach
    void firstSync() throws Exception {
        Path data = AccountExport.write(folder.resolve("data"), ACCOUNTS);
        var usage = new StringBuilder("account_external_id,date,metric,value\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            usage.append("E%d,2026-02-20,level,%d\n".formatted(i, i % 40));
            usage.append("E%d,2026-03-05,level,%d\n".formatted(i, 100 + i % 40));
        }
        Files.writeString(data.resolve("usage.csv"), usage);
        Mapping mapping =
                Mapping.copiedTo(folder.resolve("mappings"))
                        .readUsage()
                        .append(
                                "model.yaml",
                                """
                                  level:
                                    label: Level
                                    over: usage
                                    filter: {field: metric, is: level}
                                    aggregate: {last: value}
                                    score: {curve: [[0, 0], [40, 1]], weight: 90, reference: 0.5, driver: usage}
                                """);
        sandbox =
                SandboxProcess.serve(
                        data,
                        "2026-03-01T12:00:00Z",
                        folder,
                        "--mappings",
                        mapping.folder().toString());
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Alerts.Sender receiver() {
        return alert -> {
            if (isReceiverDown) {
                throw new AdapterException(
                        AdapterException.Category.UNAVAILABLE, "down", "is down", null);
            }
            told.add(alert.event());
        };
    }

    private DriftWatch watch() {
        Config config =
                switch (ConfigReader.read(sandbox.config)) {
                    case ConfigReader.Read.Good good -> good.config();
                    case ConfigReader.Read.Bad bad -> throw new IllegalStateException(bad + "");
                };
        return new DriftWatch(config, metrics, receiver(), () -> false);
    }

    private void ended(DriftWatch watch, String at) {
        Instant now = Instant.parse(at);
        watch.ended(now, now, new Outcome(Outcome.Kind.DONE, "000001", null, 0, 0, 0, "done"));
    }

    private void syncAndLook(String at) throws Exception {
        sandbox.advance(at);
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        ended(watch(), at);
    }

    private JsonNode drift() throws Exception {
        return Cli.run(sandbox.config, "status", "--json").json().get("drift");
    }

    @Test
    void beforeTheFirstLookThereIsNothingToTell() throws Exception {
        assertThat(drift()).isNull();
    }

    @Test
    void aShiftIsSeenAtOnceAndToldOnceItHasLasted() throws Exception {
        ended(watch(), "2026-03-01T12:10:00Z");
        assertThat(drift().get("watched").asInt()).as("the others are unknown").isEqualTo(1);
        assertThat(drift().get("accounts").asInt()).isEqualTo(ACCOUNTS);
        assertThat(drift().get("shifted")).isEmpty();
        assertThat(drift().has("outcomes")).as("no probability, no renewals").isFalse();

        syncAndLook("2026-03-06T12:00:00Z");
        JsonNode shift = drift().get("shifted").get(0);
        assertThat(shift.get("measure").asText()).isEqualTo("level");
        assertThat(shift.get("psi").asDouble()).isGreaterThan(1);
        assertThat(drift().get("since").asText()).isEqualTo("2026-03-01");
        assertThat(drift().get("alarming").asBoolean()).isFalse();
        assertThat(Cli.run(sandbox.config, "status").out())
                .contains("1 of 1 measures shifted among 150 accounts", "level since 2026-03-06");
        assertThat(metrics.text()).contains("baton_drift_psi{measure=\"level\"}");

        syncAndLook("2026-03-19T12:00:00Z");
        assertThat(told).as("thirteen days").isEmpty();
        isReceiverDown = true;
        syncAndLook("2026-03-20T12:00:00Z");
        assertThat(told).isEmpty();
        isReceiverDown = false;
        ended(watch(), "2026-03-20T13:00:00Z");
        assertThat(told).containsExactly(Alert.Event.DRIFTED);
        syncAndLook("2026-03-21T12:00:00Z");
        assertThat(told).as("told once").hasSize(1);
        assertThat(drift().get("alarming").asBoolean()).isTrue();
    }

    @Test
    void aFailedCycleIsNoOccasionToLook() throws Exception {
        Instant now = Instant.parse("2026-03-01T12:10:00Z");
        watch().ended(now, now, Outcome.of(Outcome.Kind.FAILED, "down"));
        assertThat(drift()).isNull();
    }
}
