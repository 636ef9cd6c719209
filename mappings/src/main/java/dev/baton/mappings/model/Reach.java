package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that a measure can come to, as far as its formula tells.
 *
 * @param least may be minus infinity
 * @param most may be infinity
 */
record Reach(double least, double most) {
    private static final Reach ANY = new Reach(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Reach NOT_NEGATIVE = new Reach(0, Double.POSITIVE_INFINITY);

    static Reach of(ScoredMeasure scored) {
        Measure measure = scored.measure();
        Reach alone = plain(measure, scored.terms().freshDays());
        Reach plain = measure.per() == null ? alone : alone.against(Comparison.Mode.RATIO);
        return switch (measure.comparison()) {
            case Comparison.None none -> plain;
            case Comparison.OwnPast past -> plain.against(past.mode());
            case Comparison.Typical typical ->
                    typical.typical() > 0 ? plain.against(typical.mode()) : ANY;
        };
    }

    private static Reach plain(Measure measure, double freshDays) {
        return switch (measure.aggregate()) {
            case Aggregate.Ratio ratio -> new Reach(0, 1);
            case Aggregate.DaysSince since ->
                    new Reach(0, Math.min(measure.window().days(), freshDays));
            case Aggregate.Count count -> NOT_NEGATIVE;
            case Aggregate.Distinct distinct -> NOT_NEGATIVE;
            case Aggregate.Proportion proportion -> ANY;
            case Aggregate.Sum sum -> ANY;
            case Aggregate.Mean mean -> ANY;
            case Aggregate.Median median -> ANY;
            case Aggregate.Min min -> ANY;
            case Aggregate.Max max -> ANY;
            case Aggregate.Last last -> ANY;
            case Aggregate.Slope slope -> ANY;
        };
    }

    private Reach against(Comparison.Mode mode) {
        return mode == Comparison.Mode.RATIO && least >= 0 ? NOT_NEGATIVE : ANY;
    }

    /** The worth of its least value and of its greatest. */
    List<Double> worths(Curve curve) {
        return List.of(worth(curve, least), worth(curve, most));
    }

    private static double worth(Curve curve, double value) {
        return Double.isFinite(value)
                ? curve.at(value)
                : value < 0 ? curve.points().getFirst().y() : curve.points().getLast().y();
    }

    /** The most points that a measure can add, of any account. */
    static double best(ScoredMeasure scored) {
        return points(scored).stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The most points that it can take, of any account. */
    static double worst(ScoredMeasure scored) {
        return points(scored).stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static List<Double> points(ScoredMeasure scored) {
        Reach reach = of(scored);
        var points = new ArrayList<Double>();
        for (double weight : Cases.weights(scored)) {
            for (Curve curve : Cases.curves(scored)) {
                for (double reference : Cases.references(scored)) {
                    reach.worths(curve).forEach(y -> points.add(weight * (y - reference)));
                }
            }
        }
        return points;
    }
}
