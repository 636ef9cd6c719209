package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.fields;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store promises on every database about what guards remember. */
interface GuardContract {
    BigDecimal EIGHTY = new BigDecimal(80);
    BigDecimal NINETY = new BigDecimal(90);

    StateStore store();

    @Test
    default void whatIsOursIsKeptFieldByFieldBesideWhatIsHeld() {
        store().hold(ACCOUNTS, Map.of("a1", fields("Score__c", EIGHTY)));
        store().own(ACCOUNTS, Map.of("a1", Map.of("Score__c", new Ours(EIGHTY, NINETY))));
        store().own(ACCOUNTS, Map.of("a1", Map.of("Band__c", Ours.kept(null))));
        store().hold(ACCOUNTS, Map.of("a1", fields("Score__c", BigDecimal.ONE)));

        assertThat(store().ours(ACCOUNTS, List.of("a1", "a2")))
                .isEqualTo(
                        Map.of(
                                "a1",
                                Map.of(
                                        "Score__c",
                                        new Ours(EIGHTY, NINETY),
                                        "Band__c",
                                        Ours.kept(null))));
        assertThat(store().held(ACCOUNTS))
                .isEqualTo(Map.of("a1", fields("Score__c", BigDecimal.ONE)));
    }

    @Test
    default void whatIsOursComesBackTypeAndAll() {
        var day = Ours.kept(LocalDate.parse("2014-01-04"));
        store().own(ACCOUNTS, Map.of("a1", Map.of("Changed_On__c", day)));

        assertThat(store().ours(ACCOUNTS, List.of("a1")))
                .isEqualTo(Map.of("a1", Map.of("Changed_On__c", day)));
    }

    @Test
    default void onlyAnAcceptedWriteMakesAValueOurs() {
        store().begin(RUN);
        store().intend(RUN, List.of(scored("a1"), scored("a2"), scored("a3")));
        store().settle(
                        RUN,
                        "crm",
                        "Account",
                        Map.of(
                                "a1", new Outcome.Accepted(),
                                "a2", new Outcome.Refused("LOCKED"),
                                "a3", new Outcome.Withheld()));

        assertThat(store().ours(ACCOUNTS, List.of("a1", "a2", "a3")))
                .isEqualTo(Map.of("a1", Map.of("Score__c", Ours.kept(NINETY))));
    }

    @Test
    default void theWritesOfARunAnAccountOrAFieldAreThoseThatWereCarriedOut() {
        var task = new Intent.Change(null, "Open");
        store().begin(RUN);
        store().intend(
                        RUN,
                        List.of(
                                scored("a1"),
                                scored("a2"),
                                new Intent(
                                        "crm",
                                        "Task",
                                        "storm:a1:2014-01-04",
                                        Map.of("Status", task),
                                        ""),
                                new Intent(
                                        "crm",
                                        "Snapshot__c",
                                        "a1:W2014-01-05",
                                        Map.of("Key__c", new Intent.Change(null, "k")),
                                        "")));
        store().settle(RUN, "crm", "Account", Map.of("a1", new Outcome.Accepted()));
        store().settle(RUN, "crm", "Account", Map.of("a2", new Outcome.ReadBack(false)));
        store().settle(
                        RUN,
                        "crm",
                        "Task",
                        Map.of("storm:a1:2014-01-04", new Outcome.ReadBack(true)));
        store().settle(RUN, "crm", "Snapshot__c", Map.of("a1:W2014-01-05", new Outcome.Accepted()));

        assertThat(records(new WriteScope.OfRun(RUN.id())))
                .containsExactly("a1", "storm:a1:2014-01-04", "a1:W2014-01-05");
        assertThat(records(new WriteScope.OfRun("another"))).isEmpty();
        assertThat(records(new WriteScope.OfAccount("a1")))
                .containsExactly("a1", "storm:a1:2014-01-04", "a1:W2014-01-05");
        assertThat(records(new WriteScope.OfAccount("a2"))).isEmpty();
        assertThat(records(new WriteScope.OfField("Status")))
                .containsExactly("storm:a1:2014-01-04");
    }

