package dev.baton.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.store.LeaseLostException;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What PostgresLeaseTest asks of the databases' lease, asked of the simulation's. */
class LeaseTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final StateStore shared = new MemoryStateStore();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Lease lease = new Lease(() -> now, "crm");

    private static Run run(String id) {
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        return new Run(id, at, at, "mappings", "model", null, Run.State.RUNNING, 0, 0);
    }

    private Lease.Holder take() {
        return lease.take().orElseThrow();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static void lost(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void nobodyTakesWhatAnotherOneHolds() {
        Lease.Holder first = take();
        pass(Lease.TIME.minus(MOMENT));

        assertThat(lease.take()).isEmpty();
        assertThat(first.isLast()).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAtOnce() {
        take().of(shared).close();

        assertThat(lease.take()).isPresent();
    }

    @Test
    void nothingOfAHolderThatSleptThroughItsLeaseIsStored() {
        StateStore first = take().of(shared);
        first.begin(run("000001"));
        pass(Lease.TIME);
        Lease.Holder second = take();

        lost(() -> first.begin(run("000002")));
        lost(first::fence);
        first.close();

        assertThat(first.lastRun(null)).as("looking is free").contains(run("000001"));
        assertThat(second.isLast()).isTrue();
        second.of(shared).fence();
        assertThat(lease.take()).as("a former holder gives nothing back").isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsLostEvenIfNobodyTookIt() {
        StateStore first = take().of(shared);
        pass(Lease.TIME);

        lost(() -> first.begin(run("000001")));
        assertThat(shared.lastRun(null)).isEqualTo(Optional.empty());
    }

    @Test
    void aLiveHolderProlongsItsLeaseAtHalfItsTime() {
        StateStore first = take().of(shared);
        pass(Lease.TIME.dividedBy(2));
        first.fence();
        pass(Lease.TIME.minus(MOMENT));

        assertThat(lease.take()).isEmpty();
        first.begin(run("000001"));
        pass(Lease.TIME);
        lost(first::fence);
    }
}
