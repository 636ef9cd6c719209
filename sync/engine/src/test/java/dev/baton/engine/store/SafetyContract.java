package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.checkpoint;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store promises on every database when processes die, memory is short, rows are bad. */
interface SafetyContract {

    StateStore store();

    /** Where another process finds the same state. */
    String where();

    /** Makes the database itself refuse landed records of a parent. */
    void refuseChildrenOf(String parent) throws SQLException;

    @Test
    default void anIntentOutlivesTheKillOfItsProcess() throws IOException {
        try (var child = new Child(128, "intend", where())) {
            assertThat(child.answer()).isEqualTo("intended");
            child.kill();
        }

        assertThat(store().unsettled("crm")).extracting(Intent::record).containsExactly("a1");
        assertThat(store().ledger(0, 10)).extracting(LedgerEntry::event).containsExactly("intent");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 23})
    default void aKillBetweenOrWithinPagesLeavesRecordsAndCursorTogether(int pages)
            throws IOException {
        String last = "";
        try (var child = new Child(128, "commit", where())) {
            while (!last.equals("page " + pages)) {
                last = child.answer();
            }
            child.kill();
        }

        int committed =
                store().checkpoint(TICKETS)
                        .map(each -> Integer.parseInt(each.cursor().value()))
                        .orElseThrow();
        assertThat(committed).isGreaterThanOrEqualTo(pages);
        assertThat(scan(store(), TICKETS, MONDAY)).hasSize(committed * Child.PAGE);
    }

    @Test
    default void aScanNeedsNoMoreMemoryThanAFewRows() throws IOException {
        String text = "x".repeat(10_000);
        for (int i = 0; i < 20; i++) {
            int first = i * 500;
            LandedRecord[] records =
                    IntStream.range(first, first + 500)
                            .mapToObj(id -> ticket("t" + id, MONDAY, text + id))
                            .toArray(LandedRecord[]::new);
            store().commit(TICKETS, page(MONDAY, records));
        }

        // 100 MB of records in a heap of 48.
        try (var child = new Child(48, "scan", where())) {
            assertThat(child.answer()).isEqualTo("scanned 10000");
        }
    }

    @Test
    default void aPageTheDatabaseRefusesLeavesNothingAndTellsNoText() throws SQLException {
        store().commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        refuseChildrenOf("confidential");
        var bad =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                i ->
                                        ticket(
                                                "n" + i,
                                                TUESDAY,
                                                i == 900 ? "confidential" : "o1",
                                                "open"))
                        .toList();
        var page =
                new LandedPage(bad, Map.of(), List.of(), checkpoint("must not be seen"), TUESDAY);

        assertThatThrownBy(() -> store().commit(TICKETS, page))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Nothing of it was stored")
                .satisfies(e -> assertThat(everythingItSays(e)).doesNotContain("confidential"));

        assertThat(scan(store(), TICKETS, TUESDAY)).hasSize(1);
        assertThat(store().checkpoint(TICKETS)).contains(checkpoint("after " + MONDAY));
    }

    static String everythingItSays(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    default void writersOnManyThreadsQueue() throws Exception {
        int threads = 4;
        int rounds = 15;
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<?>>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "w" + thread;
                running.add(executor.submit(() -> write(name, rounds)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(store().ledger(0, 1_000))
                .extracting(LedgerEntry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (long) threads * rounds).boxed().toList());
        assertThat(store().unsettled("crm")).hasSize(threads * rounds);
    }

    private void write(String name, int rounds) {
        var stream = new StreamKey(name, "tickets");
        for (int round = 0; round < rounds; round++) {
            store().commit(stream, page(MONDAY, ticket("t" + round, MONDAY, "open")));
            store().intend(RUN, List.of(intent(name + "-" + round, new Intent.Change(null, "x"))));
            assertThat(scan(store(), stream, MONDAY)).hasSize(round + 1);
        }
    }

    @Test
    default void whoHoldsTheStateMaySend() {
        store().fence();
        store().begin(RUN);
        store().fence();
    }

    @Test
    default void aClosedStoreStoresNothing() {
        StateStore store = store();
        store.close();

        assertThatThrownBy(() -> store.commit(TICKETS, page(MONDAY)))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.childrenOf(TICKETS, List.of(), MONDAY))
                .isInstanceOf(StoreException.class);
    }
}
