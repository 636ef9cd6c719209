package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the store promises on every database about runs. */
interface RunContract {

    StateStore store();

    @Test
    default void theLastRunIsTheOneWithTheGreatestId() {
        Run second = run("20260303T080000Z-1", Run.State.RUNNING);
        store().begin(RUN);
        store().begin(second);
        Run done = new Run(RUN.id(), MONDAY, TUESDAY, "m2", "h2", "hash", Run.State.DONE, 7, 1);
        store().update(done);

        assertThat(store().lastRun(null)).contains(second);
        assertThat(store().lastRun(Run.State.DONE)).contains(done);
        assertThat(store().lastRun(Run.State.FAILED)).isEmpty();
    }

    @Test
    default void ofAnEarlierInstantTheLastRunIsTheOneThatKnewNoMore() {
        Run first = new Run(RUN.id(), MONDAY, MONDAY, "m1", "h1", null, Run.State.DONE, 0, 0);
        Run second =
                new Run(
                        "20260303T080000Z-1",
                        TUESDAY,
                        TUESDAY,
                        "m2",
                        "h2",
                        null,
                        Run.State.DONE,
                        0,
                        0);
        store().begin(first);
        store().begin(second);
        assertThat(store().lastRun(Run.State.DONE, TUESDAY)).contains(second);
        assertThat(store().lastRun(Run.State.DONE, TUESDAY.minusSeconds(1))).contains(first);
        assertThat(store().lastRun(Run.State.DONE, MONDAY.minusSeconds(1))).isEmpty();
        assertThat(store().lastRun(Run.State.PARTIAL, TUESDAY)).isEmpty();
    }

    @Test
    default void aRunBeginsOnceAndBeforeItGoesOn() {
        assertThatThrownBy(() -> store().update(RUN)).isInstanceOf(StoreException.class);
        store().begin(RUN);
        assertThatThrownBy(() -> store().begin(RUN)).isInstanceOf(StoreException.class);
    }

    private static Run run(String id, Run.State state) {
        return new Run(id, MONDAY, MONDAY, "m", "h", null, state, 0, 0);
    }
}
