package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.Given;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Share;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Quantity.Elapsed;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeasuringTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final Field VALUE = new Field("value");

    /**
     * 10, 20, 60: the newest is the largest; the one outside and the one of tomorrow do not count.
     */
    private static final List<CanonicalRecord> USAGE =
            List.of(
                    usage("a", "2026-03-01", 10),
                    usage("b", "2026-03-16", 20),
                    usage("c", "2026-03-31", 60),
                    usage("outside", "2025-12-30", 7_000),
                    usage("tomorrow", "2026-04-01", 9_000));

    static Stream<Arguments> overThreeFigures() {
        return Stream.of(
                Arguments.of(new Aggregate.Count(), 3.0),
                Arguments.of(new Aggregate.Distinct("value"), 3.0),
                Arguments.of(new Aggregate.Sum(VALUE), 90.0),
                Arguments.of(new Aggregate.Mean(VALUE), 30.0),
                Arguments.of(new Aggregate.Median(VALUE), 20.0),
                Arguments.of(new Aggregate.Min(VALUE), 10.0),
                Arguments.of(new Aggregate.Max(VALUE), 60.0),
                Arguments.of(new Aggregate.Last(VALUE), 60.0),
                Arguments.of(new Aggregate.Ratio(above(15)), 2 / 3.0),
                // 50 up in 30 days, the middle one on no straight line but at the middle
                Arguments.of(new Aggregate.Slope(VALUE), 50.0),
                Arguments.of(new Aggregate.DaysSince(), 0.0));
    }

    @ParameterizedTest
    @MethodSource("overThreeFigures")
    void theAggregatesOfThreeFigures(Aggregate aggregate, double expected) {
        Known known = known(measured(aggregate, USAGE));
        assertThat(known.value()).isCloseTo(expected, within(1e-9));
        assertThat(idOf(known.last())).isEqualTo("c");
        assertThat(known.evidence()).extracting(each -> each.ref().id()).doesNotContain("outside");
        assertThat(known.evidence().stream().mapToDouble(Share::share).sum())
                .isCloseTo(1, within(1e-12));
    }

    static Stream<Arguments> overOneFigure() {
        return Stream.of(
                Arguments.of(new Aggregate.Count(), 1.0),
                Arguments.of(new Aggregate.Distinct("value"), 1.0),
                Arguments.of(new Aggregate.Sum(VALUE), 8.0),
                Arguments.of(new Aggregate.Mean(VALUE), 8.0),
                Arguments.of(new Aggregate.Median(VALUE), 8.0),
                Arguments.of(new Aggregate.Min(VALUE), 8.0),
                Arguments.of(new Aggregate.Max(VALUE), 8.0),
                Arguments.of(new Aggregate.Last(VALUE), 8.0),
                Arguments.of(new Aggregate.Ratio(above(8)), 0.0),
                Arguments.of(new Aggregate.DaysSince(), 10.0));
    }

    @ParameterizedTest
    @MethodSource("overOneFigure")
    void theAggregatesOfOneFigure(Aggregate aggregate, double expected) {
        Known known = known(measured(aggregate, List.of(usage("a", "2026-03-21", 8))));
        assertThat(known.value()).isEqualTo(expected);
        assertThat(known.n()).isEqualTo(1);
        assertThat(known.evidence()).extracting(Share::share).containsExactly(1.0);
    }

    @Test
    void aSlopeNeedsTwoMoments() {
        var slope = new Aggregate.Slope(VALUE);
        assertThat(why(measured(slope, List.of(usage("a", "2026-03-21", 8)))))
                .isEqualTo(Why.NO_PAST);
        assertThat(
                        why(
                                measured(
                                        slope,
                                        List.of(
                                                usage("a", "2026-03-21", 8),
                                                usage("b", "2026-03-21", 9),
                                                usage("c", "2026-03-21", 11)))))
                .isEqualTo(Why.NO_PAST);
    }

    @Test
    void countSumAndDistinctOfNothingAreZeroAndTheRestIsMissing() {
        for (Aggregate zero :
                List.of(
                        new Aggregate.Count(),
                        new Aggregate.Sum(VALUE),
                        new Aggregate.Distinct("metric"))) {
            Known known = known(measured(zero, List.of(usage("old", "2025-12-30", 5))));
            assertThat(known.value()).isZero();
            assertThat(known.evidence()).isEmpty();
            assertThat(known.n()).isZero();
        }
        for (Aggregate missing :
                List.of(
                        new Aggregate.Mean(VALUE),
                        new Aggregate.Median(VALUE),
                        new Aggregate.Min(VALUE),
                        new Aggregate.Max(VALUE),
                        new Aggregate.Last(VALUE),
                        new Aggregate.Slope(VALUE),
                        new Aggregate.Ratio(above(1)),
                        new Aggregate.DaysSince())) {
            Measured measured = measured(missing, List.of(usage("old", "2025-12-30", 5)));
            assertThat(why(measured)).isEqualTo(Why.NO_RECORDS);
            assertThat(idOf(((Missing) measured).last())).isEqualTo("old");
        }
    }

    @Test
    void noTicketIsNotZeroWithoutALink() {
        Measure count = tickets(new Predicate.Always(), new Aggregate.Count());
        Measuring now = Measuring.at(AS_OF, Vocabulary.standard());
        assertThat(why(now.measure(count, List.of(), false))).isEqualTo(Why.NOT_OBSERVED);
        assertThat(known(now.measure(count, List.of(), true)).value()).isZero();
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
    void ofEqualNumbersAndMomentsTheNewestThenTheFirstByIdIsNamed() {
        List<CanonicalRecord> ties =
                List.of(
                        usage("b", "2026-03-20", 5),
                        usage("a", "2026-03-20", 5),
                        usage("c", "2026-03-10", 5));
        for (Aggregate one :
                List.of(
                        new Aggregate.Min(VALUE),
                        new Aggregate.Max(VALUE),
                        new Aggregate.Last(VALUE),
                        new Aggregate.DaysSince())) {
            assertThat(known(measured(one, ties)).evidence())
                    .extracting(each -> each.ref().id())
                    .containsExactly("a");
        }
        assertThat(known(measured(new Aggregate.Count(), ties)).evidence())
                .extracting(each -> each.ref().id())
                .containsExactly("a", "b", "c");
    }

    @Test
    void theMedianOfFourIsTheMiddleOfTheMiddleTwo() {
        List<CanonicalRecord> four =
                List.of(
                        usage("a", "2026-03-20", 1),
                        usage("b", "2026-03-19", 100),
                        usage("c", "2026-03-18", 4),
                        usage("d", "2026-03-17", 9));
        assertThat(known(measured(new Aggregate.Median(VALUE), four)).value()).isEqualTo(6.5);
    }

    @Test
    void sharesGoBySizeWhateverTheSign() {
        List<CanonicalRecord> mixed =
                List.of(usage("a", "2026-03-20", -30), usage("b", "2026-03-19", 10));
        assertThat(known(measured(new Aggregate.Sum(VALUE), mixed)).evidence())
                .extracting(Share::share)
                .containsExactly(0.75, 0.25);
        List<CanonicalRecord> zeros =
                List.of(usage("a", "2026-03-20", 0), usage("b", "2026-03-19", 0));
        assertThat(known(measured(new Aggregate.Sum(VALUE), zeros)).evidence())
                .extracting(Share::share)
                .containsExactly(0.5, 0.5);
        List<CanonicalRecord> huge =
                List.of(usage("a", "2026-03-20", 1e308), usage("b", "2026-03-19", -1e308));
        assertThat(known(measured(new Aggregate.Sum(VALUE), huge)).evidence())
                .extracting(Share::share)
                .containsExactly(0.5, 0.5);
    }

    @Test
    void aSumBeyondNumbersIsMissing() {
        List<CanonicalRecord> huge =
                List.of(usage("a", "2026-03-20", 1.7e308), usage("b", "2026-03-19", 1.7e308));
        assertThat(why(measured(new Aggregate.Sum(VALUE), huge))).isEqualTo(Why.NOT_TELLABLE);
        assertThat(why(measured(new Aggregate.Mean(VALUE), huge))).isEqualTo(Why.NOT_TELLABLE);
    }

    @Test
    void aRatioBlamesThoseThatMakeItAndOfZeroAllThatWereLookedAt() {
        Known some = known(measured(new Aggregate.Ratio(above(15)), USAGE));
        assertThat(some.n()).isEqualTo(3);
        assertThat(some.evidence())
                .extracting(each -> each.ref().id(), Share::share)
                .containsExactly(tuple("c", 0.5), tuple("b", 0.5));
        Known none = known(measured(new Aggregate.Ratio(above(60)), USAGE));
        assertThat(none.value()).isZero();
        assertThat(none.evidence()).hasSize(3);
    }

    @Test
    void distinctCountsTextsAndLeavesEmptyOnesOut() {
        List<CanonicalRecord> some =
                List.of(
                        ticket("1", "2026-03-01T00:00:00Z").with("priority", text("high")).done(),
                        ticket("2", "2026-03-02T00:00:00Z").with("priority", text("low")).done(),
                        ticket("3", "2026-03-03T00:00:00Z").with("priority", text("high")).done(),
                        ticket("4", "2026-03-04T00:00:00Z").done());
        Known known =
                known(
                        measured(
                                tickets(new Predicate.Always(), new Aggregate.Distinct("priority")),
                                some));
        assertThat(known.value()).isEqualTo(2);
        assertThat(known.n()).isEqualTo(3);
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
                        new Aggregate.Ratio(reopened))) {
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

    @Test
    void theOrderOfRecordsDoesNotMatter() {
        var reversed = new ArrayList<>(USAGE);
        Collections.reverse(reversed);
        overThreeFigures()
                .map(each -> (Aggregate) each.get()[0])
                .forEach(
                        each ->
                                assertThat(measured(each, reversed))
                                        .isEqualTo(measured(each, USAGE)));
    }

    private static Predicate above(double number) {
        return new Predicate.Compare("value", Predicate.Comparator.ABOVE, number(number));
    }

    private static Measured measured(Aggregate aggregate, List<CanonicalRecord> records) {
        return measured(
                new Measure(
                        "figure",
                        "Figure",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 60),
                        aggregate,
                        new Comparison.None()),
                records);
    }

    private static Measured measured(Measure measure, List<CanonicalRecord> records) {
        return Measuring.at(AS_OF, Vocabulary.standard()).measure(measure, records, true);
    }

    private static double elapsed(
            String from, String to, Unit unit, List<CanonicalRecord> records) {
        var mean = new Aggregate.Mean(new Elapsed(from, to, unit));
        return known(measured(tickets(new Predicate.Always(), mean), records)).value();
    }

    private static Measure tickets(Predicate filter, Aggregate aggregate) {
        return new Measure(
                "tickets",
                "Tickets",
                "",
                RecordType.TICKET,
                filter,
                new Window("created_at", 60),
                aggregate,
                new Comparison.None());
    }

    private static Measure ever(Aggregate aggregate) {
        return new Measure(
                "ever",
                "Ever",
                "",
                RecordType.TICKET,
                new Predicate.Always(),
                Window.all("created_at"),
                aggregate,
                new Comparison.None());
    }

    private static @Nullable String idOf(Measured.@Nullable Sight sight) {
        return sight == null ? null : sight.ref().id();
    }

    private static Known known(Measured measured) {
        assertThat(measured).isInstanceOf(Known.class);
        return (Known) measured;
    }

    private static Why why(Measured measured) {
        assertThat(measured).isInstanceOf(Missing.class);
        return ((Missing) measured).why();
    }
}
