package dev.baton.core.health;

import dev.baton.core.measure.Measure;

/**
 * A measure that counts.
 *
 * @param curve what its value is worth
 * @param weight points between the curve's worst and best, more than 0, at most {@link
 *     #MOST_POINTS}; of a measure in a group its part of the group's weight where all measures of
 *     the group apply
 * @param reference the worth, 0..1, that earns no points: what is usual
 * @param leading whether it moves before the customer does
 * @param halfLifeDays after so many days without a new record the value counts half in the
 *     coverage; {@link Double#POSITIVE_INFINITY} when it never ages
 * @param terms of which accounts, and where otherwise
 */
public record ScoredMeasure(
        Measure measure,
        Curve curve,
        double weight,
        double reference,
        Driver driver,
        boolean leading,
        double halfLifeDays,
        Terms terms) {

    /** Ten times the whole scale: beyond it a weight is a slip of scale. */
    public static final double MOST_POINTS = 1_000;

    public ScoredMeasure {
        requireWeight(weight);
        requireReference(reference);
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("a half-life is more than 0 days");
        }
    }

    /** The same of every account. */
    public ScoredMeasure(
            Measure measure,
            Curve curve,
            double weight,
            double reference,
            Driver driver,
            boolean leading,
            double halfLifeDays) {
        this(measure, curve, weight, reference, driver, leading, halfLifeDays, Terms.PLAIN);
    }

    static void requireWeight(double weight) {
        if (!(weight > 0 && weight <= MOST_POINTS)) {
            throw new IllegalArgumentException("a weight is more than 0, at most " + MOST_POINTS);
        }
    }

    static void requireReference(double reference) {
        if (!(reference >= 0 && reference <= 1)) {
            throw new IllegalArgumentException("a reference lies between 0 and 1");
        }
    }

    /** w·(f(x) − ref), on the grid of tenths. */
    Points points(double value) {
        return Points.of(weight * (curve.at(value) - reference));
    }

    /** Of another measure, which differs in what records it looks at. */
    ScoredMeasure measuring(Measure other) {
        return new ScoredMeasure(
                other, curve, weight, reference, driver, leading, halfLifeDays, terms);
    }

    /** With this weight, the rest as it is. */
    public ScoredMeasure weighing(double points) {
        return new ScoredMeasure(
                measure, curve, points, reference, driver, leading, halfLifeDays, terms);
    }

    /** As it counts of one account, apart from what its group makes of its weight. */
    ScoredMeasure of(Profile account) {
        return new ScoredMeasure(
                measure,
                terms.curves().of(account).orElse(curve),
                terms.weights().of(account).orElse(weight),
                terms.references().of(account).orElse(reference),
                driver,
                leading,
                halfLifeDays,
                terms);
    }
}
