package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.WEDNESDAY;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.baton.core.plan.Ours;
import dev.baton.core.play.Episode;
import dev.baton.core.play.TaskKey;
import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Period;
import dev.baton.engine.store.Intent.Change;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store promises on every database about our writes: held values, intents, the ledger. */
interface JournalContract {

    StateStore store();

    /** A statement past the store, as somebody at the database would send it. */
    void execute(String sql) throws SQLException;

    @Test
    default void heldValuesComeBackTypeAndAll() {
        var fields =
                fields(
                        "text",
                        "ä \"quoted\" \n",
                        "blank",
                        "",
                        "none",
                        null,
                        "flag",
                        false,
                        "number",
                        new BigDecimal("-12345678901234567.89"),
                        "date",
                        LocalDate.parse("2014-01-04"),
                        "instant",
                        Instant.parse("2014-01-04T09:30:00.123456789Z"));
        store().hold(ACCOUNTS, Map.of("a1", fields));

        assertThat(store().held(ACCOUNTS)).isEqualTo(Map.of("a1", fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "81.0", "81.000", "8.1E+1"})
    default void equalNumbersAreHeldAsOne(String number) {
        store().hold(ACCOUNTS, Map.of("a1", fields("Score__c", new BigDecimal(number))));

        assertThat(store().held(ACCOUNTS).get("a1"))
                .isEqualTo(fields("Score__c", new BigDecimal("81")));
    }

    @Test
    default void whatOthersDidStandsInTheLedgerAndIsNoWriteOfOurs() {
        store().begin(RUN);
        store().note(RUN, ACCOUNTS, new TreeMap<>(Map.of("a2", "merged into a1")));

        assertThat(store().ledger(0, 10))
                .extracting(
                        LedgerEntry::seq,
                        LedgerEntry::object,
                        LedgerEntry::record,
                        LedgerEntry::field,
                        LedgerEntry::event)
                .containsExactly(tuple(1L, "Account", "a2", null, "merged into a1"));
        var writes = new ArrayList<LedgerEntry>();
        store().writes(new WriteScope.OfRun(RUN.id()), writes::add);
        assertThat(writes).isEmpty();
        assertThat(store().unsettled("crm")).isEmpty();
    }

    @Test
    default void holdingOverwritesFieldByField() {
        store().hold(ACCOUNTS, Map.of("a1", fields("Score__c", "1", "Band__c", "red")));
        store().hold(ACCOUNTS, Map.of("a1", fields("Band__c", null), "a0", fields()));

        assertThat(store().held(ACCOUNTS))
                .isEqualTo(Map.of("a0", fields(), "a1", fields("Score__c", "1", "Band__c", null)));
        assertThat(store().held(ACCOUNTS).keySet()).containsExactly("a0", "a1");
    }

    @Test
    default void episodesAreReplacedAsAWholeAndOfTheirConnectionOnly() {
        Episode first = episode("storm", "001000000000001AAA", "2014-01-04", false);
        Episode silent = episode("red", "001000000000002AAA", "2014-01-05", true);
        Episode later = episode("storm", "001000000000001AAA", "2014-02-04", false);
        store().keepEpisodes("crm", List.of(silent, first));
        store().keepEpisodes("other", List.of(later));
        assertThat(store().episodes("crm")).containsExactly(first, silent);

        store().keepEpisodes("crm", List.of(later, silent));
        assertThat(store().episodes("crm")).containsExactly(later, silent);
        store().keepEpisodes("crm", List.of());
        assertThat(store().episodes("crm")).isEmpty();
        assertThat(store().episodes("other")).containsExactly(later);
    }

    private static Episode episode(String play, String account, String began, boolean silent) {
        return new Episode(new TaskKey(play, account, LocalDate.parse(began)), silent);
    }

    @Test
    default void theNamesOfHeldRecordsComeInOrderAndWithoutThoseOfOtherObjects() {
        store().hold(ACCOUNTS, Map.of("a2", fields("Band__c", "red"), "a1", fields()));
        store().hold(TICKETS, Map.of("a3", fields("Band__c", "green")));

        var names = new ArrayList<String>();
        store().eachHeld(ACCOUNTS, names::add);
        assertThat(names).containsExactly("a1", "a2");
    }

    @Test
    default void whatIsForgottenIsNeitherHeldNorOurs() {
        store().hold(ACCOUNTS, Map.of("a1", fields("Band__c", "red"), "a2", fields()));
        store().own(ACCOUNTS, Map.of("a1", Map.of("Band__c", Ours.kept("red"))));
        store().hold(TICKETS, Map.of("a1", fields("Band__c", "green")));

        store().forget(ACCOUNTS, List.of("a1", "unknown"));
        assertThat(store().held(ACCOUNTS)).containsOnlyKeys("a2");
        assertThat(store().ours(ACCOUNTS, List.of("a1"))).isEmpty();
        assertThat(store().held(TICKETS)).containsOnlyKeys("a1");
    }

    @Test
    default void everyLineGivesTheLedgerAnotherHead() {
        String empty = store().ledgerHead();
        assertThat(empty).matches("[0-9a-f]{64}");
        store().begin(RUN);
        store().intend(RUN, List.of(scored("a1")));
        assertThat(store().ledgerHead()).matches("[0-9a-f]{64}").isNotEqualTo(empty);
    }

    @Test
    default void heldOfSomeRecordsLeavesOutTheOthersAndTheUnknown() {
        store().hold(ACCOUNTS, Map.of("a1", fields("Band__c", "red"), "a2", fields()));
        store().hold(TICKETS, Map.of("a3", fields("Band__c", "green")));

        assertThat(store().held(ACCOUNTS, List.of("a3", "a1")))
                .isEqualTo(Map.of("a1", fields("Band__c", "red")));
        assertThat(store().held(ACCOUNTS, List.of())).isEmpty();
    }

    @Test
    default void manyIntentsAreNumberedWithoutAGapOrAreAllRefused() {
        List<Intent> many =
                IntStream.range(0, 1_001).mapToObj(i -> scored("a%04d".formatted(i))).toList();
        var withOneOpen = new ArrayList<>(many.subList(1, many.size()));
        withOneOpen.add(many.getFirst());
        store().intend(RUN, List.of(many.getFirst()));

        assertThatThrownBy(() -> store().intend(RUN, withOneOpen))
                .isInstanceOf(StoreException.class);
        assertThat(store().unsettled("crm")).hasSize(1);

        store().intend(RUN, many.subList(1, many.size()));
        assertThat(store().unsettled("crm")).isEqualTo(many);
        assertThat(store().ledger(0, 2_000))
                .extracting(LedgerEntry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_001).boxed().toList());
    }

