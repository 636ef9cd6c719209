package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.measure.Comparison.Mode;
import dev.baton.core.measure.Comparison.OwnPast;
import dev.baton.core.measure.Comparison.Typical;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Quantity.Elapsed;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final Aggregate MEAN = new Aggregate.Mean(new Field("value"));

    @ParameterizedTest
    @CsvSource({"DIFFERENCE, -10", "RATIO, 0.75"})
    void theOwnPastIsTheSameWindowEndingEarlier(Mode mode, double expected) {
        List<CanonicalRecord> records =
                List.of(
                        usage("now", "2026-03-20", 30),
                        usage("then", "2026-02-20", 40),
                        usage("before", "2026-01-20", 5_000));
        assertThat(known(over(MEAN, new OwnPast(30, mode)), records).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"DIFFERENCE, -20", "RATIO, 0.6"})
    void theTypicalIsAConstant(Mode mode, double expected) {
        List<CanonicalRecord> records = List.of(usage("now", "2026-03-20", 30));
        assertThat(known(over(MEAN, new Typical(50, mode)), records).value()).isEqualTo(expected);
    }

    @Test
    void withoutAPastThereIsNothingToCompareWith() {
        List<CanonicalRecord> records = List.of(usage("now", "2026-03-20", 30));
        assertThat(why(over(MEAN, new OwnPast(30, Mode.DIFFERENCE)), records))
                .isEqualTo(Why.NO_PAST);
    }

    @Test
    void nothingCanBeTheManifoldOfZero() {
        List<CanonicalRecord> records =
                List.of(usage("now", "2026-03-20", 30), usage("then", "2026-02-20", 0));
        assertThat(why(over(MEAN, new OwnPast(30, Mode.RATIO)), records)).isEqualTo(Why.NO_PAST);
        List<CanonicalRecord> bothZero =
                List.of(usage("now", "2026-03-20", 0), usage("then", "2026-02-20", 0));
        assertThat(why(over(MEAN, new OwnPast(30, Mode.RATIO)), bothZero)).isEqualTo(Why.NO_PAST);
    }

    @Test
    void whatIsMissingNowIsMissingForItsOwnReason() {
        List<CanonicalRecord> records = List.of(usage("then", "2026-02-20", 40));
        assertThat(why(over(MEAN, new OwnPast(30, Mode.DIFFERENCE)), records))
                .isEqualTo(Why.NO_RECORDS);
        assertThat(why(over(MEAN, new OwnPast(30, Mode.DIFFERENCE)), List.of()))
                .isEqualTo(Why.NO_RECORDS);
    }

    @Test
    void anAccountThatDidNotExistThenHasNoPastInsteadOfZero() {
        Measure count = over(new Aggregate.Count(), new OwnPast(30, Mode.DIFFERENCE));
        List<CanonicalRecord> records = List.of(usage("now", "2026-03-20", 30));
        Measuring now = Measuring.at(AS_OF, Vocabulary.standard());
        Measured young = now.measure(count, facts("2026-03-01T00:00:01Z", records));
        assertThat(((Missing) young).why()).isEqualTo(Why.NO_PAST);
        Measured justOldEnough = now.measure(count, facts("2026-03-01T00:00:00Z", records));
        assertThat(((Known) justOldEnough).value()).isEqualTo(1);
    }

    @Test
    void agesInThePastAreThoseOfThePast() {
        var age = new Aggregate.Mean(new Elapsed("created_at", "as_of", Unit.DAYS));
        List<CanonicalRecord> records =
                List.of(
                        ticket("now", "2026-03-21T00:00:00Z").done(),
                        ticket("then", "2026-02-24T00:00:00Z").done());
        // 10 days old now; 5 days old on the first of March
        assertThat(known(tickets(age), records).value()).isEqualTo(10.0 - 5.0);
    }

    @Test
    void aTicketSolvedAgainLaterWasSolvedThenToo() {
        var count =
                new Measure(
                        "solved",
                        "Solved",
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        new Window("solved_at", 30),
                        new Aggregate.Count(),
                        new OwnPast(30, Mode.DIFFERENCE));
        List<CanonicalRecord> records =
                List.of(
                        ticket("1", "2026-02-01T00:00:00Z")
                                .with(
                                        "solved_at",
                                        moments("2026-02-10T00:00:00Z", "2026-03-10T00:00:00Z"))
                                .done());
        assertThat(known(count, records).value()).isZero();
    }

    @Test
    void thePastIsNotToldFromTheStateOfToday() {
        var open = new Predicate.In("status", List.of("open"));
        var count =
                new Measure(
                        "open",
                        "Open",
                        "",
                        RecordType.TICKET,
                        open,
                        new Window("created_at", 30),
                        new Aggregate.Count(),
                        new OwnPast(30, Mode.DIFFERENCE));
        List<CanonicalRecord> records =
                List.of(
                        ticket("1", "2026-02-10T00:00:00Z").with("status", text("open")).done(),
                        ticket("2", "2026-03-10T00:00:00Z").with("status", text("open")).done());
        assertThat(why(count, records)).isEqualTo(Why.NOT_TELLABLE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 36_526, Double.NaN, Double.POSITIVE_INFINITY})
    void aPastLiesBackButNotForEver(double days) {
        assertThatThrownBy(() -> new OwnPast(days, Mode.RATIO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredYearsBackIsStillAPast() {
        assertThat(new OwnPast(Comparison.MOST_DAYS, Mode.RATIO).length())
                .isEqualTo(Duration.ofDays(36_525));
    }

    @Test
    void aTypicalIsFiniteAndNotADivisorOfZero() {
        assertThat(new Typical(0, Mode.DIFFERENCE).typical()).isZero();
        assertThatThrownBy(() -> new Typical(0, Mode.RATIO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Typical(Double.NaN, Mode.DIFFERENCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Measure over(Aggregate aggregate, Comparison comparison) {
        return new Measure(
                "usage",
                "Usage",
                "",
                RecordType.USAGE,
                new Predicate.Always(),
                new Window("on", 30),
                aggregate,
                comparison);
    }

    private static Measure tickets(Aggregate aggregate) {
        return new Measure(
                "tickets",
                "Tickets",
                "",
                RecordType.TICKET,
                new Predicate.Always(),
                new Window("created_at", 30),
                aggregate,
                new OwnPast(30, Mode.DIFFERENCE));
    }

    private static Measured measured(Measure measure, List<CanonicalRecord> records) {
        return Measuring.at(AS_OF, Vocabulary.standard())
                .measure(measure, facts("2025-01-01T00:00:00Z", records));
    }

    private static Known known(Measure measure, List<CanonicalRecord> records) {
        return (Known) measured(measure, records);
    }

    private static Why why(Measure measure, List<CanonicalRecord> records) {
        return ((Missing) measured(measure, records)).why();
    }
}