    private List<String> records(WriteScope scope) {
        var records = new ArrayList<String>();
        store().writes(scope, line -> records.add(line.record()));
        return records;
    }

    @Test
    default void ledgerValuesAreReadAgainAsTheyAreMeant() {
        store().begin(RUN);
        store().intend(RUN, List.of(scored("a1")));
        LedgerEntry line = store().ledger(0, 1).getFirst();

        assertThat(line.oldValue()).isEqualTo(EIGHTY);
        assertThat(line.newValue()).isEqualTo(NINETY);
    }

    private static Intent scored(String record) {
        return intent(record, new Intent.Change(EIGHTY, NINETY));
    }

    @Test
    default void aStoppedPlanComesBackWithItsHashUntilAnotherOneIsStopped() {
        List<Change> many =
                IntStream.range(0, 2_001)
                        .mapToObj(i -> new Change("Account", "a" + i, "Band__c", "Green", "Red"))
                        .toList();
        StoppedPlan stopped = stopped(new Plan(many, "mappings-1", "model-1"));
        store().keepStopped("crm", stopped);
        assertThat(store().stopped("crm")).contains(stopped);
        assertThat(store().stopped("crm").orElseThrow().plan().hash())
                .isEqualTo(stopped.plan().hash());
        assertThat(store().stopped("other")).isEmpty();

        StoppedPlan other =
                stopped(new Plan(many.subList(0, 1), "mappings-1", "model-1")).approve();
        store().keepStopped("crm", other);
        assertThat(store().stopped("crm")).contains(other);
        store().forgetStopped("crm");
        assertThat(store().stopped("crm")).isEmpty();
    }

    private static StoppedPlan stopped(Plan plan) {
        return new StoppedPlan(
                RUN.id(), plan, MONDAY, TUESDAY, "Band__c", plan.changes().size(), 10, 500, false);
    }

    @Test
    default void anEntryOfTheQuarantineIsDroppedAloneAndTellsWhenItIsTriedAgain() {
        var first = new Parked(ACCOUNTS, "a1", "LOCKED", MONDAY, MONDAY);
        var second = new Parked(ACCOUNTS, "a1", "INVALID", MONDAY);
        store().park(List.of(first, second));
        store().park(List.of(new Parked(ACCOUNTS, "a1", "LOCKED", TUESDAY, TUESDAY)));
        assertThat(store().quarantine())
                .containsExactly(second, new Parked(ACCOUNTS, "a1", "LOCKED", MONDAY, TUESDAY));

        store().drop(second);
        assertThat(store().quarantine()).extracting(Parked::reason).containsExactly("LOCKED");
        assertThat(first.id()).matches("[0-9a-f]{12}").isNotEqualTo(second.id());
    }

    @Test
    default void aRunIsFoundByItsId() {
        store().begin(RUN);

        assertThat(store().run(RUN.id())).contains(RUN);
        assertThat(store().run("another")).isEmpty();
    }

    @Test
    default void theNewestRecordOfAStreamIsToldUpToAnInstant() {
        store().commit(TICKETS, page(MONDAY, ticket("1", MONDAY, "open")));
        store().commit(TICKETS, page(TUESDAY, ticket("2", TUESDAY, "open")));

        assertThat(store().newest(TICKETS, TUESDAY)).contains(TUESDAY);
        assertThat(store().newest(TICKETS, TUESDAY.minusSeconds(1))).contains(MONDAY);
        assertThat(store().newest(TICKETS, MONDAY.minusSeconds(1))).isEmpty();
        assertThat(store().newest(ACCOUNTS, TUESDAY)).isEmpty();
    }

    @Test
    default void aRewoundStreamBeginsAnewAndKeepsWhatLanded() {
        store().commit(TICKETS, page(MONDAY, ticket("1", MONDAY, "open")));
        store().rewind(TICKETS);

        assertThat(store().checkpoint(TICKETS)).isEmpty();
        assertThat(store().find(TICKETS, "1", MONDAY)).isPresent();
    }
}
