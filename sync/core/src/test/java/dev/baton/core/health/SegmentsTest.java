package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.Given;
import dev.baton.core.health.BySegment.Cell;
import dev.baton.core.health.Criterion.Account;
import dev.baton.core.health.Criterion.Everyone;
import dev.baton.core.health.Criterion.InSegment;
import dev.baton.core.health.Criterion.MeasureIs;
import dev.baton.core.health.Criterion.Tenure;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Predicate.Compare;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that count otherwise in one segment than in another. */
class SegmentsTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final String OLD = "2024-01-01T00:00:00Z";

    private static final Dimension TIER =
            new Dimension(
                    "tier", List.of(segment("large", is("large")), segment("small", is("small"))));
    private static final Dimension TENURE =
            new Dimension(
                    "tenure",
                    List.of(
                            segment("new", new Tenure("created_at", Comparator.BELOW, 180)),
                            segment(
                                    "settled",
                                    new Tenure("created_at", Comparator.AT_LEAST, 180))));
    private static final List<CanonicalRecord> RECORDS =
            List.of(usage("u", "2026-03-30", 80), ticket("t", "2026-03-10T00:00:00Z").done());

    @ParameterizedTest
    @CsvSource({
        // 30 · (0.8 − 0.5), unless the cell of tenure and tier says otherwise
        "large, 2024-01-01T00:00:00Z, 90",
        "large, 2026-01-01T00:00:00Z, 30",
        "small, 2024-01-01T00:00:00Z, 180",
        "small, 2026-01-01T00:00:00Z, 90",
        "other, 2026-01-01T00:00:00Z, 90"
    })
    void aTwoWayTableOfWeights(String tier, String created, int tenths) {
        var weights =
                new BySegment<>(
                        List.of("tenure", "tier"),
                        List.of(
                                new Cell<>(List.of("new", "large"), 10.0),
                                new Cell<>(List.of("settled", "small"), 60.0)));
        HealthModel model =
                model(with(Models.usage(), terms(new Everyone(), BySegment.none(), weights, null)));
        assertThat(line(model, of(tier, created), 1).points().tenths()).isEqualTo(tenths);
    }

    @Test
    void aCurveAndWhatIsUsualMayDifferToo() {
        var terms =
                new Terms(
                        new Everyone(),
                        new BySegment<>(
                                List.of("tier"),
                                List.of(new Cell<>(List.of("small"), Models.rising(40)))),
                        BySegment.none(),
                        new BySegment<>(
                                List.of("tier"), List.of(new Cell<>(List.of("small"), 0.9))),
                        null,
                        Double.POSITIVE_INFINITY);
        HealthModel model = model(with(Models.usage(), terms));
        assertThat(line(model, of("large", OLD), 1).points().tenths()).isEqualTo(90);
        assertThat(line(model, of("small", OLD), 1).points().tenths()).isEqualTo(30);
        var counted = (Line.Counted) line(model, of("small", OLD), 1);
        assertThat(counted.scored().reference()).isEqualTo(0.9);
    }

    @Test
    void whatDoesNotSpeakOfAnAccountIsNeitherMissingNorPartOfItsCoverage() {
        var terms =
                terms(
                        new InSegment("tier", List.of("large")),
                        BySegment.none(),
                        BySegment.none(),
                        null);
        HealthModel model = model(with(Models.ratings(), terms), Models.usage());
        Assessment small = assess(model, of("small", OLD));
        assertThat(small.lines().get(1)).isInstanceOf(Line.NotApplicable.class);
        assertThat(Presentation.because(small.lines().get(1)))
                .isEqualTo("Ratings: not applicable, it counts where tier is large");
        assertThat(small.coverage()).isEqualTo(1);
        Assessment large = assess(model, of("large", OLD));
        assertThat(large.lines().get(1)).isInstanceOf(Line.Missing.class);
        assertThat(large.coverage()).isEqualTo(0.38);
    }

    @Test
    void whetherAMeasureSpeaksOfAnAccountMayBeUntellable() {
        Criterion byUse = new MeasureIs("ratings", Comparator.ABOVE, 3);
        HealthModel model =
                model(
                        with(
                                Models.usage(),
                                terms(byUse, BySegment.none(), BySegment.none(), null)),
                        Models.ratings(),
                        Models.tickets());
        Assessment assessment = assess(model, of("small", OLD));
        assertThat(assessment.lines().get(1))
                .isInstanceOfSatisfying(
                        Line.Missing.class,
                        line -> assertThat(line.missing().why()).isEqualTo(Why.NOT_TELLABLE));
    }

    @Test
    void aGroupsWeightIsSharedByThoseOfItsMeasuresThatSpeakOfTheAccount() {
        var group = new Group("use", "Product use", 40, BySegment.none());
        ScoredMeasure usage = with(Models.usage(), share(new Everyone(), 3));
        ScoredMeasure tickets =
                with(Models.tickets(), share(new InSegment("tier", List.of("large")), 1));
        HealthModel model = model(List.of(group), usage, tickets);
        // 30 · (0.8 − 0.5) and 10 · (0.9 − 0.8)
        Assessment large = assess(model, of("large", OLD));
        assertThat(large.lines().get(1).points().tenths()).isEqualTo(90);
        assertThat(large.lines().get(2).points().tenths()).isEqualTo(10);
        // 40 · (0.8 − 0.5)
        Assessment small = assess(model, of("small", OLD));
        assertThat(small.lines().get(1).points().tenths()).isEqualTo(120);
        assertThat(small.lines().get(2)).isInstanceOf(Line.NotApplicable.class);
    }

    @Test
    void aMissingMeasureKeepsItsShareOfTheGroup() {
        var group = new Group("use", "Product use", 40, BySegment.none());
        HealthModel model =
                model(
                        List.of(group),
                        with(Models.usage(), share(new Everyone(), 3)),
                        with(Models.ratings(), share(new Everyone(), 1)));
        Assessment assessment = assess(model, of("large", OLD));
        assertThat(assessment.lines().get(1).points().tenths()).isEqualTo(90);
        assertThat(assessment.coverage()).isEqualTo(0.75);
    }

    @Test
    void aGroupMayWeighOtherwiseInASegment() {
        var group =
                new Group(
                        "use",
                        "Product use",
                        40,
                        new BySegment<>(
                                List.of("tier"), List.of(new Cell<>(List.of("small"), 10.0))));
        HealthModel model = model(List.of(group), with(Models.usage(), share(new Everyone(), 1)));
        assertThat(line(model, of("small", OLD), 1).points().tenths()).isEqualTo(30);
        assertThat(line(model, of("large", OLD), 1).points().tenths()).isEqualTo(120);
    }

    @Test
    void theFirstSegmentOfADimensionThatFitsCounts() {
        var overlapping =
                new Dimension(
                        "tier",
                        List.of(segment("any", new Everyone()), segment("large", is("large"))));
        assertThat(overlapping.of(profile(of("large", OLD)))).contains("any");
        assertThat(TIER.of(profile(of("other", OLD)))).isEmpty();
    }

    @Test
    void aNewCustomerIsNotJudgedHoweverBadItLooks() {
        var early =
                new HealthModel.Segment(
                        "onboarding", new Tenure("created_at", Comparator.BELOW, 90), 70, true);
        HealthModel model = model(List.of(), List.of(early), Models.usage(), Models.tickets());
        Assessment fresh = assess(model, of("large", "2026-02-01T00:00:00Z"));
        assertThat(fresh.score()).isNull();
        assertThat(fresh.band()).isEqualTo(Band.UNKNOWN);
        assertThat(fresh.lines()).isEmpty();
        assertThat(Presentation.noScore(fresh.judgement()))
                .isEqualTo("Too early to tell: onboarding, a customer for less than 90 days");
        assertThat(assess(model, of("large", OLD)).score()).isNotNull();
        assertThat(Presentation.noScore(assess(model, of("large", OLD)).judgement())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T00:00:01Z, BELOW, YES",
        "2025-12-31T00:00:00Z, BELOW, NO",
        "2025-12-31T00:00:00Z, AT_LEAST, YES",
        "2026-01-01T00:00:00Z, AT_LEAST, NO"
    })
    void aTenureIsCountedToTheSecond(
            String created, Comparator comparator, Predicate.Answer answer) {
        var tenure = new Tenure("created_at", comparator, 90);
        assertThat(tenure.test(profile(of("large", created)))).isEqualTo(answer);
    }

    @Test
    void aTenureThatNobodyTellsIsUnknown() {
        var account = Given.accountDraft(OLD).createdNobodyKnowsWhen().done();
        var facts = new AccountFacts(account, List.of(), EnumSet.allOf(RecordType.class));
        assertThat(new Tenure("created_at", Comparator.BELOW, 90).test(profile(facts)))
                .isEqualTo(Predicate.Answer.UNKNOWN);
    }

    @Test
    void conditionsJoinAndSayWhatTheyMean() {
        Criterion all =
                new Criterion.All(
                        List.of(
                                is("large"),
                                new Criterion.Any(
                                        List.of(
                                                new Tenure("created_at", Comparator.ABOVE, 30),
                                                new Criterion.Not(
                                                        new MeasureIs(
                                                                "usage",
                                                                Comparator.AT_LEAST,
                                                                5))))));
        assertThat(all.words())
                .isEqualTo(
                        "segment is large, and (a customer for more than 30 days, or not (usage is"
                                + " at least 5))");
        assertThat(all.fields()).containsExactly("segment", "created_at");
        assertThat(all.measures()).containsExactly("usage");
        assertThat(all.test(profile(of("large", OLD)))).isEqualTo(Predicate.Answer.YES);
        assertThat(all.test(profile(of("small", OLD)))).isEqualTo(Predicate.Answer.NO);
    }

    @Test
    void aDimensionWhoseFieldNobodyCanTellLeavesNoScore() {
        HealthModel model = model(Models.usage());
        Vocabulary hiding = Vocabulary.standard().hiding(RecordType.ACCOUNT, "segment");
        assertThat(new Scorecard(model, hiding).assess(of("large", OLD), AS_OF).score()).isNull();
    }

    @Test
    void aTableNamesEachCombinationOnce() {
        var cell = new Cell<>(List.of("large"), 1.0);
        assertThatThrownBy(() -> new BySegment<>(List.of("tier"), List.of(cell, cell)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BySegment<>(List.of("tier", "tenure"), List.of(cell)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Dimension.Segment segment(String name, Criterion who) {
        return new Dimension.Segment(name, who);
    }

    private static Criterion is(String segment) {
        return new Account(new Compare("segment", Comparator.IS, text(segment)));
    }

    private static Terms terms(
            Criterion applies,
            BySegment<Curve> curves,
            BySegment<Double> weights,
            Terms.@Nullable Share share) {
        return new Terms(
                applies, curves, weights, BySegment.none(), share, Double.POSITIVE_INFINITY);
    }

    private static Terms share(Criterion applies, double parts) {
        return terms(applies, BySegment.none(), BySegment.none(), new Terms.Share("use", parts));
    }

    private static ScoredMeasure with(ScoredMeasure plain, Terms terms) {
        return new ScoredMeasure(
                plain.measure(),
                plain.curve(),
                plain.weight(),
                plain.reference(),
                plain.driver(),
                plain.leading(),
                plain.halfLifeDays(),
                terms);
    }

    private static HealthModel model(ScoredMeasure... scored) {
        return model(List.of(), scored);
    }

    private static HealthModel model(List<Group> groups, ScoredMeasure... scored) {
        return model(groups, List.of(), scored);
    }

    private static HealthModel model(
            List<Group> groups, List<HealthModel.Segment> segments, ScoredMeasure... scored) {
        return new HealthModel(
                "v",
                50,
                List.of(scored),
                List.of(),
                new Bands(75, 50),
                0,
                new TrendRule(30, 3),
                segments,
                new Rules(List.of(TIER, TENURE), groups, List.of(), List.of()));
    }

    /** Ratings are not observed. */
    private static AccountFacts of(String segment, String created) {
        return new AccountFacts(
                Given.accountDraft(created).with("segment", text(segment)).done(),
                RECORDS,
                EnumSet.of(RecordType.USAGE, RecordType.TICKET));
    }

    private static Profile profile(AccountFacts facts) {
        return new Profile(
                Seen.at(AS_OF, facts.account(), Vocabulary.standard()),
                AS_OF,
                new TreeMap<>(Map.of("usage", new Measured.Known(3, 0, List.of(), null))),
                new TreeMap<>());
    }

    private static Assessment assess(HealthModel model, AccountFacts facts) {
        return new Scorecard(model, Vocabulary.standard()).assess(facts, AS_OF);
    }

    private static Line line(HealthModel model, AccountFacts facts, int index) {
        return assess(model, facts).lines().get(index);
    }
}
