package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes in doubt, settled after the org changed meanwhile. */
class RecoveryTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final StreamKey ACCOUNT = new StreamKey("crm", "Account");
    private static final Outputs OUTPUTS = new Outputs("Account", new TreeMap<>(), null);

    private static final Plan SCORE_AND_BAND =
            new Plan(
                    List.of(
                            new Change("Account", "a", "Band", "Red", "Green"),
                            new Change("Account", "a", "Score", null, new BigDecimal(81))),
                    "mappings",
                    "model");

    @TempDir Path folder;

    private StateStore store;
    private final FakeSink sink = new FakeSink().with("a");
    private final Run run =
            new Run("000001", NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
        store.begin(run);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A write that nobody saw the end of. */
    private void interrupted(Plan plan) throws Exception {
        sink.faults.add(new FakeSink.Fault.Away());
        var controls = new Controls(Optional::empty, () -> false, next -> {});
        new Push(store, sink, controls, "crm", OUTPUTS, run).carryOut(plan, Map.of());
        assertThat(store.unsettled("crm")).hasSize(1);
    }

    private List<String> settled() throws Exception {
        new Recovery(store, sink, "crm", OUTPUTS, run).settle();
        assertThat(store.unsettled("crm")).isEmpty();
        return store.ledger(0, 100).stream()
                .map(LedgerEntry::event)
                .filter(event -> !event.equals("intent"))
                .toList();
    }

    @Test
    void whereAFieldWasHiddenMeanwhileTheOthersTellWhatBecameOfTheWrite() throws Exception {
        sink.edit("a", "Band", "Red");
        interrupted(SCORE_AND_BAND);
        sink.edit("a", "Band", "Green");
        sink.hidden.add("Score");
        assertThat(settled()).containsExactly("read-back written");
        assertThat(store.ours(ACCOUNT, List.of("a")))
                .isEqualTo(
                        Map.of(
                                "a",
                                Map.of(
                                        "Band",
                                        Ours.kept("Green"),
                                        "Score",
                                        Ours.kept(new BigDecimal(81)))));
    }

    @Test
    void whereEveryFieldWasHiddenMeanwhileNothingIsBelieved() throws Exception {
        sink.edit("a", "Band", "Red");
        interrupted(SCORE_AND_BAND);
        sink.hidden.addAll(List.of("Band", "Score"));
        assertThat(settled()).containsExactly("read-back not written");
        assertThat(store.ours(ACCOUNT, List.of("a"))).isEqualTo(Map.of("a", Map.of()));
    }

    @Test
    void aRecordThatIsGoneMeanwhileIsSettledAsNotWrittenAlsoWhereAFieldWasToBeEmptied()
            throws Exception {
        sink.edit("a", "Score", new BigDecimal(70));
        var emptying = new Change("Account", "a", "Score", new BigDecimal(70), null);
        interrupted(new Plan(List.of(emptying), "mappings", "model"));
        sink.records.remove("a");
        assertThat(settled()).containsExactly("read-back not written");
        assertThat(store.ours(ACCOUNT, List.of("a"))).isEmpty();
    }
}
