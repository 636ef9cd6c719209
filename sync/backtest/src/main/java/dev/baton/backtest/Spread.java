package dev.baton.backtest;

import java.util.List;

/**
 * The middle of some numbers and its quarters.
 *
 * @param n how many; with none the rest is not a number
 */
public record Spread(int n, double lower, double median, double upper) {

    public static Spread of(List<? extends Number> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return new Spread(sorted.length, at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Between two neighbours in proportion. */
    static double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
