package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.core.play.TaskField;
import dev.baton.engine.FakeSink.Fault;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.TaskOutputs;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushTest {
    private static final Outputs OUTPUTS =
            new Outputs(
                    "Account",
                    new TreeMap<>(Map.of()),
                    new TaskOutputs(
                            "Task",
                            "Key",
                            new TreeMap<>(
                                    Map.of(
                                            TaskField.ACCOUNT,
                                            "Account",
                                            TaskField.STATUS,
                                            "Status"))));

    private static final Instant NOW = Instant.parse("2014-01-04T00:00:00Z");
    private static final StreamKey ACCOUNT = new StreamKey("crm", "Account");

    private static final PushEnd WHOLE = new PushEnd.Whole();

    @TempDir Path folder;

    private StateStore store;
    private Optional<KillSwitch.Pause> pause = Optional.empty();
    private boolean stopping;
    private final List<Integer> waits = new ArrayList<>();
    private final FakeSink sink = new FakeSink().with("a", "b", "c");
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

    private static Plan plan(String... ids) {
        var changes = new ArrayList<Change>();
        for (String id : ids) {
            changes.add(new Change("Account", id, "Score", null, new BigDecimal(81)));
        }
        return new Plan(changes, "mappings", "model");
    }

    private Push push() {
        return push(next -> waits.add(next));
    }

    private Push push(Backoff backoff) {
        return new Push(
                store,
                sink,
                new Controls(() -> pause, () -> stopping, backoff),
                "crm",
                OUTPUTS,
                run);
    }

    private List<String> events(String record) {
        return store.ledger(0, 100).stream()
                .filter(entry -> entry.record().equals(record))
                .map(LedgerEntry::event)
                .toList();
    }

    @Test
    void everyRecordIsWrittenOnceAndReadBackOnce() throws Exception {
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report).isEqualTo(new Push.Report(3, 0, WHOLE));
        assertThat(sink.updates).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(sink.retrieves).as("before and after, of two groups").isEqualTo(4);
        assertThat(events("a")).containsExactly("intent", "accepted");
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(store.held(ACCOUNT)).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void aLostAnswerIsReadBackAndNotSentAgain() throws Exception {
        sink.faults.add(new Fault.AnswerLost());
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report).isEqualTo(new Push.Report(3, 0, WHOLE));
        assertThat(sink.updates).hasSize(2);
        assertThat(events("a")).containsExactly("intent", "read-back written");
        assertThat(store.unsettled("crm")).isEmpty();
    }

    @Test
    void aLostRequestIsKnownNotToBeWritten() throws Exception {
        sink.faults.add(new Fault.RequestLost());
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.written()).isOne();
        assertThat(report.failed()).isEqualTo(2);
        assertThat(events("a")).containsExactly("intent", "read-back not written");
        assertThat(Objects.requireNonNull(store.held(ACCOUNT).get("a")).get("Score")).isNull();
    }

    @Test
    void aRefusedRecordIsParkedAndTheRestGoesOn() throws Exception {
        sink.faults.add(new Fault.Refused("a", "FIELD_CUSTOM_VALIDATION_EXCEPTION", false));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report).isEqualTo(new Push.Report(2, 1, WHOLE));
        assertThat(store.quarantine()).extracting(Parked::record).containsExactly("a");
        assertThat(events("a"))
                .containsExactly("intent", "refused FIELD_CUSTOM_VALIDATION_EXCEPTION");
    }

    @Test
    void whatIsAcceptedLaterLeavesTheQuarantine() throws Exception {
        sink.faults.add(new Fault.Refused("a", "FIELD_CUSTOM_VALIDATION_EXCEPTION", false));
        push().carryOut(plan("a"), Map.of());
        assertThat(push().carryOut(plan("a"), Map.of()).written()).isOne();
        assertThat(store.quarantine()).isEmpty();
    }

    @Test
    void aLockedRowIsTriedAgainAloneAndGivenUpAfterFourTimes() throws Exception {
        sink.faults.add(new Fault.Refused("a", "UNABLE_TO_LOCK_ROW", true));
        assertThat(push().carryOut(plan("a", "b"), Map.of()))
                .isEqualTo(new Push.Report(2, 0, WHOLE));
        assertThat(sink.updates).containsExactly(List.of("a", "b"), List.of("a"));
        for (int i = 0; i < 10; i++) {
            sink.faults.add(new Fault.Refused("c", "UNABLE_TO_LOCK_ROW", true));
        }
        sink.updates.clear();
        assertThat(push().carryOut(plan("c"), Map.of()).failed()).isOne();
        assertThat(sink.updates).hasSize(4);
    }

    @Test
    void beforeEachFurtherTryOfALockedRowItWaits() throws Exception {
        for (int i = 0; i < 10; i++) {
            sink.faults.add(new Fault.Refused("a", "UNABLE_TO_LOCK_ROW", true));
        }
        push().carryOut(plan("a"), Map.of());
        assertThat(waits).containsExactly(2, 3, 4);
    }

    @Test
    void whereNoRowIsLockedNobodyWaits() throws Exception {
        sink.faults.add(new Fault.Refused("a", "FIELD_CUSTOM_VALIDATION_EXCEPTION", false));
        push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(waits).isEmpty();
    }

    @Test
    void aPauseWhileALockedRowIsWaitedForIsHeeded() throws Exception {
        sink.faults.add(new Fault.Refused("a", "UNABLE_TO_LOCK_ROW", true));
        Push.Report report =
                push(next -> pause = Optional.of(new KillSwitch.Pause(NOW, "")))
                        .carryOut(plan("a", "b"), Map.of());
        assertThat(report.end()).isInstanceOf(PushEnd.Stopped.class);
        assertThat(sink.updates).containsExactly(List.of("a", "b"));
        assertThat(store.unsettled("crm")).extracting(Intent::record).containsExactly("a");
        push().recover();
        assertThat(events("a")).containsExactly("intent", "read-back not written");
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsEndsThePushAndStaysInterrupted() throws Exception {
        sink.faults.add(new Fault.Refused("a", "UNABLE_TO_LOCK_ROW", true));
        Backoff interrupted =
                next -> {
                    throw new InterruptedException();
                };
        Push.Report report = push(interrupted).carryOut(plan("a"), Map.of());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.end())
                .isInstanceOfSatisfying(
                        PushEnd.Cut.class,
                        cut -> assertThat(cut.why().code()).isEqualTo("stopped"));
        assertThat(sink.updates).hasSize(1);
    }

    @Test
    void aPauseWhileTheAdapterWaitsForAnotherTryIsHeeded() throws Exception {
        sink.faults.add(
                new Fault.TurnedAway(() -> pause = Optional.of(new KillSwitch.Pause(NOW, ""))));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.end())
                .isEqualTo(
                        new PushEnd.Stopped(
                                "writes are paused since 2014-01-04T00:00:00Z; `baton resume` lets"
                                        + " them go on"));
        assertThat(report.written()).isZero();
        assertThat(sink.records.get("a")).isEmpty();
        push().recover();
        assertThat(store.unsettled("crm")).isEmpty();
    }

    @Test
    void aStopWhileTheAdapterWaitsForAnotherTryIsHeeded() throws Exception {
        sink.faults.add(new Fault.TurnedAway(() -> stopping = true));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.end())
                .isInstanceOfSatisfying(
                        PushEnd.Cut.class,
                        cut -> assertThat(cut.why().code()).isEqualTo("stopped"));
        assertThat(sink.records.get("a")).isEmpty();
    }

    @Test
    void whatWasTurnedAwayIsWrittenInTheEndWhereNobodyObjects() throws Exception {
        sink.faults.add(new Fault.TurnedAway(() -> {}));
        assertThat(push().carryOut(plan("a"), Map.of())).isEqualTo(new Push.Report(1, 0, WHOLE));
    }

    @Test
    void aSystemThatGoesAwayLeavesTheRestForTheNextRunToSettle() throws Exception {
        sink.faults.add(new Fault.Away());
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.end()).isInstanceOf(PushEnd.Cut.class);
        assertThat(report.written()).isZero();
        assertThat(sink.updates).hasSize(1);
        assertThat(store.unsettled("crm")).hasSize(3);
        push().recover();
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(events("c")).containsExactly("intent", "read-back not written");
    }

    @Test
    void afterAKillBetweenSendAndAnswerTheNextRunSeesWhatTheCrmHolds() throws Exception {
        sink.faults.add(new Fault.Away());
        push().carryOut(plan("a"), Map.of());
        Objects.requireNonNull(sink.records.get("a")).put("Score", new BigDecimal(81));
        push().recover();
        assertThat(events("a")).containsExactly("intent", "read-back written");
        assertThat(store.held(ACCOUNT).get("a")).containsEntry("Score", new BigDecimal(81));
    }

    @Test
    void whatChangedSinceThePlanIsNotWrittenAndTheLedgerSaysSo() throws Exception {
        Objects.requireNonNull(sink.records.get("b")).put("Score", new BigDecimal(12));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report).isEqualTo(new Push.Report(2, 1, WHOLE));
        assertThat(sink.records.get("b")).containsEntry("Score", new BigDecimal(12));
        assertThat(events("b")).containsExactly("intent", "withheld");
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(store.held(ACCOUNT).get("b")).containsEntry("Score", new BigDecimal(12));
    }

    @Test
    void whatIsGoneSinceThePlanIsNotSent() throws Exception {
        var change = new Change("Account", "a", "Score", new BigDecimal(70), new BigDecimal(81));
        sink.records.remove("a");
        Push.Report report =
                push().carryOut(new Plan(List.of(change), "mappings", "model"), Map.of());
        assertThat(report).isEqualTo(new Push.Report(0, 1, WHOLE));
        assertThat(sink.updates).isEmpty();
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(store.held(ACCOUNT)).isEmpty();
    }

    private void openTask(String key, String account, String status) {
        store.hold(
                new StreamKey("crm", "Task"),
                Map.of(key, Map.of("Account", key.split(":", -1)[1], "Status", "Open")));
        sink.with(key);
        Objects.requireNonNull(sink.records.get(key))
                .putAll(Map.of("Account", account, "Status", status));
    }

    private Push.Report opening(String key, String account) throws Exception {
        var change = new Change("Task", key, "Account", null, account);
        return push().carryOut(new Plan(List.of(change), "mappings", "model"), Map.of());
    }

    @Test
    void aTaskWhosePlaceAMergeOfAccountsTookSinceThePullIsNotOpened() throws Exception {
        openTask("storm:b:2014-01-02", "a", "Open");
        assertThat(opening("storm:a:2014-01-04", "a")).isEqualTo(new Push.Report(0, 1, WHOLE));
        assertThat(sink.records).doesNotContainKey("storm:a:2014-01-04");
        assertThat(events("storm:a:2014-01-04")).containsExactly("intent", "withheld");
    }

    @ParameterizedTest
    @CsvSource({
        "storm, b, Open, of another account",
        "quiet, a, Open, of another play",
        "storm, a, Completed, done meanwhile",
    })
    void aTaskIsOpenedBesideOne(String play, String account, String status, String why)
            throws Exception {
        openTask(play + ":b:2014-01-02", account, status);
        assertThat(opening("storm:a:2014-01-04", "a"))
                .as(why)
                .isEqualTo(new Push.Report(1, 0, WHOLE));
    }

    @Test
    void whatWasWrittenCountsAsOurs() throws Exception {
        push().carryOut(plan("a", "b"), Map.of());
        assertThat(store.ours(ACCOUNT, List.of("a", "c")))
                .isEqualTo(Map.of("a", Map.of("Score", Ours.kept(new BigDecimal(81)))));
    }

    @Test
    void whatTheOrgBendsCountsAsOursAsItCameOut() throws Exception {
        sink.bent = new BigDecimal(80);
        push().carryOut(plan("a"), Map.of());
        assertThat(store.ours(ACCOUNT, List.of("a")))
                .isEqualTo(
                        Map.of(
                                "a",
                                Map.of("Score", new Ours(new BigDecimal(81), new BigDecimal(80)))));
    }

    @Test
    void whatSomebodyChangedBeforeWeReadItBackIsTheirs() throws Exception {
        sink.bent = new BigDecimal(80);
        sink.editor = "somebody";
        push().carryOut(plan("a"), Map.of());
        assertThat(store.ours(ACCOUNT, List.of("a")))
                .isEqualTo(Map.of("a", Map.of("Score", Ours.kept(new BigDecimal(81)))));
        assertThat(store.held(ACCOUNT).get("a")).isEqualTo(Map.of("Score", new BigDecimal(80)));

        sink.editor = "us";
        push().carryOut(plan("b"), Map.of());
        assertThat(store.ours(ACCOUNT, List.of("b")))
                .isEqualTo(
                        Map.of(
                                "b",
                                Map.of("Score", new Ours(new BigDecimal(81), new BigDecimal(80)))));
    }

    /** Of a write of "Red" and 12 whose fate nobody knew. */
    private Map<String, Ours> oursAfterAnUnansweredWrite(Map<String, Object> holds, String editor)
            throws Exception {
        sink.faults.add(new Fault.Away());
        var both =
                new Plan(
                        List.of(
                                new Change("Account", "a", "Band", null, "Red"),
                                new Change("Account", "a", "Score", null, new BigDecimal(12))),
                        "mappings",
                        "model");
        push().carryOut(both, Map.of());
        Objects.requireNonNull(sink.records.get("a")).putAll(holds);
        sink.editor = editor;
        push().recover();
        return Objects.requireNonNull(store.ours(ACCOUNT, List.of("a")).get("a"));
    }

    private static Map<String, Object> both(String band) {
        return Map.of("Score", new BigDecimal(12), "Band", band);
    }

    private static Map<String, Ours> ours(Ours band) {
        return Map.of("Score", Ours.kept(new BigDecimal(12)), "Band", band);
    }

    @Test
    void ofAnUnansweredWriteAllFieldsAreOursThoughSomebodyEditedOneSince() throws Exception {
        assertThat(oursAfterAnUnansweredWrite(both("Green"), "somebody"))
                .as("so that the next compare meets the edit")
                .isEqualTo(ours(Ours.kept("Red")));
        assertThat(events("a")).endsWith("read-back written");
    }

    @Test
    void ofAnUnansweredWriteAFieldThatSomebodyEmptiedSinceIsTheirs() throws Exception {
        assertThat(oursAfterAnUnansweredWrite(Map.of("Score", new BigDecimal(12)), "somebody"))
                .isEqualTo(ours(Ours.kept("Red")));
    }

    @Test
    void ofAnUnansweredWriteWhatTheOrgBentIsOursAsItCameOut() throws Exception {
        assertThat(oursAfterAnUnansweredWrite(both("Green"), "us"))
                .isEqualTo(ours(new Ours("Red", "Green")));
    }

    @Test
    void ofAWriteThatNeverArrivedAnEditSinceThePlanStandsAllTheSame() throws Exception {
        assertThat(oursAfterAnUnansweredWrite(Map.of("Band", "Green"), "somebody"))
                .isEqualTo(Map.of("Band", Ours.kept("Red")));
        assertThat(events("a")).endsWith("read-back not written");
    }

    @Test
    void aCanaryThatDiesStopsTheRest() throws Exception {
        sink.faults.add(new Fault.AllRefused("FIELD_CUSTOM_VALIDATION_EXCEPTION"));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.end()).isInstanceOf(PushEnd.Stopped.class);
        assertThat(sink.updates).containsExactly(List.of("a", "b"));
        assertThat(sink.records.get("c")).isEmpty();
    }

    @Test
    void nothingIsSentOnceTheStateIsInOtherHands() {
        var lost = new IllegalStateException("the lease is lost");
        StateStore all = store;
        store =
                (StateStore)
                        Proxy.newProxyInstance(
                                StateStore.class.getClassLoader(),
                                new Class<?>[] {StateStore.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("fence")
                                            && !sink.updates.isEmpty()) {
                                        throw lost;
                                    }
                                    return method.invoke(all, arguments);
                                });
        assertThatThrownBy(() -> push().carryOut(plan("a", "b", "c"), Map.of())).isSameAs(lost);
        assertThat(sink.updates).containsExactly(List.of("a", "b"));
    }

    @Test
    void aPauseStopsBeforeTheNextBatch() throws Exception {
        sink.onUpdate =
                () -> pause = Optional.of(new KillSwitch.Pause(NOW, "the org is being migrated"));
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(report.end())
                .isEqualTo(
                        new PushEnd.Stopped(
                                "writes are paused since 2014-01-04T00:00:00Z (the org is being"
                                        + " migrated); `baton resume` lets them go on"));
        assertThat(sink.updates).containsExactly(List.of("a", "b"));
        assertThat(report.written()).isEqualTo(2);
    }

    @Test
    void whatNobodyMendedRestsADayAndWhatMayPassByItselfDoesNot() throws Exception {
        sink.faults.add(new Fault.Refused("a", "FIELD_CUSTOM_VALIDATION_EXCEPTION", false));
        push().carryOut(plan("a", "b"), Map.of());
        for (int i = 0; i < 4; i++) {
            sink.faults.add(new Fault.Refused("c", "UNABLE_TO_LOCK_ROW", true));
        }
        push().carryOut(plan("c"), Map.of());
        assertThat(Quarantining.resting(store, "crm", NOW)).containsExactly("a");
        assertThat(Quarantining.resting(store, "crm", NOW.plus(Quarantining.REST))).isEmpty();
    }

    @Test
    void whoeverIsStoppedEndsBetweenTwoBatchesAndKnowsWhatBecameOfTheFirst() throws Exception {
        sink.onUpdate = () -> stopping = true;
        Push.Report report = push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(sink.updates).containsExactly(List.of("a", "b"));
        assertThat(report.written()).isEqualTo(2);
        assertThat(report.end())
                .isInstanceOfSatisfying(
                        PushEnd.Cut.class,
                        cut -> assertThat(cut.why().code()).isEqualTo("stopped"));
        assertThat(store.held(ACCOUNT)).containsOnlyKeys("a", "b");
        assertThat(store.unsettled("crm")).extracting(Intent::record).containsExactly("c");
    }
}
