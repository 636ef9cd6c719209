package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad events per unit of use, and measures of the account's own record. */
class PerTest {
    private static final String OLD = "2024-01-01T00:00:00Z";
    private static final Measuring MEASURING =
            Measuring.at(at("2026-03-31T00:00:00Z"), Vocabulary.standard());
    private static final List<CanonicalRecord> TICKETS =
            List.of(
                    ticket("a", "2026-03-10T00:00:00Z").done(),
                    ticket("b", "2026-03-11T00:00:00Z").done());

    private static final Measure USERS =
            new Measure(
                    "users",
                    "Users",
                    "",
                    RecordType.USAGE,
                    new Predicate.Always(),
                    new Window("on", 90),
                    new Aggregate.Mean(new Quantity.Field("value")),
                    new Comparison.None());
    private static final Measure TICKETS_PER_USER =
            new Measure(
                    "tickets",
                    "Tickets an active user",
                    "",
                    RecordType.TICKET,
                    new Predicate.Always(),
                    new Window("created_at", 90),
                    new Aggregate.Count(),
                    new Comparison.None(),
                    USERS);

    @Test
    void theRecordsCountedBearItAndNotTheUnits() {
        assertThat(of(usage("u", "2026-03-30", 8)))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> {
                            assertThat(known.value()).isEqualTo(0.25);
                            assertThat(known.n()).isEqualTo(2);
                            assertThat(known.evidence().stream().map(each -> each.ref().id()))
                                    .containsExactly("b", "a");
                        });
    }

    @Test
    void ofNoUnitsThereIsNoTelling() {
        assertThat(why(of(usage("u", "2026-03-30", 0)))).isEqualTo(Why.NO_WHOLE);
        assertThat(why(of())).isEqualTo(Why.NO_WHOLE);
    }

    @Test
    void unitsThatNoSourceTellsOfAreUnknown() {
        AccountFacts facts = facts(OLD, TICKETS, EnumSet.of(RecordType.TICKET));
        assertThat(why(MEASURING.measure(TICKETS_PER_USER, facts))).isEqualTo(Why.NOT_OBSERVED);
    }

    @Test
    void itReadsBoth() {
        assertThat(TICKETS_PER_USER.types()).containsExactly(RecordType.TICKET, RecordType.USAGE);
        assertThat(TICKETS_PER_USER.reads())
                .containsExactly("ticket.created_at", "usage.on", "usage.value");
    }

    @Test
    void anAccountsOwnRecordIsMeasuredToo() {
        var renewal =
                new Measure(
                        "renewal",
                        "Days past the renewal",
                        "days",
                        RecordType.ACCOUNT,
                        new Predicate.Always(),
                        Window.all("created_at"),
                        new Aggregate.Max(
                                new Quantity.Elapsed(
                                        "renewal_on", Quantity.AS_OF, Quantity.Unit.DAYS)),
                        new Comparison.None());
        CanonicalRecord account =
                Given.accountDraft(OLD).with("renewal_on", Given.day("2026-05-30")).done();
        var facts = new AccountFacts(account, List.of(), EnumSet.noneOf(RecordType.class));
        assertThat(MEASURING.measure(renewal, facts))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> {
                            assertThat(known.value()).isEqualTo(-60);
                            assertThat(known.evidence().getFirst().ref()).isEqualTo(account.ref());
                        });
    }

    private static Measured of(CanonicalRecord... usage) {
        var records = new ArrayList<>(TICKETS);
        records.addAll(List.of(usage));
        return MEASURING.measure(TICKETS_PER_USER, facts(OLD, records));
    }

    private static Why why(Measured measured) {
        return ((Missing) measured).why();
    }
}
