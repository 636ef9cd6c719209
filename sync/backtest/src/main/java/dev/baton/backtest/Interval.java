package dev.baton.backtest;

import java.util.Locale;

/**
 * The middle 95 % of what a number came to on drawn accounts.
 *
 * @param low not a number, as {@code high}, where too few draws could tell one
 */
public record Interval(double low, double high) {
    static final Interval UNTELLABLE = new Interval(Double.NaN, Double.NaN);

    public boolean tellable() {
        return !Double.isNaN(low);
    }

    public boolean includes(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return tellable() ? String.format(Locale.ROOT, "[%.3f, %.3f]", low, high) : "[untellable]";
    }
}
