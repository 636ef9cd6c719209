package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.mappings.Mappings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a cycle of the daemon looks at all accounts, and when at those alone that changed. */
class SyncRoundTest {
    private static final int ACCOUNTS = 20;
    private static final String ALL = "done";
    private static final String SOME = "done, of 20 accounts looked at ";

    @TempDir Path folder;

    private SandboxProcess sandbox;
    private SyncRound round;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @BeforeEach
    void daemon() throws Exception {
        sandbox =
                SandboxProcess.serve(
                        AccountExport.write(folder.resolve("data"), ACCOUNTS),
                        now.toString(),
                        folder,
                        "--mappings",
                        Mapping.copiedTo(folder.resolve("mappings")).folder().toString());
        if (!(ConfigReader.read(sandbox.config) instanceof ConfigReader.Read.Good good)
                || !(Mappings.load(good.config().mappings())
                        instanceof Mappings.Loaded.Good read)) {
            throw new IllegalStateException("neither is wrong");
        }
        round = new SyncRound(good.config(), read.mappings(), Surroundings.COMMAND, () -> now);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String told(Duration later) {
        now = now.plus(later);
        return round.run().told();
    }

    @Test
    void aWokenCycleLooksAtSomeUntilAnIntervalIsOver() {
        assertThat(told(Duration.ZERO)).isEqualTo(ALL);
        assertThat(told(Duration.ofMinutes(5))).startsWith(SOME);
        assertThat(told(Duration.ofMinutes(9))).startsWith(SOME);
        assertThat(told(Duration.ofMinutes(1))).as("a quarter of an hour is over").isEqualTo(ALL);
        assertThat(told(Duration.ofMinutes(14))).startsWith(SOME);
    }

    @Test
    void afterASyncByHandAllAreLookedAt() throws Exception {
        assertThat(told(Duration.ZERO)).isEqualTo(ALL);
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        assertThat(told(Duration.ofMinutes(1))).isEqualTo(ALL);
        assertThat(told(Duration.ofMinutes(1))).startsWith(SOME);
    }

    @Test
    void aDaemonThatIsStartedAnewLooksAtAll() throws Exception {
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        assertThat(told(Duration.ZERO)).isEqualTo(ALL);
    }
}