    @Test
    default void anIntentIsUnsettledAndInTheLedgerFromTheStart() {
        var changes = new LinkedHashMap<String, Change>();
        changes.put("Score__c", new Change(null, new BigDecimal("81.0")));
        changes.put("Band__c", new Change("red", "grün"));
        changes.put("At__c", new Change(LocalDate.parse("2014-01-04"), MONDAY));
        var intent = new Intent("crm", "Account", "a1", changes, "evidence-1");
        store().intend(RUN, List.of(intent));

        Intent open = store().unsettled("crm").getFirst();
        assertThat(open.changes().keySet()).containsExactly("Score__c", "Band__c", "At__c");
        assertThat(open.changes())
                .containsEntry("Score__c", new Change(null, new BigDecimal("81")))
                .containsEntry("At__c", changes.get("At__c"));
        assertThat(store().unsettled("other")).isEmpty();
        assertThat(store().ledger(0, 10))
                .containsExactly(
                        line(1, "Score__c", "null", "81"),
                        line(2, "Band__c", "\"red\"", "\"grün\""),
                        line(3, "At__c", "\"2014-01-04\"", "\"2026-03-02T08:00:00Z\""));
    }

    private static LedgerEntry line(long seq, String field, String before, String after) {
        return new LedgerEntry(
                seq,
                MONDAY,
                RUN.id(),
                "crm",
                "Account",
                "a1",
                field,
                before,
                after,
                "mappings-1",
                "model-1",
                "evidence-1",
                "intent");
    }

