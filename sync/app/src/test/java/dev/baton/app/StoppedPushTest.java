package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.Relay.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A push of several batches that a person or the system's manager stops in its middle: what was
 * sent is known, the rest is written by the next sync, and both together are what a calm sync
 * writes.
 */
@Timeout(300)
class StoppedPushTest {
    private static final int CUSTOMERS = 30;

    @TempDir Path folder;

    private Installation calm;
    private Installation stopped;

    @BeforeEach
    void serve() throws Exception {
        Path data = Demo.invented(folder.resolve("demo"), CUSTOMERS).resolve("data");
        Mapping mapping = Mapping.at(SandboxProcess.home().resolve("mappings/demo"));
        calm = Installation.of(data, mapping, folder.resolve("calm"));
        stopped = Installation.of(data, mapping, folder.resolve("stopped"));
    }

    @AfterEach
    void close() throws Exception {
        try {
            calm.close();
        } finally {
            stopped.close();
        }
    }

    /** The accounts go first, the tasks after them. */
    private void accountsAloneAreWritten() throws Exception {
        assertThat(stopped.relay.writes()).isEqualTo(1);
        CrmImage image = stopped.image();
        assertThat(image.tasks()).isEmpty();
        assertThat(image.accounts()).isEqualTo(calm.image().accounts());
        assertThat(stopped.ledger(0).stream().filter(entry -> entry.event().equals("accepted")))
                .as("their fate is known")
                .hasSizeGreaterThan(0)
                .allMatch(entry -> entry.object().equals("Account"));
        assertThat(stopped.unsettled())
                .as("what goes after the accounts")
                .allMatch(intent -> !intent.object().equals("Account"));
    }

    @Test
    void pausedAmidAPushBatonStopsAtTheNextBatchAndGoesOnAfterResume() throws Exception {
        calm.calmSync("--open-tasks");
        assertThat(calm.image().tasks()).isNotEmpty();
        stopped.relay.trap(
                1,
                true,
                Moment.EXECUTED,
                () ->
                        BatonProcess.run(stopped.config(), "pause", "--reason", "migration").exit()
                                == 0);
        Cli.Result sync = BatonProcess.run(stopped.config(), "sync", "--open-tasks");
        assertThat(sync.exit()).as(sync.err()).isEqualTo(4);
        assertThat(sync.err()).contains("writes are paused since").contains("(migration)");
        accountsAloneAreWritten();
        assertThat(stopped.sync("--open-tasks").exit()).isEqualTo(4);
        assertThat(stopped.image().tasks()).isEmpty();

        assertThat(BatonProcess.run(stopped.config(), "resume").exit()).isZero();
        stopped.calmSync("--open-tasks");
        assertThat(stopped.image()).isEqualTo(calm.image());
    }

    @Test
    void aDaemonThatIsTerminatedAmidAPushEndsWellAndTheNextSyncGoesOn() throws Exception {
        calm.calmSync();
        calm.calmSync("--open-tasks");
        Files.writeString(
                stopped.config(),
                Files.readString(stopped.config()) + "daemon: {listen: \"127.0.0.1:0\"}\n");
        try (BatonProcess daemon = BatonProcess.start(stopped.config(), "daemon")) {
            stopped.relay.trap(
                    1,
                    true,
                    Moment.EXECUTED,
                    () -> {
                        daemon.terminate();
                        return true;
                    });
            Cli.Result end = daemon.ended();
            assertThat(end.exit()).as(end.err()).isZero();
            assertThat(end.err()).contains("baton: stopped");
        }
        accountsAloneAreWritten();
        stopped.calmSync("--open-tasks");
        assertThat(stopped.image()).isEqualTo(calm.image());
    }
}
