package dev.baton.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values are spread over bins that other values, or the same, cut into tenths.
 *
 * @param edges upper ends of all bins but the last, ascending, each there once
 * @param counts values in each bin, and at last the unknown ones: two more than edges
 */
public record Distribution(List<Double> edges, List<Long> counts) {
    /** With fewer values on either side chance alone looks like a shift. */
    public static final int FEWEST = 100;

    private static final int BINS = 10;

    /** An empty bin counts as half a value, or its logarithm would be infinite. */
    private static final double EMPTY = 0.5;

    public Distribution {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (counts.size() != edges.size() + 2) {
            throw new IllegalArgumentException("so many bins have other edges");
        }
    }

    /**
     * Over tenths of the values themselves.
     *
     * @param values null where there was none
     * @return nothing where fewer than {@link #FEWEST} are known
     */
    public static Optional<Distribution> of(List<@Nullable Double> values) {
        double[] known =
                values.stream()
                        .filter(Objects::nonNull)
                        .mapToDouble(each -> each)
                        .sorted()
                        .toArray();
        if (known.length < FEWEST) {
            return Optional.empty();
        }
        List<Double> edges = edges(known);
        return Optional.of(new Distribution(edges, counted(values, edges)));
    }

    /** Each there once: many values may be equal. */
    private static List<Double> edges(double[] sorted) {
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(int) ((i + 1L) * sorted.length / BINS)];
        }
        return Arrays.stream(edges).distinct().boxed().toList();
    }

    /** Other values over the same bins. */
    public Distribution over(List<@Nullable Double> values) {
        return new Distribution(edges, counted(values, edges));
    }

    private static List<Long> counted(List<@Nullable Double> values, List<Double> edges) {
        var counts = new ArrayList<>(Collections.nCopies(edges.size() + 2, 0L));
        for (Double value : values) {
            int bin = value == null ? edges.size() + 1 : bin(value, edges);
            counts.set(bin, counts.get(bin) + 1);
        }
        return counts;
    }

    private static int bin(double value, List<Double> edges) {
        int bin = 0;
        while (bin < edges.size() && value > edges.get(bin)) {
            bin++;
        }
        return bin;
    }

    /** How many values, the unknown ones among them. */
    public long n() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Population stability index, Σ (new − old)·ln(new ÷ old); 0 where nothing moved. */
    public double psi(Distribution renewed) {
        double sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            double before = share(i);
            double after = renewed.share(i);
            sum += (after - before) * Math.log(after / before);
        }
        return sum;
    }

    private double share(int bin) {
        return Math.max(EMPTY, counts.get(bin)) / n();
    }

    /**
     * Whether it is a shift beyond {@link Drift#SHIFTED} and what chance makes of so few values;
     * never with fewer than {@link #FEWEST} on a side.
     */
    public boolean isShifted(Distribution renewed) {
        return n() >= FEWEST
                && renewed.n() >= FEWEST
                && psi(renewed) > Drift.SHIFTED + chance(n(), renewed.n());
    }

    /** What values of the same spread hardly exceed: times n·m ÷ (n + m) the index is like χ². */
    private double chance(long n, long m) {
        int freedom = edges.size() + 1;
        return (freedom + 4 * Math.sqrt(2.0 * freedom)) * (1.0 / n + 1.0 / m);
    }
}
