package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import dev.baton.core.Given;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Comparison.Mode;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Predicate.Compare;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Window;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A better fact never lowers the score. One measure counts the changed records, so that nothing
 * else can speak against it; other measures stand beside it.
 */
class ImprovementPropertiesTest {
    private static final Instant AS_OF = Given.at("2026-03-31T12:00:00Z");
    private static final Field VALUE = new Field("value");
    private static final LocalDate NEWEST = LocalDate.parse("2026-03-30");

    /** The aggregates that rise, or stay, when any one number of theirs rises. */
    private static final List<Aggregate> RISING_WITH_EACH =
            List.of(
                    new Aggregate.Sum(VALUE),
                    new Aggregate.Mean(VALUE),
                    new Aggregate.Median(VALUE),
                    new Aggregate.Min(VALUE),
                    new Aggregate.Max(VALUE),
                    new Aggregate.Last(VALUE),
                    new Aggregate.Ratio(new Compare("value", Comparator.ABOVE, Given.number(5))));

    @EverySeed
    void aBetterNumberNeverLowersTheScore(long seed) {
        var world = new Worlds(seed);
        Curve curve = world.curve();
        HealthModel model = model(world, world.oneOf(RISING_WITH_EACH), curve);
        List<CanonicalRecord> before = usage(world, 1 + world.random.nextInt(12));
        int moved = world.random.nextInt(before.size());
        assertNoLower(world, model, before, replaced(before, moved, better(world, curve)));
    }

    /** Of a slope that holds for the newest only: a higher start makes a lower slope. */
    @EverySeed
    void aBetterNewestNumberNeverLowersTheScoreOfASlope(long seed) {
        var world = new Worlds(seed);
        Curve curve = world.curve();
        HealthModel model = model(world, new Aggregate.Slope(VALUE), curve);
        List<CanonicalRecord> before = usage(world, 2 + world.random.nextInt(12));
        assertNoLower(world, model, before, replaced(before, 0, better(world, curve)));
    }

    @EverySeed
    void oneMoreOfWhatIsGoodOrOneLessOfWhatIsBadNeverLowersTheScore(long seed) {
        var world = new Worlds(seed);
        Curve curve = world.curve();
        Aggregate aggregate =
                world.oneOf(List.of(new Aggregate.Count(), new Aggregate.Distinct("metric")));
        HealthModel model = model(world, aggregate, curve);
        List<CanonicalRecord> more = usage(world, 1 + world.random.nextInt(60));
        List<CanonicalRecord> fewer = more.subList(1, more.size());
        if (rises(curve)) {
            assertNoLower(world, model, fewer, more);
        } else {
            assertNoLower(world, model, more, fewer);
        }
    }

    @EverySeed
    void aNewerRecordNeverLowersTheScoreWhereSilenceIsBad(long seed) {
        var world = new Worlds(seed);
        Curve curve = world.curve();
        HealthModel model = model(world, new Aggregate.DaysSince(), curve);
        List<CanonicalRecord> withNewest = usage(world, 2 + world.random.nextInt(12));
        List<CanonicalRecord> without = withNewest.subList(1, withNewest.size());
        if (rises(curve)) {
            assertNoLower(world, model, withNewest, without);
        } else {
            assertNoLower(world, model, without, withNewest);
        }
    }

    @EverySeed
    void aCurveNeverTurnsBackNotEvenByARounding(long seed) {
        var world = new Worlds(seed);
        Curve curve = world.curve();
        var values = new ArrayList<Double>();
        for (Curve.Point corner : curve.points()) {
            values.add(Math.nextDown(corner.x()));
            values.add(corner.x());
            values.add(Math.nextUp(corner.x()));
        }
        for (int i = 0; i < 40; i++) {
            values.add(world.random.nextDouble() * 100 - 30);
        }
        List<Double> worths = values.stream().sorted().map(curve::at).toList();
        assertThat(worths).allMatch(each -> each >= 0 && each <= 1);
        assertThat(worths)
                .isSortedAccordingTo(
                        rises(curve)
                                ? java.util.Comparator.naturalOrder()
                                : java.util.Comparator.reverseOrder());
    }

    private static void assertNoLower(
            Worlds world,
            HealthModel model,
            List<CanonicalRecord> before,
            List<CanonicalRecord> after) {
        Points worse = score(world, model, before);
        Points better = score(world, model, after);
        assertThat(better.tenths()).isGreaterThanOrEqualTo(worse.tenths());
    }

    private static Points score(Worlds world, HealthModel model, List<CanonicalRecord> records) {
        Points score =
                new Scorecard(model, world.vocabulary)
                        .assess(Given.facts("2024-01-01T00:00:00Z", records), AS_OF)
                        .score();
        return Objects.requireNonNull(score, "the measure beside is always known");
    }

    /** One measure over usage beside one that never moves. */
    private static HealthModel model(Worlds world, Aggregate aggregate, Curve curve) {
        Comparison comparison =
                world.oneOf(
                        List.of(
                                new Comparison.None(),
                                new Comparison.Typical(world.number(), Mode.DIFFERENCE),
                                new Comparison.Typical(1 + world.random.nextInt(9), Mode.RATIO)));
        var measure =
                new Measure(
                        "usage",
                        "Usage",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 400),
                        aggregate,
                        comparison);
        var rules = new RandomRules(world);
        Terms any = rules.terms();
        // The same curve everywhere: what is better in one segment may be worse in another.
        var terms =
                new Terms(
                        any.applies(),
                        BySegment.none(),
                        any.weights(),
                        any.references(),
                        any.share(),
                        Double.POSITIVE_INFINITY);
        ScoredMeasure scored = world.scored(measure, curve, terms);
        return new HealthModel(
                "v",
                world.random.nextInt(101),
                List.of(scored, Models.tickets()),
                List.of(),
                new Bands(75, 50),
                0,
                new TrendRule(30, 3),
                List.of(),
                capped(rules.rules(), world, curve));
    }

    /** A knock-out by the very measure, on the side of its bad values; nobody leaves. */
    private static Rules capped(Rules rules, Worlds world, Curve curve) {
        var bad =
                new Criterion.MeasureIs(
                        "usage",
                        rises(curve) ? Comparator.BELOW : Comparator.ABOVE,
                        world.number());
        var knockOuts = new ArrayList<>(rules.knockOuts());
        knockOuts.add(new KnockOut("bad", "Bad", bad, world.random.nextInt(101), Driver.USAGE));
        return new Rules(rules.dimensions(), rules.groups(), knockOuts, List.of());
    }

    /** Newest first, a day each. */
    private static List<CanonicalRecord> usage(Worlds world, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> figure(i, world.random.nextInt(20) / 3.0))
                .toList();
    }

    private static CanonicalRecord figure(int i, double value) {
        return new Given.Draft(RecordType.USAGE, new RecordRef("file", "usage", "u" + i))
                .with("on", Given.day(NEWEST.minusDays(i).toString()))
                .with("metric", Given.text("metric " + i % 7))
                .with("value", Given.number(value))
                .done();
    }

    private static double better(Worlds world, Curve curve) {
        double step = 1 + world.random.nextInt(30);
        return rises(curve) ? step : -step;
    }

    private static boolean rises(Curve curve) {
        return curve.points().getFirst().y() <= curve.points().getLast().y();
    }

    private static List<CanonicalRecord> replaced(
            List<CanonicalRecord> records, int at, double step) {
        var after = new ArrayList<>(records);
        double value =
                records.get(at).fields().get("value") instanceof Value.Numeric numeric
                        ? numeric.number()
                        : 0;
        after.set(at, figure(at, value + step));
        return after;
    }
}
