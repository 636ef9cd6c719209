package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static dev.baton.core.health.Models.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.core.Given;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.Segment;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Window;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final String OLD = "2024-01-01T00:00:00Z";
    private static final EnumSet<RecordType> NO_SURVEYS =
            EnumSet.of(RecordType.TICKET, RecordType.USAGE);

    /** Three tickets in 30 days, mean usage 80 of 100 and 60. */
    private static final List<CanonicalRecord> RECORDS =
            Stream.concat(
                            tickets(3, "2026-03-10T00:00:00Z"),
                            Stream.of(
                                    usage("high", "2026-03-30", 100),
                                    usage("low", "2026-03-01", 60)))
                    .toList();

    @Test
    void anExampleByHand() {
        // tickets: 3 → 0.7, 20 · (0.7 − 0.8) = −2.0; usage: 80 → 0.8, 30 · (0.8 − 0.5) = +9.0
        HealthModel model = model(70, Models.tickets(), Models.usage(), Models.ratings());
        Assessment assessment = assess(model, facts(OLD, RECORDS, NO_SURVEYS));
        assertThat(assessment.score()).isEqualTo(new Points(770));
        assertThat(assessment.band()).isEqualTo(Band.GREEN);
        assertThat(assessment.coverage()).isEqualTo(0.5);
        assertThat(assessment.lines())
                .extracting(line -> line.getClass().getSimpleName(), line -> line.points().tenths())
                .containsExactly(
                        tuple("Base", 700),
                        tuple("Counted", -20),
                        tuple("Counted", 90),
                        tuple("Missing", 0));
        assertThat(blamed(assessment, 1)).containsExactly("t0 -0.7", "t1 -0.7", "t2 -0.6");
        assertThat(blamed(assessment, 2)).containsExactly("high 5.6", "low 3.4");
        assertThat(assessment.account()).isEqualTo("001000000000001AAA");
        assertThat(assessment.model()).isEqualTo("support-1");
        assertThat(assessment.measured()).containsOnlyKeys("ratings", "tickets", "usage");
    }

    @Test
    void eachRecordTellsWhatItContributed() {
        HealthModel model = model(70, Models.tickets(), Models.usage());
        List<Line> lines = assess(model, facts(OLD, RECORDS, NO_SURVEYS)).lines();
        assertThat(((Line.Counted) lines.get(2)).records())
                .extracting(Line.Blamed::value)
                .containsExactly(100.0, 60.0);
        assertThat(((Line.Counted) lines.get(1)).records())
                .as("tickets are only counted")
                .allMatch(record -> Double.isNaN(record.value()));
    }

    @Test
    void anAbsenceIsTheDoingOfTheLastThatMatchedOrOfTheAccountItself() {
        HealthModel model = model(70, Models.tickets());
        AccountFacts never = facts(OLD, List.of());
        assertThat(blamed(assess(model, never), 1)).containsExactly("001000000000001AAA 4.0");
        AccountFacts once = facts(OLD, tickets(2, "2026-01-10T00:00:00Z").toList());
        assertThat(blamed(assess(model, once), 1)).containsExactly("t0 4.0");
    }

    @Test
    void aSegmentThatNobodyCanTellLeavesNoScore() {
        HealthModel model = model(70, Models.tickets());
        AccountFacts account = facts(OLD, RECORDS);
        Vocabulary hiding = Vocabulary.standard().hiding(RecordType.ACCOUNT, "segment");
        assertThat(new Scorecard(model, Vocabulary.standard()).assess(account, AS_OF).score())
                .isNotNull();
        Assessment hidden = new Scorecard(model, hiding).assess(account, AS_OF);
        assertThat(hidden.score()).isNull();
        assertThat(hidden.band()).isEqualTo(Band.UNKNOWN);
    }

    @Test
    void aSegmentSetsTheBaseWhenItIsKnownToFit() {
        HealthModel model = model(70, Models.tickets());
        assertThat(base(model, Given.accountDraft(OLD).with("segment", text("large")).done()))
                .isEqualTo(new Line.Base("large", new Points(800)));
        assertThat(base(model, Given.accountDraft(OLD).with("segment", text("small")).done()))
                .isEqualTo(new Line.Base("", new Points(700)));
        CanonicalRecord changedSince =
                Given.accountDraft(OLD)
                        .with("segment", text("large"))
                        .modified("2026-04-02T00:00:00Z")
                        .done();
        assertThat(base(model, changedSince)).isEqualTo(new Line.Base("", new Points(700)));
    }

    @Test
    void theFirstSegmentThatFitsCounts() {
        HealthModel plain = model(70, Models.tickets());
        var model =
                new HealthModel(
                        "v",
                        70,
                        plain.scored(),
                        List.of(),
                        plain.bands(),
                        0,
                        plain.trend(),
                        List.of(
                                new Segment("none", new Predicate.IsEmpty("external_id"), 30),
                                new Segment("all", new Predicate.Always(), 40)));
        assertThat(base(model, Given.account(OLD)))
                .isEqualTo(new Line.Base("none", new Points(300)));
    }

    @Test
    void aScoreBeyondTheScaleIsClampedByALineOfItsOwn() {
        HealthModel high = model(95, Models.usage());
        Assessment best = assess(high, facts(OLD, List.of(usage("u", "2026-03-30", 100))));
        assertThat(best.score()).isEqualTo(new Points(1000));
        assertThat(best.lines()).last().isEqualTo(new Line.Clamp(new Points(-100)));
        HealthModel low = model(5, Models.usage());
        Assessment worst = assess(low, facts(OLD, List.of(usage("u", "2026-03-30", 0))));
        assertThat(worst.score()).isEqualTo(new Points(0));
        assertThat(worst.lines()).last().isEqualTo(new Line.Clamp(new Points(100)));
        assertThat(worst.band()).isEqualTo(Band.RED);
    }

    @Test
    void exactlyOnTheEdgeOfTheScaleNothingIsClamped() {
        Assessment top =
                assess(
                        model(85, Models.usage()),
                        facts(OLD, List.of(usage("u", "2026-03-30", 100))));
        assertThat(top.score()).isEqualTo(new Points(1000));
        Assessment bottom =
                assess(model(15, Models.usage()), facts(OLD, List.of(usage("u", "2026-03-30", 0))));
        assertThat(bottom.score()).isEqualTo(new Points(0));
        assertThat(Stream.concat(top.lines().stream(), bottom.lines().stream()))
                .noneMatch(Line.Clamp.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"60, 75, GREEN", "59.9, 74.9, YELLOW", "35, 50, YELLOW", "34.9, 49.9, RED"})
    void aBandBeginsAtItsScore(double base, double score, Band band) {
        Assessment assessment =
                assess(
                        model(base, Models.usage()),
                        facts(OLD, List.of(usage("u", "2026-03-30", 100))));
        assertThat(assessment.score()).isEqualTo(Points.of(score));
        assertThat(assessment.band()).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, Infinity, 1",
        "2026-01-05, Infinity, 1",
        "2026-03-31, 30, 1",
        "2026-03-01, 30, 0.5",
        "2026-01-30, 30, 0.25",
        "2026-01-30, 60, 0.5"
    })
    void oldDataCountsLessInTheCoverage(String newest, double halfLife, double coverage) {
        HealthModel model = model(70, Models.usage(halfLife));
        AccountFacts facts =
                facts(OLD, List.of(usage("new", newest, 5), usage("old", "2026-01-03", 500)));
        assertThat(assess(model, facts).coverage()).isEqualTo(coverage);
    }

    @Test
    void coverageIsWeighedAndAnAbsenceKnownForSureIsFresh() {
        HealthModel model = model(70, Models.tickets(), Models.usage(30), Models.ratings());
        AccountFacts facts = facts(OLD, List.of(usage("u", "2026-03-01", 5)), NO_SURVEYS);
        // (20 · 1 + 30 · ½ + 50 · 0) / 100
        assertThat(assess(model, facts).coverage()).isEqualTo(0.35);
    }

    @Test
    void ofAMaximumTheNewestRecordIsAsFreshAsTheData() {
        var max =
                new Measure(
                        "peak",
                        "Peak",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 90),
                        new Aggregate.Max(new Quantity.Field("value")),
                        new Comparison.None());
        var scored = new ScoredMeasure(max, Models.rising(100), 30, 0.5, Driver.USAGE, true, 10);
        AccountFacts facts =
                facts(OLD, List.of(usage("peak", "2026-03-01", 90), usage("new", "2026-03-31", 5)));
        assertThat(assess(model(70, scored), facts).coverage()).isEqualTo(1);
    }

    @Test
    void belowTheFloorThereIsNoScore() {
        ScoredMeasure[] scored = {Models.tickets(), Models.usage(), Models.ratings()};
        AccountFacts facts = facts(OLD, RECORDS, NO_SURVEYS);
        assertThat(assess(model(70, 0.5, scored), facts).score()).isNotNull();
        Assessment unknown = assess(model(70, 0.51, scored), facts);
        assertThat(unknown.score()).isNull();
        assertThat(unknown.lines()).isEmpty();
        assertThat(unknown.band()).isEqualTo(Band.UNKNOWN);
        assertThat(unknown.trend()).isEqualTo(Trend.UNKNOWN);
        assertThat(unknown.change()).isEmpty();
        assertThat(unknown.coverage()).isEqualTo(0.5);
        assertThat(unknown.measured().get("usage")).isInstanceOf(Measured.Known.class);
    }

    @Test
    void whereNothingIsKnownThereIsNoScoreEvenWithoutAFloor() {
        AccountFacts unseen = facts(OLD, List.of(), EnumSet.noneOf(RecordType.class));
        assertThat(assess(model(70, Models.tickets()), unseen).score()).isNull();
        assertThat(assess(model(70), facts(OLD, RECORDS)).score()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // 30 points over 100: 10 more usage are 3 points up
        "60, 50, 3, IMPROVING",
        "59, 50, 3, IMPROVING",
        "58, 50, 2, STABLE",
        "50, 50, 0, STABLE",
        "42, 50, -2, STABLE",
        "40, 50, -3, WORSENING",
        "0, 100, -30, WORSENING"
    })
    void theTrendIsPointsAgainstTheLookBack(double now, double then, int change, Trend trend) {
        // The window is 90 days: the old figure is in both, so the mean now is (now + then) / 2.
        var facts =
                facts(
                        OLD,
                        List.of(
                                usage("then", "2026-02-01", then),
                                usage("now", "2026-03-20", 2 * now - then)));
        Assessment assessment = assess(model(50, Models.usage()), facts);
        assertThat(assessment.change()).isEqualTo(OptionalInt.of(change));
        assertThat(assessment.trend()).isEqualTo(trend);
    }

    @Test
    void theTrendComparesLikeWithLike() {
        // Usage is first known now: it neither helps nor harms. Three more tickets: 20 · −0.3.
        var facts =
                facts(
                        OLD,
                        Stream.concat(
                                        tickets(3, "2026-03-10T00:00:00Z"),
                                        Stream.of(usage("first", "2026-03-20", 100)))
                                .toList());
        Assessment assessment = assess(model(50, Models.tickets(), Models.usage()), facts);
        assertThat(assessment.change()).isEqualTo(OptionalInt.of(-6));
        assertThat(assessment.trend()).isEqualTo(Trend.WORSENING);
    }

    @Test
    void whatNothingThenIsKnownOfHasNoTrend() {
        var facts = facts(OLD, List.of(usage("first", "2026-03-20", 100)));
        Assessment assessment = assess(model(50, Models.usage()), facts);
        assertThat(assessment.change()).isEmpty();
        assertThat(assessment.trend()).isEqualTo(Trend.UNKNOWN);
    }

    @Test
    void anAccountYoungerThanTheLookBackHasNoTrend() {
        List<CanonicalRecord> records = tickets(3, "2026-03-10T00:00:00Z").toList();
        HealthModel model = model(50, Models.tickets());
        assertThat(assess(model, facts("2026-03-01T00:00:01Z", records)).trend())
                .isEqualTo(Trend.UNKNOWN);
        assertThat(assess(model, facts("2026-03-01T00:00:00Z", records)).trend())
                .isEqualTo(Trend.WORSENING);
    }

    @Test
    void toldMeasuresCountForNothing() {
        HealthModel plain = model(70, Models.usage());
        var told =
                new HealthModel(
                        plain.version(),
                        plain.base(),
                        plain.scored(),
                        List.of(Models.ratings().measure(), Models.tickets().measure()),
                        plain.bands(),
                        plain.coverageFloor(),
                        plain.trend(),
                        plain.segments());
        Assessment with = assess(told, facts(OLD, RECORDS));
        Assessment without = assess(plain, facts(OLD, RECORDS));
        assertThat(with.lines()).isEqualTo(without.lines());
        assertThat(with.coverage()).isEqualTo(without.coverage());
        assertThat(with.measured()).containsKeys("tickets", "ratings");
    }

    @Test
    void reasonsAreHarmFirstThenMeritsEachByWeight() {
        ScoredMeasure heavy = named("heavy", 40, 0.5);
        ScoredMeasure light = named("light", 10, 0.5);
        ScoredMeasure usual = named("usual", 40, 0);
        ScoredMeasure harm = named("harm", 10, 1);
        ScoredMeasure worse = named("worse", 20, 1);
        ScoredMeasure alsoHarm = named("also_harm", 10, 1);
        HealthModel model = model(50, heavy, light, usual, harm, worse, alsoHarm, Models.usage());
        // no ticket: f = 0 for all of them; usage good
        Assessment assessment = assess(model, facts(OLD, List.of(usage("u", "2026-03-30", 100))));
        assertThat(assessment.reasons())
                .extracting(
                        line -> ((Line.Counted) line).scored().measure().name(),
                        line -> line.points().tenths())
                .containsExactly(
                        tuple("heavy", -200),
                        tuple("worse", -200),
                        tuple("harm", -100),
                        tuple("also_harm", -100),
                        tuple("light", -50),
                        tuple("usage", 150));
        assertThat(assessment.driver()).contains(Driver.DELIVERY);
    }

    @Test
    void aModelOutOfItsRangesIsRefused() {
        HealthModel good = model(70, Models.usage());
        assertThatThrownBy(() -> model(70, Models.usage(), Models.usage(9)))
                .hasMessage("two measures named usage");
        for (double wrong : new double[] {-0.1, 100.1, Double.NaN}) {
            assertThatThrownBy(() -> model(wrong, Models.usage()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Segment("s", new Predicate.Always(), wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> model(good.base(), 1.1, Models.usage()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bands(50, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bands(50, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bands(101, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrendRule(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrendRule(30, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrendRule(Comparison.MOST_DAYS + 1, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEdgesOfARangeBelongToIt() {
        assertThat(model(0, 1, Models.usage()).coverageFloor()).isOne();
        assertThat(new Bands(100, 0.1).of(new Points(1000))).isEqualTo(Band.GREEN);
        assertThat(new TrendRule(Comparison.MOST_DAYS, 0.1).days()).isEqualTo(36_525);
        ScoredMeasure heaviest =
                Models.scored(
                        Models.usage().measure(),
                        Models.rising(100),
                        ScoredMeasure.MOST_POINTS,
                        0,
                        Driver.USAGE);
        assertThat(heaviest.points(100)).isEqualTo(new Points(10_000));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 30",
        "-1, 0.5, 30",
        "1001, 0.5, 30",
        "NaN, 0.5, 30",
        "10, -0.1, 30",
        "10, 1.1, 30",
        "10, NaN, 30",
        "10, 0.5, 0",
        "10, 0.5, NaN"
    })
    void aScoredMeasureOutOfItsRangesIsRefused(double weight, double reference, double halfLife) {
        ScoredMeasure good = Models.usage();
        assertThatThrownBy(
                        () ->
                                new ScoredMeasure(
                                        good.measure(),
                                        good.curve(),
                                        weight,
                                        reference,
                                        Driver.USAGE,
                                        true,
                                        halfLife))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScoredMeasure named(String name, double weight, double reference) {
        return Models.scored(
                Models.measure(name, name, "", RecordType.TICKET, 30, "created_at"),
                Models.rising(10),
                weight,
                reference,
                Driver.DELIVERY);
    }

    private static Stream<CanonicalRecord> tickets(int n, String created) {
        return IntStream.range(0, n).mapToObj(i -> ticket("t" + i, created).done());
    }

    private static Assessment assess(HealthModel model, AccountFacts facts) {
        return new Scorecard(model, Vocabulary.standard()).assess(facts, AS_OF);
    }

    private static Line base(HealthModel model, CanonicalRecord account) {
        var facts = new AccountFacts(account, List.of(), EnumSet.allOf(RecordType.class));
        return assess(model, facts).lines().getFirst();
    }

    private static List<String> blamed(Assessment assessment, int line) {
        return ((Line.Counted) assessment.lines().get(line))
                .records().stream().map(each -> each.ref().id() + " " + each.points()).toList();
    }
}
