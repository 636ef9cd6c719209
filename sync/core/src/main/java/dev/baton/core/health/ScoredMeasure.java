package dev.baton.core.health;

import dev.baton.core.measure.Measure;

/**
 * A measure that counts.
 *
 * @param curve what its value is worth
 * @param weight points between the curve's worst and best, more than 0, at most {@link
 *     #MOST_POINTS}
 * @param reference the worth, 0..1, that earns no points: what is usual
 * @param leading whether it moves before the customer does
 * @param halfLifeDays after so many days without a new record the value counts half in the
 *     coverage; {@link Double#POSITIVE_INFINITY} when it never ages
 */
public record ScoredMeasure(
        Measure measure,
        Curve curve,
        double weight,
        double reference,
        Driver driver,
        boolean leading,
        double halfLifeDays) {

    /** Ten times the whole scale: beyond it a weight is a slip of scale. */
    public static final double MOST_POINTS = 1_000;

    public ScoredMeasure {
        if (!(weight > 0 && weight <= MOST_POINTS)) {
            throw new IllegalArgumentException("a weight is more than 0, at most " + MOST_POINTS);
        }
        if (!(reference >= 0 && reference <= 1)) {
            throw new IllegalArgumentException("a reference lies between 0 and 1");
        }
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("a half-life is more than 0 days");
        }
    }

    /** w·(f(x) − ref), on the grid of tenths. */
    Points points(double value) {
        return Points.of(weight * (curve.at(value) - reference));
    }
}