    @Test
    default void unsettledIntentsComeOldestFirst() {
        store().intend(RUN, List.of(scored("b"), scored("c")));
        store().intend(RUN, List.of(scored("a")));

        assertThat(store().unsettled("crm"))
                .extracting(Intent::record)
                .containsExactly("b", "c", "a");
    }

    @Test
    default void unsettledIntentsOfOneObjectComeAFewAtATimeOrByRecord() {
        store().intend(RUN, List.of(scored("b"), scored("c")));
        store().intend(RUN, List.of(scored("a")));

        assertThat(store().unsettled(ACCOUNTS, 2))
                .extracting(Intent::record)
                .containsExactly("b", "c");
        assertThat(store().unsettled(ACCOUNTS, List.of("a", "b", "z")))
                .extracting(Intent::record)
                .containsExactly("b", "a");
        assertThat(store().unsettled(new StreamKey("crm", "Task"), 2)).isEmpty();
        assertThat(store().countUnsettled("crm")).isEqualTo(Map.of("Account", 3));
        assertThat(store().countUnsettled("other")).isEmpty();
    }

    @Test
    default void aJobIsKeptUntilItHasComeToRest() {
        var job = new StoredJob(store(), ACCOUNTS);
        assertThat(job.open()).isEmpty();
        job.opened("750000000000001AAA");
        assertThat(new StoredJob(store(), ACCOUNTS).open()).contains("750000000000001AAA");
        assertThat(store().jobs("crm")).isEqualTo(Map.of("Account", "750000000000001AAA"));
        assertThat(store().jobs("other")).isEmpty();
        assertThatThrownBy(() -> job.opened("750000000000002AAA"))
                .isInstanceOf(StoreException.class);
        job.closed();
        job.closed();
        assertThat(job.open()).isEmpty();
    }

    @Test
    default void ofEachGrainTheLastPeriodThatWasTakenIsKept() {
        Period week = new Period(Grain.WEEK, LocalDate.parse("2026-05-31"));
        Period month = new Period(Grain.MONTH, LocalDate.parse("2026-04-30"));
        assertThat(store().takenPeriods("crm")).isEmpty();
        store().takePeriods("crm", List.of(week.before(), month));
        store().takePeriods("crm", List.of(week));
        store().takePeriods("crm", List.of(month.before()));
        store().takePeriods("other", List.of(month.before()));
        assertThat(store().takenPeriods("crm")).containsExactlyInAnyOrder(week, month);
        assertThat(store().takenPeriods("other")).containsExactly(month.before());
    }

    @Test
    default void aDocumentStandsInPlaceOfTheOneBefore() {
        assertThat(store().document("drift")).isEmpty();
        store().keepDocument("drift", "one");
        store().keepDocument("drift", "two");
        store().keepDocument("shadow", "{}");
        assertThat(store().document("drift")).contains("two");
        store().keepDocument("drift", null);
        store().keepDocument("drift", null);
        assertThat(store().document("drift")).isEmpty();
        assertThat(store().document("shadow")).contains("{}");
    }

    @Test
    default void theDayOfRenewalsNeverGoesBack() {
        assertThat(store().renewalDay("crm")).isEmpty();
        store().keepRenewalDay("crm", LocalDate.parse("2026-05-31"));
        store().keepRenewalDay("crm", LocalDate.parse("2026-05-30"));
        store().keepRenewalDay("other", LocalDate.parse("2026-06-02"));
        assertThat(store().renewalDay("crm")).contains(LocalDate.parse("2026-05-31"));
        assertThat(store().renewalDay("other")).contains(LocalDate.parse("2026-06-02"));
    }

