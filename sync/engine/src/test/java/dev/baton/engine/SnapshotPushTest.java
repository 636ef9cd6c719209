package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.engine.FakeSink.Fault;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.SnapshotOutputs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are made and deleted whole: each taken once, and deleted once, whatever happens. */
class SnapshotPushTest {
    private static final Outputs OUTPUTS =
            new Outputs(
                    "Account",
                    new TreeMap<>(Map.of()),
                    null,
                    new SnapshotOutputs(
                            "Snapshot__c",
                            "Key__c",
                            new TreeMap<>(
                                    Map.of(
                                            SnapshotField.ACCOUNT, "Account__c",
                                            SnapshotField.SCORE, "Score__c"))),
                    null,
                    null);
    private static final Instant NOW = Instant.parse("2026-05-04T00:00:00Z");
    private static final StreamKey SNAPSHOTS = new StreamKey("crm", "Snapshot__c");
    private static final PushEnd WHOLE = new PushEnd.Whole();

    @TempDir Path folder;

    private StateStore store;
    private final FakeSink sink = new FakeSink();

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
        store.begin(run("000001"));
        store.begin(run("000002"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Run run(String id) {
        return new Run(id, NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);
    }

    private Push push(String run) {
        return new Push(
                store,
                sink,
                new Controls(Optional::empty, () -> false, next -> {}),
                "crm",
                OUTPUTS,
                run(run));
    }

    private static Plan taking(String... keys) {
        var changes = new ArrayList<Change>();
        for (String key : keys) {
            changes.add(new Change("Snapshot__c", key, "Key__c", null, key));
            changes.add(new Change("Snapshot__c", key, "Score__c", null, new BigDecimal(81)));
        }
        return new Plan(changes, "mappings", "model");
    }

    private static Plan givingUp(String... keys) {
        var changes = new ArrayList<Change>();
        for (String key : keys) {
            changes.add(new Change("Snapshot__c", key, "Key__c", key, null));
            changes.add(new Change("Snapshot__c", key, "Score__c", new BigDecimal(81), null));
        }
        return new Plan(changes, "mappings", "model");
    }

    private Push.Report taken(String... keys) throws Exception {
        return push("000001").carryOut(taking(keys), Map.of());
    }

    private Push.Report givenUp(String... keys) throws Exception {
        return push("000002").carryOut(givingUp(keys), Map.of());
    }

    private List<String> events(String record) {
        return store.ledger(0, 100).stream()
                .filter(entry -> entry.record().equals(record) && entry.field() == null)
                .map(LedgerEntry::event)
                .toList();
    }

    @Test
    void whatIsTakenIsHeldWithItsKey() throws Exception {
        assertThat(taken("a", "b", "c")).isEqualTo(new Push.Report(3, 0, WHOLE));
        assertThat(store.held(SNAPSHOTS).get("a"))
                .isEqualTo(Map.of("Key__c", "a", "Score__c", new BigDecimal(81)));
    }

    @Test
    void whatIsGivenUpIsDeletedForgottenAndLeftInTheLedgerWithItsOldValues() throws Exception {
        taken("a", "b", "c");
        assertThat(givenUp("a", "b")).isEqualTo(new Push.Report(2, 0, WHOLE));
        assertThat(sink.deletes).containsExactly(List.of("a", "b"));
        assertThat(sink.records).containsOnlyKeys("c");
        assertThat(store.held(SNAPSHOTS)).containsOnlyKeys("c");
        assertThat(store.ours(SNAPSHOTS, List.of("a"))).isEmpty();
        assertThat(store.ledger(0, 100))
                .filteredOn(entry -> entry.run().equals("000002") && entry.field() != null)
                .extracting(LedgerEntry::oldValue)
                .contains("a", "b");
        assertThat(store.unsettled("crm")).isEmpty();
    }

    @Test
    void whatSomebodyChangedSinceThePlanIsNotDeleted() throws Exception {
        taken("a", "b");
        sink.edit("a", "Score__c", new BigDecimal(5));
        Push.Report report = givenUp("a", "b");
        assertThat(report).isEqualTo(new Push.Report(1, 1, WHOLE));
        assertThat(sink.records).containsOnlyKeys("a");
        assertThat(events("a")).containsExactly("accepted", "withheld");
    }

    @Test
    void whatAMergedAccountTookAlongIsDeletedInItsTime() throws Exception {
        taken("a");
        sink.edit("a", "Account__c", "the winner");
        Plan plan =
                new Plan(
                        List.of(
                                new Change("Snapshot__c", "a", "Account__c", "the loser", null),
                                new Change("Snapshot__c", "a", "Key__c", "a", null)),
                        "mappings",
                        "model");
        assertThat(push("000002").carryOut(plan, Map.of())).isEqualTo(new Push.Report(1, 0, WHOLE));
        assertThat(sink.records).isEmpty();
    }

    @Test
    void whatIsGoneAlreadyIsNoFailure() throws Exception {
        taken("a", "b");
        sink.records.remove("a");
        assertThat(givenUp("a", "b")).isEqualTo(new Push.Report(1, 0, WHOLE));
        assertThat(sink.deletes).containsExactly(List.of("b"));
        assertThat(store.held(SNAPSHOTS)).isEmpty();
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsReadBackAndNotSentAgain() throws Exception {
        taken("a", "b");
        sink.faults.add(new Fault.AnswerLost());
        assertThat(givenUp("a", "b")).isEqualTo(new Push.Report(2, 0, WHOLE));
        assertThat(sink.deletes).hasSize(1);
        assertThat(events("a")).containsExactly("accepted", "read-back written");
        assertThat(store.held(SNAPSHOTS)).isEmpty();
    }

    @Test
    void aDeletionThatNeverArrivedIsKnownNotToHaveHappened() throws Exception {
        taken("a");
        sink.faults.add(new Fault.RequestLost());
        assertThat(givenUp("a")).isEqualTo(new Push.Report(0, 1, WHOLE));
        assertThat(events("a")).containsExactly("accepted", "read-back not written");
        assertThat(store.held(SNAPSHOTS).get("a")).containsEntry("Key__c", "a");
    }

    @Test
    void aRefusedDeletionIsParked() throws Exception {
        taken("a", "b");
        sink.faults.add(new Fault.Refused("a", "INSUFFICIENT_ACCESS_OR_READONLY", false));
        assertThat(givenUp("a", "b")).isEqualTo(new Push.Report(1, 1, WHOLE));
        assertThat(store.quarantine()).hasSize(1);
        assertThat(store.held(SNAPSHOTS)).containsOnlyKeys("a");
    }

    @Test
    void aDeletionThatAKilledRunLeftOpenIsSettledByTheNext() throws Exception {
        taken("a", "b");
        new Push(
                        store,
                        sink,
                        new Controls(Optional::empty, () -> true, next -> {}),
                        "crm",
                        OUTPUTS,
                        run("000002"))
                .carryOut(givingUp("a", "b"), Map.of());
        assertThat(store.unsettled("crm")).as("intended, not sent").hasSize(2);
        sink.records.remove("a"); // as if it had arrived
        push("000002").recover();
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(events("a")).containsExactly("accepted", "read-back written");
        assertThat(events("b")).containsExactly("accepted", "read-back not written");
        assertThat(store.held(SNAPSHOTS)).containsOnlyKeys("b");
    }

    @Test
    void whatTheCrmHasAlreadyIsNeverWrittenOver() throws Exception {
        taken("a");
        store.forget(SNAPSHOTS, List.of("a")); // a state that was lost
        Plan other =
                new Plan(
                        List.of(
                                new Change("Snapshot__c", "a", "Key__c", null, "a"),
                                new Change("Snapshot__c", "a", "Score__c", null, BigDecimal.ONE)),
                        "mappings",
                        "model");
        assertThat(push("000002").carryOut(other, Map.of()).written()).isZero();
        assertThat(sink.records.get("a")).containsEntry("Score__c", new BigDecimal(81));
        assertThat(store.held(SNAPSHOTS).get("a")).containsEntry("Score__c", new BigDecimal(81));
    }
}
