package dev.baton.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, and how well an order of them tells who left. Ties count half to either side, so a
 * ranking gains nothing by the order in which it happens to list equals.
 */
public final class Ranking {
    private final List<Row> rows;

    /** Rows worst first. */
    private final int[] order;

    /** Where, in {@link #order}, each group of equals ends. */
    private final int[] ends;

    /**
     * An account's place and what became of it.
     *
     * @param health higher is healthier; finite
     * @param worth what is lost with the account, not negative; 1 each where nobody tells
     */
    public record Row(String account, double health, boolean left, double worth) {
        public Row {
            if (!Double.isFinite(health) || !(worth >= 0)) {
                throw new IllegalArgumentException("a place is finite, a worth not negative");
            }
        }

        public Row(String account, double health, boolean left) {
            this(account, health, left, 1);
        }
    }

    public Ranking(List<Row> rows) {
        this.rows = List.copyOf(rows);
        this.order =
                IntStream.range(0, rows.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> rows.get(row).health()))
                        .mapToInt(row -> row)
                        .toArray();
        this.ends =
                IntStream.rangeClosed(1, order.length)
                        .filter(end -> end == order.length || health(end) != health(end - 1))
                        .toArray();
    }

    private double health(int place) {
        return rows.get(order[place]).health();
    }

    public List<Row> rows() {
        return rows;
    }

    /**
     * The share of pairs of one that left and one that stayed in which the one that left is worse.
     */
    public double auc() {
        return auc(Bootstrap.once(rows.size()));
    }

    /** The same of rows that count several times or not at all. */
    public double auc(int[] times) {
        double allLeft = left(times);
        double allStayed = IntStream.of(times).sum() - allLeft;
        double stayedAbove = allStayed;
        double told = 0;
        int from = 0;
        for (int end : ends) {
            double left = 0;
            double stayed = 0;
            for (int place = from; place < end; place++) {
                int row = order[place];
                if (rows.get(row).left()) {
                    left += times[row];
                } else {
                    stayed += times[row];
                }
            }
            stayedAbove -= stayed;
            told += left * (stayedAbove + stayed / 2);
            from = end;
        }
        return told / (allLeft * allStayed);
    }

    /**
     * How often those ranked worst left, against all. The cut is rounded up to a whole account; a
     * tied group that it goes through counts in proportion.
     *
     * @param share of the accounts, more than 0, at most 1
     */
    public double lift(double share) {
        return lift(share, Bootstrap.once(rows.size()));
    }

    /** The same of rows that count several times or not at all. */
    public double lift(double share, int[] times) {
        double all = IntStream.of(times).sum();
        Worst worst = worst(Math.ceil(all * share - 1e-9), times);
        return worst.left() / worst.taken() / (left(times) / all);
    }

    /**
     * How often the worst share left, in times of how often the best share did.
     *
     * @return infinite when nobody of the best left
     */
    public double worstAgainstBest(double worstShare, double bestShare, int[] times) {
        double all = IntStream.of(times).sum();
        Worst worst = worst(Math.ceil(all * worstShare - 1e-9), times);
        Worst rest = worst(all - Math.ceil(all * bestShare - 1e-9), times);
        double best = (left(times) - rest.left()) / (all - rest.taken());
        return worst.left() / worst.taken() / best;
    }

    /**
     * Those ranked worst.
     *
     * @param taken how many they are
     * @param left how many of them left
     * @param worth what went with those
     */
    public record Worst(double taken, double left, double worth) {}

    /** As many of the worst as there is room for. */
    public Worst worst(double room, int[] times) {
        double open = room;
        double left = 0;
        double worth = 0;
        int from = 0;
        for (int end : ends) {
            double size = 0;
            double gone = 0;
            double lost = 0;
            for (int place = from; place < end; place++) {
                int row = order[place];
                size += times[row];
                gone += rows.get(row).left() ? times[row] : 0;
                lost += rows.get(row).left() ? times[row] * rows.get(row).worth() : 0;
            }
            if (size > 0 && open > 0) {
                double part = Math.min(open, size) / size;
                open -= part * size;
                left += part * gone;
                worth += part * lost;
            }
            from = end;
        }
        return new Worst(room - open, left, worth);
    }

    private double left(int[] times) {
        double left = 0;
        for (int row = 0; row < times.length; row++) {
            left += rows.get(row).left() ? times[row] : 0;
        }
        return left;
    }

    /**
     * Health as places from worst to best, equals sharing theirs. Whoever has no score stands in
     * the middle of those that have one: no claim either way.
     */
    public static List<Double> places(List<@Nullable Double> scores) {
        double[] known = new double[scores.size()];
        int n = 0;
        for (Double score : scores) {
            if (score != null) {
                known[n++] = score;
            }
        }
        double[] all = Arrays.copyOf(known, n);
        Arrays.sort(all);
        double middle = (n + 1) / 2.0;
        var places = new ArrayList<Double>();
        for (Double score : scores) {
            places.add(score == null ? middle : place(score, all));
        }
        return places;
    }

    private static double place(double score, double[] sorted) {
        int below = first(sorted, score);
        int upTo = below;
        while (upTo < sorted.length && sorted[upTo] == score) {
            upTo++;
        }
        return below + (upTo - below + 1) / 2.0;
    }

    /** How many are smaller. */
    private static int first(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
