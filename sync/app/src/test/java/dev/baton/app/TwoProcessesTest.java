package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.Relay.Moment;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real processes on one state folder. The first stands still in the middle of a write, as one
 * does on a machine that swaps or sleeps; the second must not take its place. The profile {@code
 * torture} makes it 200 pauses.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class TwoProcessesTest {
    private static final int PAUSES = Integer.getInteger("baton.pauses", 3);
    private static final long SEED = Long.getLong("baton.seed", 20_261_129L);
    private static final int CUSTOMERS = 30;

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void whileTheFirstStandsStillAmidItsWritesTheSecondLeavesTheCrmAlone() throws Exception {
        System.out.println("seed " + SEED + ", " + PAUSES + " pauses");
        Path data = Demo.invented(folder.resolve("demo"), CUSTOMERS).resolve("data");
        Mapping mapping =
                Mapping.copied(
                        SandboxProcess.home().resolve("mappings/demo"), folder.resolve("mappings"));
        var days = new DemoDays(mapping, SEED);
        try (var baton = Installation.of(data, mapping, folder.resolve("baton"))) {
            baton.relay.count();
            baton.calmSync("--open-tasks");
            int tasks = baton.image().tasks().size();
            for (int i = 0; i < PAUSES; i++) {
                days.pass(baton);
                paused(baton);
                assertThat(baton.unsettled()).isEmpty();
                assertThat(baton.image().duplicates()).isZero();
            }
            baton.relay.count();
            baton.calmSync();
            assertThat(baton.relay.writes()).as("left to write").isZero();
            System.out.println(
                    PAUSES
                            + " pauses, "
                            + (baton.image().tasks().size() - tasks)
                            + " tasks opened meanwhile, no duplicate");
        }
    }

    private void paused(Installation baton) throws Exception {
        var still = new CountDownLatch(1);
        Moment moment = random.nextBoolean() ? Moment.ARRIVED : Moment.EXECUTED;
        try (BatonProcess first = BatonProcess.start(baton.config(), "sync")) {
            baton.relay.trap(
                    1,
                    true,
                    moment,
                    () -> {
                        first.signal("STOP");
                        still.countDown();
                        return true;
                    });
            still.await();
            int requests = baton.relay.requests();
            Cli.Result second = BatonProcess.run(baton.config(), "sync");
            assertThat(second.exit()).as(second.err()).isEqualTo(4);
            assertThat(second.err()).contains("in use by process " + first.pid());
            assertThat(baton.relay.requests()).as("the second asks nobody").isEqualTo(requests);
            assertThat(first.isAlive()).isTrue();

            first.signal("CONT");
            Cli.Result end = first.ended();
            assertThat(end.exit()).as(end.err()).isIn(0, 3);
        }
    }
}
