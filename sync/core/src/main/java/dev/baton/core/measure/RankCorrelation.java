package dev.baton.core.measure;

import java.util.stream.IntStream;

/**
 * How far two numbers go together, by their ranks (Spearman): 1 when the greater of the one always
 * has the greater of the other, −1 when the smaller. Ranks, so that no outlier decides.
 */
public final class RankCorrelation {
    private RankCorrelation() {}

    /**
     * From −1 to 1; 0 where one of the two never differs.
     *
     * @param left as many as {@code right}, none of them NaN
     */
    public static double of(double[] left, double[] right) {
        double[] x = ranks(left);
        double[] y = ranks(right);
        double middle = (x.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    /** From 0; equal numbers share the middle of their ranks. */
    private static double[] ranks(double[] numbers) {
        int[] order =
                IntStream.range(0, numbers.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(numbers[a], numbers[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var ranks = new double[numbers.length];
        int first = 0;
        while (first < order.length) {
            int last = first;
            while (last + 1 < order.length && numbers[order[last + 1]] == numbers[order[first]]) {
                last++;
            }
            for (int i = first; i <= last; i++) {
                ranks[order[i]] = (first + last) / 2.0;
            }
            first = last + 1;
        }
        return ranks;
    }
}
