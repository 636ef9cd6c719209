package dev.baton.core.measure;

import static dev.baton.core.Given.day;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.measure.Told.AS_OF;
import static dev.baton.core.measure.Told.USAGE;
import static dev.baton.core.measure.Told.VALUE;
import static dev.baton.core.measure.Told.ever;
import static dev.baton.core.measure.Told.idOf;
import static dev.baton.core.measure.Told.known;
import static dev.baton.core.measure.Told.measured;
import static dev.baton.core.measure.Told.tickets;
import static dev.baton.core.measure.Told.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Quantity.Elapsed;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    @Test
    void noTicketIsNotZeroWithoutALink() {
        Measure count = tickets(new Predicate.Always(), new Aggregate.Count());
        Measuring now = Measuring.at(AS_OF, Vocabulary.standard());
        assertThat(why(now.measure(count, List.of(), false))).isEqualTo(Why.NOT_OBSERVED);
        assertThat(known(now.measure(count, List.of(), true)).value()).isZero();
    }

    @Test
    void aHiddenFieldIsNotAnEmptyOne() {
        Vocabulary hiding = Vocabulary.standard().hiding(RecordType.TICKET, "priority");
        Measure urgent =
                tickets(new Predicate.In("priority", List.of("urgent")), new Aggregate.Count());
        Measure calm = tickets(new Predicate.IsEmpty("priority"), new Aggregate.Count());
        List<CanonicalRecord> one = List.of(ticket("1", "2026-03-01T00:00:00Z").done());
        Measuring told = Measuring.at(AS_OF, Vocabulary.standard());
        Measuring hidden = Measuring.at(AS_OF, hiding);
        assertThat(known(told.measure(urgent, one, true)).value()).isZero();
        assertThat(known(told.measure(calm, one, true)).value()).isOne();
        assertThat(why(hidden.measure(urgent, one, true))).isEqualTo(Why.NOT_TELLABLE);
        assertThat(why(hidden.measure(calm, one, true))).isEqualTo(Why.NOT_TELLABLE);
    }

    @Test
    void noSolvedTicketIsNotZero() {
        var toSolve = new Aggregate.Median(new Elapsed("created_at", "solved_at", Unit.HOURS));
        Measured none =
                measured(
                        tickets(new Predicate.Always(), toSolve),
                        List.of(
                                ticket("1", "2026-03-01T00:00:00Z").done(),
                                ticket("2", "2026-03-02T00:00:00Z").done()));
        assertThat(why(none)).isEqualTo(Why.NO_RECORDS);
        assertThat(((Missing) none).last()).as("no solved ticket ever").isNull();
    }

    @Test
    void aMissingMeasureNamesTheLastRecordThatHeldWhatIsAsked() {
        var toReply = new Aggregate.Mean(new Elapsed("created_at", "first_replied_at", Unit.HOURS));
        Measured none =
                measured(
                        tickets(new Predicate.Always(), toReply),
                        List.of(
                                ticket("waiting", "2026-03-29T00:00:00Z").done(),
                                ticket("replied", "2025-11-01T00:00:00Z")
                                        .with("first_replied_at", moment("2025-11-01T02:00:00Z"))
                                        .done()));
        assertThat(idOf(((Missing) none).last())).isEqualTo("replied");
    }

    @Test
    void elapsedTimeIsToldInItsUnitAndCanBeNegative() {
        List<CanonicalRecord> oneTicket =
                List.of(
                        ticket("1", "2026-03-01T12:00:00Z")
                                .with("first_replied_at", moment("2026-03-01T10:30:00Z"))
                                .with(
                                        "solved_at",
                                        moments("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z"))
                                .done());
        assertThat(elapsed("created_at", "first_replied_at", Unit.MINUTES, oneTicket))
                .isEqualTo(-90.0);
        assertThat(elapsed("created_at", "solved_at", Unit.HOURS, oneTicket)).isEqualTo(48.0);
        assertThat(elapsed("created_at", "as_of", Unit.DAYS, oneTicket)).isEqualTo(29.5);
    }

    @Test
    void aPlaceholderDateOfACenturyIsALongTimeAndNoError() {
        CanonicalRecord ticket =
                ticket("1", "2026-03-01T00:00:00Z")
                        .with("first_replied_at", moment("1700-01-01T00:00:00Z"))
                        .done();
        assertThat(elapsed("created_at", "first_replied_at", Unit.DAYS, List.of(ticket)))
                .isEqualTo(-119_128.0);
    }

    @Test
    void oneRecordOfUnknownStateMakesWhatRestsOnStateUntellable() {
        List<CanonicalRecord> two =
                List.of(
                        ticket("1", "2026-03-01T00:00:00Z").with("reopens", number(1)).done(),
                        ticket("2", "2026-03-02T00:00:00Z")
                                .modified("2026-04-05T00:00:00Z")
                                .with("reopens", number(2))
                                .done());
        var reopens = new Field("reopens");
        var reopened = new Predicate.Compare("reopens", Predicate.Comparator.ABOVE, number(0));
        for (Aggregate aggregate :
                List.of(
                        new Aggregate.Sum(reopens),
                        new Aggregate.Mean(reopens),
                        new Aggregate.Median(reopens),
                        new Aggregate.Min(reopens),
                        new Aggregate.Max(reopens),
                        new Aggregate.Last(reopens),
                        new Aggregate.Slope(reopens),
                        new Aggregate.Distinct("reopens"),
                        new Aggregate.Ratio(reopened),
                        new Aggregate.Proportion(reopens, reopened, new Predicate.Always()),
                        new Aggregate.Proportion(reopens, new Predicate.Always(), reopened))) {
            assertThat(why(measured(tickets(new Predicate.Always(), aggregate), two)))
                    .isEqualTo(Why.NOT_TELLABLE);
        }
        assertThat(why(measured(tickets(reopened, new Aggregate.Count()), two)))
                .isEqualTo(Why.NOT_TELLABLE);
        assertThat(known(measured(tickets(new Predicate.Always(), new Aggregate.Count()), two)).n())
                .isEqualTo(2);
    }

    @Test
    void whatIsUnknownOfARecordOutsideTheWindowDoesNotMatter() {
        var open = new Predicate.In("status", List.of("open"));
        List<CanonicalRecord> oldOneChangedSince =
                List.of(
                        ticket("old", "2025-11-01T00:00:00Z")
                                .modified("2026-04-05T00:00:00Z")
                                .with("status", text("open"))
                                .done(),
                        ticket("new", "2026-03-01T00:00:00Z").with("status", text("open")).done());
        assertThat(
                        known(measured(tickets(open, new Aggregate.Count()), oldOneChangedSince))
                                .value())
                .isEqualTo(1);
    }

    @Test
    void aRecordWhosePlaceInTimeIsUnknownMakesTheMeasureUntellableUnlessItDoesNotMatch() {
        var closing =
                new Measure(
                        "closing",
                        "Closing",
                        "",
                        RecordType.OPPORTUNITY,
                        new Predicate.IsEmpty("lost_at"),
                        new Window("closes_on", 90),
                        new Aggregate.Count(),
                        new Comparison.None());
        var ref = new RecordRef("salesforce", "Opportunity", "006");
        var deal =
                new Given.Draft(RecordType.OPPORTUNITY, ref)
                        .created("2026-01-01T00:00:00Z")
                        .modified("2026-04-02T00:00:00Z")
                        .with("closes_on", day("2026-03-15"));
        assertThat(why(measured(closing, List.of(deal.done())))).isEqualTo(Why.NOT_TELLABLE);
        CanonicalRecord lost = deal.with("lost_at", moment("2026-02-01T00:00:00Z")).done();
        assertThat(known(measured(closing, List.of(lost))).value()).isZero();
    }

    @Test
    void withoutABeginningOnlyWhatHasHappenedCounts() {
        var all =
                new Measure(
                        "all",
                        "All",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        Window.all("on"),
                        new Aggregate.Sum(VALUE),
                        new Comparison.None());
        assertThat(known(measured(all, USAGE)).value()).isEqualTo(7_090);
        var solved =
                new Measure(
                        "solved",
                        "Solved",
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        Window.all("solved_at"),
                        new Aggregate.Count(),
                        new Comparison.None());
        assertThat(
                        known(measured(solved, List.of(ticket("1", "2026-03-01T00:00:00Z").done())))
                                .value())
                .isZero();
    }

    @Test
    void aRecordOfUnknownCreationCountsWithoutABeginningButHasNoAge() {
        CanonicalRecord always =
                ticket("1", "2026-03-01T00:00:00Z").createdNobodyKnowsWhen().done();
        Measuring now = Measuring.at(AS_OF, Vocabulary.standard());
        Measure count = ever(new Aggregate.Count());
        assertThat(known(now.measure(count, List.of(always), true)).value()).isEqualTo(1);
        Measure age = ever(new Aggregate.DaysSince());
        assertThat(why(now.measure(age, List.of(always), true))).isEqualTo(Why.NO_RECORDS);
        Measure recent = tickets(new Predicate.Always(), new Aggregate.Count());
        assertThat(known(now.measure(recent, List.of(always), true)).value()).isZero();
    }

    private static double elapsed(
            String from, String to, Unit unit, List<CanonicalRecord> records) {
        var mean = new Aggregate.Mean(new Elapsed(from, to, unit));
        return known(measured(tickets(new Predicate.Always(), mean), records)).value();
    }
}
