package dev.baton.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Mappings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product in histories full of faults; the profile "simulate" plays half a million. */
class SimulationTest {
    private static final long HISTORIES = Long.getLong("baton.histories", 300);

    /** From so many on it goes on where it was left. */
    private static final long LONG = 10_000;

    private static final Mappings MAPPINGS = SimulationMappings.load(Path.of("mappings"));

    @Test
    void everyHistoryKeepsEveryInvariant() throws IOException {
        Simulation simulation = Simulation.ofProduct(MAPPINGS);
        boolean isLong = HISTORIES >= LONG;
        Path summary = Path.of("target", isLong ? "simulation.json" : "histories.json");
        Tally tally = isLong ? Tally.resume(summary, 1) : new Tally(1);
        tally.playFailedAgain(simulation);
        while (tally.seeds() < HISTORIES) {
            long some = Math.min(Simulate.SAVED_EVERY, HISTORIES - tally.seeds());
            Simulate.play(simulation, tally, some, System.out);
            tally.save(summary);
        }

        System.out.printf("%d histories from seed 1, %.1f a second%n", tally.seeds(), tally.rate());
        assertThat(tally.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 42, 178, 1_000_003})
    void oneSeedHasOneHistory(long seed) {
        Simulation.Result first = Simulation.ofProduct(MAPPINGS).run(seed);
        Simulation.Result second = Simulation.ofProduct(MAPPINGS).run(seed);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.lastLines()).isEqualTo(first.lastLines());
    }

    @Test
    void otherSeedsHaveOtherHistories() {
        Simulation simulation = Simulation.ofProduct(MAPPINGS);

        assertThat(simulation.run(1).digest()).isNotEqualTo(simulation.run(2).digest());
    }

    @Test
    void aHistoryWithoutFaultsWritesAndFailsNothing() {
        Simulation.Result calm = Simulation.ofProduct(MAPPINGS).run(5, new Schedule(List.of()));

        assertThat(calm.violation()).isNull();
        assertThat(calm.writes()).isPositive();
        assertThat(calm.injected()).isEmpty();
    }

    /** Told as of the pull's begin, the whole measure would be missing and the score wrong. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRecordThatChangesWhileThePullRunsKeepsItsMeasure(long seed) {
        var changing =
                new Schedule(
                        List.of(
                                new Step(1, 22, Kind.DEAL_LOST, 1),
                                new Step(2, 22, Kind.DEAL_LOST, 2),
                                new Step(3, 22, Kind.DEAL_REOPENED, 3),
                                new Step(4, 22, Kind.DEAL_REOPENED, 4)));

        assertThat(Simulation.ofProduct(MAPPINGS).run(seed, changing).violation()).isNull();
    }

    /** One that is touched in the minute of every export: no export has ever shown it. */
    @Test
    void aTicketThatIsNeverAtRestWhenWeLookCountsAsItWasSeenLast() {
        var touchedTwice =
                new Schedule(
                        List.of(
                                new Step(1, 36, Kind.TICKETS_OPENED_AT_ONCE, 188_831),
                                new Step(2, 30, Kind.TICKET_MOVED, 978_672)));

        assertThat(Simulation.ofProduct(MAPPINGS).run(100_701, touchedTwice).violation()).isNull();
        assertThat(Simulation.ofProduct(MAPPINGS).run(100_701).violation()).isNull();
    }

    /** The loser's open task goes to the winner, and keeps a key that names the loser. */
    @Test
    void aMergeOfAccountsOpensNoSecondTask() {
        var merged =
                new Schedule(
                        List.of(
                                new Step(0, 1, Kind.ACCOUNT_MADE, 153_190),
                                new Step(1, 12, Kind.ACCOUNT_MADE, 1_030_536),
                                new Step(1, 78, Kind.TICKET_MOVED, 424_290),
                                new Step(3, 62, Kind.TICKETS_OPENED_AT_ONCE, 734_667),
                                new Step(4, 27, Kind.ACCOUNTS_MERGED, 742_344)));

        assertThat(Simulation.ofProduct(MAPPINGS).run(618, merged).violation()).isNull();
    }

    /** A task that was deleted since the pull, and an account that a merge took away. */
    @ParameterizedTest
    @ValueSource(longs = {307_222, 302_955})
    void whatIsGoneWhenWeLookOnceMoreIsNotWritten(long seed) {
        assertThat(Simulation.ofProduct(MAPPINGS).run(seed).violation()).isNull();
    }

    /** A merge took it away before our write; undeleted, it still holds what it held. */
    @Test
    void aRecordThatWasGoneWhenWeReadItBackHadTakenNothing() {
        assertThat(Simulation.ofProduct(MAPPINGS).run(134_792).violation()).isNull();
    }

    /** What the first of the two was answered reached nobody. */
    @Test
    void aRequestThatTheNetworkRepeatsIsNoSecondCallOfOurs() {
        assertThat(Simulation.ofProduct(MAPPINGS).run(121_781).violation()).isNull();
    }

    @Test
    void aDatabaseFileHasTheSameHistoryAsMemory(@TempDir Path folder) {
        Path file = folder.resolve("state.db");
        MasterKey key = MasterKey.random();
        var onDisk = new Simulation(MAPPINGS, seed -> StateStores.sqlite(file, key), Bug.NONE);

        assertThat(onDisk.run(25).digest())
                .isEqualTo(Simulation.ofProduct(MAPPINGS).run(25).digest());
    }
}
