package dev.baton.core.health;

import java.time.LocalDate;

/**
 * How likely an account leaves, as outcomes taught it: 1 ÷ (1 + e^−(intercept + slope·score)). A
 * constant of the model version, as all else in it.
 *
 * @param intercept the log-odds of leaving at a score of 0
 * @param slope log-odds a point, not more than 0: a better score never makes leaving likelier
 * @param outcomes how many it was fitted on
 * @param left how many of them left
 * @param from the first day of those outcomes
 * @param to the last, not before {@code from}
 */
public record Probability(
        double intercept, double slope, int outcomes, int left, LocalDate from, LocalDate to) {

    public Probability {
        if (!Double.isFinite(intercept) || !(slope <= 0) || Double.isInfinite(slope)) {
            throw new IllegalArgumentException("a slope is finite and not more than 0");
        }
        if (left < 0 || outcomes < left || to.isBefore(from)) {
            throw new IllegalArgumentException("of no outcomes none left");
        }
    }

    /**
     * The probability of leaving.
     *
     * @param score 0..100
     */
    public double leaving(double score) {
        return 1 / (1 + Math.exp(-(intercept + slope * score)));
    }
}