    @Test
    default void whatWasAcceptedIsHeldAndNoLongerOpen() {
        store().hold(
                        ACCOUNTS,
                        Map.of("a1", fields("Score__c", new BigDecimal(40), "Other__c", "x")));
        store().intend(RUN, List.of(scored("a1"), scored("a2"), scored("a3"), scored("a4")));
        var outcomes = new LinkedHashMap<String, Outcome>();
        outcomes.put("a1", new Outcome.Accepted());
        outcomes.put("a2", new Outcome.Refused("FIELD_CUSTOM_VALIDATION_EXCEPTION"));
        outcomes.put("a3", new Outcome.ReadBack(true));

        store().settle(RUN, "crm", "Account", outcomes);

        assertThat(store().unsettled("crm")).extracting(Intent::record).containsExactly("a4");
        assertThat(store().held(ACCOUNTS))
                .isEqualTo(
                        Map.of(
                                "a1", fields("Score__c", new BigDecimal(81), "Other__c", "x"),
                                "a3", fields("Score__c", new BigDecimal(81))));
        assertThat(store().ledger(4, 10))
                .extracting(LedgerEntry::seq, LedgerEntry::record, LedgerEntry::event)
                .containsExactly(
                        tuple(5L, "a1", "accepted"),
                        tuple(6L, "a2", "refused FIELD_CUSTOM_VALIDATION_EXCEPTION"),
                        tuple(7L, "a3", "read-back written"));
    }

    @Test
    default void whatAReadBackDoesNotShowIsNotHeldAndMayBeMeantAgain() {
        store().intend(RUN, List.of(scored("a1")));
        store().settle(RUN, "crm", "Account", Map.of("a1", new Outcome.ReadBack(false)));
        store().intend(RUN, List.of(scored("a1")));

        assertThat(store().held(ACCOUNTS)).isEmpty();
        assertThat(store().unsettled("crm")).hasSize(1);
        assertThat(store().ledger(0, 10))
                .extracting(LedgerEntry::event)
                .containsExactly("intent", "read-back not written", "intent");
    }

    @Test
    default void anOutcomeStandsUnderTheRunThatMeantTheWrite() {
        store().intend(RUN, List.of(scored("a1")));
        Run later =
                new Run(
                        "20260304T080000Z-1",
                        WEDNESDAY,
                        WEDNESDAY,
                        "mappings-2",
                        "model-2",
                        null,
                        Run.State.RUNNING,
                        0,
                        0);
        store().settle(later, "crm", "Account", Map.of("a1", new Outcome.ReadBack(true)));

        assertThat(store().ledger(1, 10))
                .containsExactly(
                        new LedgerEntry(
                                2,
                                WEDNESDAY,
                                RUN.id(),
                                "crm",
                                "Account",
                                "a1",
                                null,
                                null,
                                null,
                                "mappings-1",
                                "model-1",
                                "evidence-1",
                                "read-back written"));
    }

    @Test
    default void anOpenIntentIsNotMeantASecondTime() {
        store().intend(RUN, List.of(scored("a1")));

        assertThatThrownBy(() -> store().intend(RUN, List.of(scored("a0"), scored("a1"))))
                .isInstanceOf(StoreException.class);

        assertThat(store().unsettled("crm")).extracting(Intent::record).containsExactly("a1");
        assertThat(store().ledger(0, 10)).as("nothing of the second call").hasSize(1);
    }

    @Test
    default void anOutcomeWithoutAnIntentStoresNothing() {
        store().intend(RUN, List.of(scored("a1")));
        var outcomes = new LinkedHashMap<String, Outcome>();
        outcomes.put("a1", new Outcome.Accepted());
        outcomes.put("stranger", new Outcome.Accepted());

        assertThatThrownBy(() -> store().settle(RUN, "crm", "Account", outcomes))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("stranger");

        assertThat(store().unsettled("crm")).hasSize(1);
        assertThat(store().ledger(0, 10)).hasSize(1);
        assertThat(store().held(ACCOUNTS)).isEmpty();
    }

