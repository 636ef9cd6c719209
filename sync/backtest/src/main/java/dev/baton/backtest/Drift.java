package dev.baton.backtest;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A measure whose values are spread otherwise than they were: what was learned on the old spread
 * may not hold on the new one.
 *
 * @param measure its name
 * @param psi population stability index, Σ (new − old)·ln(new ÷ old) over tenths of the old values
 *     and one bin of the unknown
 */
public record Drift(String measure, double psi) {
    /** By custom, a shift that calls for a new fit. */
    public static final double SHIFTED = 0.25;

    private static final int BINS = 10;

    /** With fewer values on either side chance alone looks like a shift. */
    private static final int FEWEST = 100;

    /** An empty bin counts as half a row, or its logarithm would be infinite. */
    private static final double EMPTY = 0.5;

    /**
     * @param old earlier values, null where there was none
     * @param renewed later ones
     * @return a shift beyond {@link #SHIFTED} and what chance makes of so few rows
     */
    public static Optional<Drift> between(
            String measure, List<@Nullable Double> old, List<@Nullable Double> renewed) {
        double[] known = known(old);
        if (known.length < FEWEST || renewed.size() < FEWEST) {
            return Optional.empty();
        }
        double[] edges = edges(known);
        double psi = index(shares(old, edges), shares(renewed, edges));
        return psi > SHIFTED + chance(edges.length + 1, old.size(), renewed.size())
                ? Optional.of(new Drift(measure, psi))
                : Optional.empty();
    }

    /** What rows of the same spread hardly exceed: times n·m ÷ (n + m) the index is like χ². */
    private static double chance(int freedom, int n, int m) {
        return (freedom + 4 * Math.sqrt(2.0 * freedom)) * (1.0 / n + 1.0 / m);
    }

    private static double[] known(List<@Nullable Double> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(each -> each)
                .sorted()
                .toArray();
    }

    /** Upper ends of all bins but the last, each there once: many values may be equal. */
    private static double[] edges(double[] sorted) {
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(int) ((i + 1L) * sorted.length / BINS)];
        }
        return Arrays.stream(edges).distinct().toArray();
    }

    /** The last of the unknown. */
    private static double[] shares(List<@Nullable Double> values, double[] edges) {
        double[] counts = new double[edges.length + 2];
        for (Double value : values) {
            counts[value == null ? edges.length + 1 : bin(value, edges)]++;
        }
        return Arrays.stream(counts).map(n -> Math.max(EMPTY, n) / values.size()).toArray();
    }

    private static int bin(double value, double[] edges) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    private static double index(double[] old, double[] renewed) {
        double sum = 0;
        for (int i = 0; i < old.length; i++) {
            sum += (renewed[i] - old[i]) * Math.log(renewed[i] / old[i]);
        }
        return sum;
    }
}
