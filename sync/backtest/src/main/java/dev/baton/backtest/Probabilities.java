package dev.baton.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Foretold probabilities of leaving, held against who left. */
public final class Probabilities {
    /** Groups of equal size in which foretold and observed are compared. */
    public static final int BINS = 10;

    private static final double EDGE = 1e-6;

    private final double[] foretold;
    private final boolean[] left;
    private final List<PenalisedLogistic.Example> logits;
    private final int[] order;

    /** What was foretold of an account, 0..1, and what became of it. */
    public record Row(double foretold, boolean left) {
        public Row {
            if (!(foretold >= 0 && foretold <= 1)) {
                throw new IllegalArgumentException("a probability lies between 0 and 1");
            }
        }
    }

    public Probabilities(List<Row> rows) {
        foretold = rows.stream().mapToDouble(Row::foretold).toArray();
        left = new boolean[foretold.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = rows.get(i).left();
        }
        logits =
                rows.stream()
                        .map(
                                row ->
                                        new PenalisedLogistic.Example(
                                                new double[] {logit(row.foretold())}, row.left()))
                        .toList();
        order =
                IntStream.range(0, foretold.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> foretold[row]))
                        .mapToInt(row -> row)
                        .toArray();
    }

    private static double logit(double p) {
        double inside = Math.clamp(p, EDGE, 1 - EDGE);
        return Math.log(inside / (1 - inside));
    }

    public int size() {
        return foretold.length;
    }

    /** The mean squared distance of foretold and observed: 0 is perfect. */
    public double brier(int[] times) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < foretold.length; i++) {
            double off = foretold[i] - (left[i] ? 1 : 0);
            sum += times[i] * off * off;
            n += times[i];
        }
        return sum / n;
    }

    /** 1 − Brier ÷ the Brier of foretelling everybody the share that left; 0 is no better. */
    public double skill(int[] times) {
        double n = IntStream.of(times).sum();
        double share = 0;
        for (int i = 0; i < left.length; i++) {
            share += left[i] ? times[i] / n : 0;
        }
        double unskilled = share * (1 - share);
        return unskilled == 0 ? Double.NaN : 1 - brier(times) / unskilled;
    }

    /**
     * How far to trust differences: 1 is right, less says that what was foretold is too extreme,
     * more that it is too timid.
     */
    public double slope(int[] times) {
        return spread(times) ? PenalisedLogistic.free(logits, times).weights()[0] : Double.NaN;
    }

    /** How much too few leavers were foretold, in logits at a foretold one half; 0 is right. */
    public double intercept(int[] times) {
        return spread(times) ? PenalisedLogistic.free(logits, times).intercept() : Double.NaN;
    }

    /** Whether both left and stayed are there: without, any slope fits. */
    private boolean spread(int[] times) {
        boolean some = false;
        boolean others = false;
        for (int i = 0; i < left.length; i++) {
            some |= left[i] && times[i] > 0;
            others |= !left[i] && times[i] > 0;
        }
        return some && others;
    }

    /** Expected calibration error: Σ n_b/n · |mean foretold − share that left| over the bins. */
    public double calibrationError(int[] times) {
        double n = IntStream.of(times).sum();
        return curve(times).stream()
                .mapToDouble(bin -> bin.n() / n * Math.abs(bin.foretold() - bin.left()))
                .sum();
    }

    /**
     * A group of like probabilities.
     *
     * @param n how many rows
     * @param foretold their mean probability
     * @param left the share that left
     */
    public record Bin(double n, double foretold, double left) {}

    /** From the lowest probability to the highest, groups of equal size, none of them empty. */
    public List<Bin> curve(int[] times) {
        double n = IntStream.of(times).sum();
        var bins = new ArrayList<Bin>();
        double seen = 0;
        double size = 0;
        double sum = 0;
        double gone = 0;
        for (int row : order) {
            size += times[row];
            sum += times[row] * foretold[row];
            gone += left[row] ? times[row] : 0;
            seen += times[row];
            if (size > 0 && seen >= (bins.size() + 1) * n / BINS - 1e-9) {
                bins.add(new Bin(size, sum / size, gone / size));
                size = 0;
                sum = 0;
                gone = 0;
            }
        }
        return bins;
    }
}