    @Test
    default void theLedgersNumbersGrowByOneEvenAfterAFailure() {
        store().intend(RUN, List.of(scored("a1")));
        assertThatThrownBy(() -> store().intend(RUN, List.of(scored("a1"))))
                .isInstanceOf(StoreException.class);
        store().intend(RUN, List.of(scored("a2")));

        assertThat(store().ledger(0, 10)).extracting(LedgerEntry::seq).containsExactly(1L, 2L);
        assertThat(store().ledger(0, 1)).extracting(LedgerEntry::seq).containsExactly(1L);
        assertThat(store().ledger(1, 10)).extracting(LedgerEntry::seq).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE ledger SET event = 'accepted'", "DELETE FROM ledger"})
    default void theLedgerIsNeitherChangedNorCut(String sql) {
        store().intend(RUN, List.of(scored("a1")));

        assertThatThrownBy(() -> execute(sql)).hasMessageContaining("the ledger only grows");

        assertThat(store().ledger(0, 10)).extracting(LedgerEntry::event).containsExactly("intent");
    }

    @Test
    default void aRefusedLedgerLineLeavesNoIntent() throws SQLException {
        // The outbox row is written before the ledger's line, which finds its number taken.
        execute(
                "INSERT INTO ledger (seq, at, run, connection, object, record, mappings, model,"
                        + " evidence, event, chain)"
                        + " SELECT 1, 0, 'r', 'c', 'o', 'x', 'm', 'm', 'e', 'e', chain FROM ledger_head");

        assertThatThrownBy(() -> store().intend(RUN, List.of(scored("a1"))))
                .isInstanceOf(StoreException.class);

        assertThat(store().unsettled("crm")).isEmpty();
    }

    @Test
    default void parkingAgainKeepsTheFirstInstant() {
        store().park(List.of(parked("t2", TUESDAY), parked("t1", TUESDAY)));
        store().park(List.of(parked("t1", WEDNESDAY), parked("t0", MONDAY)));

        assertThat(store().quarantine())
                .containsExactly(
                        parked("t0", MONDAY), parked("t1", TUESDAY), parked("t2", TUESDAY));
    }

    @Test
    default void aReleasedRecordLeavesWithAllItsReasons() {
        store().park(
                        List.of(
                                parked("t1", MONDAY),
                                new Parked(TICKETS, "t1", "too long", MONDAY),
                                parked("t2", MONDAY),
                                new Parked(ACCOUNTS, "t1", "no id", MONDAY)));

        store().release(TICKETS, List.of("t1", "never parked"));

        assertThat(store().quarantine())
                .containsExactly(new Parked(ACCOUNTS, "t1", "no id", MONDAY), parked("t2", MONDAY));
    }

    @Test
    default void mappingsAreKeptUnderTheirDigest() {
        var files = Map.of("model.yaml", "base: 70\n", "sources/tickets.yaml", "# ä\n");
        store().keepMappings("d1", files);
        store().keepMappings("d1", files);

        assertThat(store().mappings("d1")).contains(files);
        assertThat(store().mappings("d2")).isEmpty();
    }

    @Test
    default void aValueWithoutUtf8CanBeWrittenAndReadBack() {
        var changes = Map.of("Name__c", new Change("cut \uD83D", "cut \uD83D"));
        store().intend(RUN, List.of(new Intent("crm", "Account", "a1", changes, "e")));

        assertThat(store().unsettled("crm").getFirst().changes()).isEqualTo(changes);
        assertThat(store().ledger(0, 1)).hasSize(1);
    }

    private static Intent scored(String record) {
        return intent(record, new Change(null, new BigDecimal("81")));
    }

    private static Parked parked(String record, Instant since) {
        return new Parked(TICKETS, record, "no organisation", since);
    }
}
