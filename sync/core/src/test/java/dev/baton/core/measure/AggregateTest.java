package dev.baton.core.measure;

import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static dev.baton.core.measure.Told.USAGE;
import static dev.baton.core.measure.Told.VALUE;
import static dev.baton.core.measure.Told.idOf;
import static dev.baton.core.measure.Told.known;
import static dev.baton.core.measure.Told.measured;
import static dev.baton.core.measure.Told.tickets;
import static dev.baton.core.measure.Told.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Share;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.model.CanonicalRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateTest {
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
                Arguments.of(new Aggregate.Proportion(VALUE, above(30), above(15)), 0.75),
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
                        new Aggregate.Proportion(VALUE, above(1), above(1)),
                        new Aggregate.DaysSince())) {
            Measured measured = measured(missing, List.of(usage("old", "2025-12-30", 5)));
            assertThat(why(measured)).isEqualTo(Why.NO_RECORDS);
            assertThat(idOf(((Missing) measured).last())).isEqualTo("old");
        }
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
        var ofHuge = new Aggregate.Proportion(VALUE, below(0), new Predicate.Always());
        assertThat(why(measured(ofHuge, huge))).isEqualTo(Why.NOT_TELLABLE);
    }

    @Test
    void aProportionOfVeryLargeNumbersIsToldAsLongAsItsWholeIs() {
        List<CanonicalRecord> huge =
                List.of(usage("a", "2026-03-20", 3e200), usage("b", "2026-03-19", 1e200));
        var most = new Aggregate.Proportion(VALUE, above(2e200), new Predicate.Always());
        assertThat(known(measured(most, huge)).value()).isEqualTo(0.75);
    }

    @Test
    void aLevelSeriesHasASlopeOfExactlyZeroHoweverLargeItsNumbers() {
        List<CanonicalRecord> level =
                List.of(
                        usage("a", "2026-03-20", 1e15),
                        usage("b", "2026-03-13", 1e15),
                        usage("c", "2026-03-10", 1e15));
        assertThat(known(measured(new Aggregate.Slope(VALUE), level)).value()).isZero();
    }

    /** A version of later than the instant does not say how its state was then. */
    @Test
    void aProportionCannotBeToldWhereOneRecordsPartWholeOrNumberCannot() {
        List<CanonicalRecord> records =
                List.of(
                        ticket("1", "2026-03-01T00:00:00Z")
                                .modified("2026-05-01T00:00:00Z")
                                .with("reopens", number(1))
                                .done(),
                        ticket("2", "2026-03-01T00:00:00Z").with("reopens", number(3)).done());
        var age = new Quantity.Elapsed("created_at", Quantity.AS_OF, Quantity.Unit.DAYS);
        var always = new Predicate.Always();
        var reopened = new Predicate.Compare("reopens", Predicate.Comparator.ABOVE, number(0));
        for (Aggregate untellable :
                List.of(
                        new Aggregate.Proportion(age, reopened, always),
                        new Aggregate.Proportion(age, always, reopened),
                        new Aggregate.Proportion(new Quantity.Field("reopens"), always, always))) {
            assertThat(why(measured(tickets(always, untellable), records)))
                    .isEqualTo(Why.NOT_TELLABLE);
        }
        assertThat(
                        known(
                                        measured(
                                                tickets(
                                                        always,
                                                        new Aggregate.Proportion(
                                                                age, always, always)),
                                                records))
                                .value())
                .isOne();
    }

    static Stream<Arguments> reading() {
        var reply = new Quantity.Elapsed("created_at", "first_replied_at", Quantity.Unit.HOURS);
        List<String> both = List.of("created_at", "first_replied_at");
        return Stream.of(
                Arguments.of(new Aggregate.Count(), List.of(), false),
                Arguments.of(new Aggregate.DaysSince(), List.of(), false),
                Arguments.of(new Aggregate.Distinct("channel"), List.of("channel"), false),
                Arguments.of(new Aggregate.Ratio(above(1)), List.of("value"), false),
                Arguments.of(
                        new Aggregate.Proportion(VALUE, above(1), new Predicate.IsEmpty("on")),
                        List.of("value", "value", "on"),
                        true),
                Arguments.of(new Aggregate.Sum(reply), both, true),
                Arguments.of(new Aggregate.Mean(reply), both, true),
                Arguments.of(new Aggregate.Median(reply), both, true),
                Arguments.of(new Aggregate.Min(reply), both, true),
                Arguments.of(new Aggregate.Max(reply), both, true),
                Arguments.of(new Aggregate.Last(reply), both, true),
                Arguments.of(new Aggregate.Slope(reply), both, true),
                Arguments.of(
                        new Aggregate.Sum(
                                new Quantity.Elapsed(
                                        "created_at", Quantity.AS_OF, Quantity.Unit.DAYS)),
                        List.of("created_at"),
                        true));
    }

    @ParameterizedTest
    @MethodSource("reading")
    void itNamesTheFieldsItReadsAndWhetherRecordsAreOnlyCounted(
            Aggregate aggregate, List<String> fields, boolean weighs) {
        assertThat(aggregate.fields()).isEqualTo(fields);
        Quantity quantity = aggregate.quantity();
        assertThat(quantity != null).isEqualTo(weighs);
        if (quantity != null) {
            assertThat(fields).containsAll(quantity.fields());
        }
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
    void aProportionBlamesThePartAndOfZeroTheWholeThatWasLookedAt() {
        Known some = known(measured(new Aggregate.Proportion(VALUE, above(15), above(0)), USAGE));
        assertThat(some.value()).isCloseTo(80 / 90.0, within(1e-12));
        assertThat(some.n()).isEqualTo(3);
        assertThat(some.evidence())
                .extracting(each -> each.ref().id(), Share::share)
                .containsExactly(tuple("c", 0.75), tuple("b", 0.25));
        Known none = known(measured(new Aggregate.Proportion(VALUE, above(99), above(0)), USAGE));
        assertThat(none.value()).isZero();
        assertThat(none.evidence())
                .extracting(each -> each.ref().id())
                .containsExactly("c", "b", "a");
    }

    @Test
    void aWholeOfNothingHasNoParts() {
        List<CanonicalRecord> idle =
                List.of(usage("late", "2026-03-20", 0), usage("all", "2026-03-19", 0));
        var proportion =
                new Aggregate.Proportion(VALUE, new Predicate.Always(), new Predicate.Always());
        assertThat(why(measured(proportion, idle))).isEqualTo(Why.NO_WHOLE);
        List<CanonicalRecord> taken = List.of(usage("all", "2026-03-19", -2));
        assertThat(why(measured(proportion, taken))).isEqualTo(Why.NO_WHOLE);
    }

    @Test
    void aProportionOfTheWholeIsOneAndMayExceedItWhereTheTwoDoNotNest() {
        var always = new Predicate.Always();
        assertThat(known(measured(new Aggregate.Proportion(VALUE, always, always), USAGE)).value())
                .isEqualTo(1);
        var more = new Aggregate.Proportion(VALUE, above(15), below(15));
        Known eightfold = known(measured(more, USAGE));
        assertThat(eightfold.value()).isEqualTo(8);
        assertThat(eightfold.n()).as("those of the part and those of the whole").isEqualTo(3);
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

    private static Predicate below(double number) {
        return new Predicate.Compare("value", Predicate.Comparator.BELOW, number(number));
    }

    private static Predicate above(double number) {
        return new Predicate.Compare("value", Predicate.Comparator.ABOVE, number(number));
    }
}
