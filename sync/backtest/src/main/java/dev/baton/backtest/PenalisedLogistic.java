package dev.baton.backtest;

import java.util.List;

/**
 * Logistic regression drawn towards weights given beforehand: minimises −Σ n·[y ln p + (1−y)
 * ln(1−p)] + (λ/2)·Σ(β − β⁰)², with β ≥ 0 where asked for; the intercept is free. By Newton's
 * steps, each found coordinate by coordinate within the bounds and halved until it helps. The
 * function is convex, so there is one answer.
 */
final class PenalisedLogistic {
    private static final int STEPS = 100;
    private static final int SWEEPS = 500;
    private static final double CLOSE = 1e-10;

    /** Keeps a slope finite when a single line parts those who stayed from those who left. */
    private static final double RIDGE = 1e-8;

    private final double[][] features;
    private final boolean[] stayed;
    private final int[] times;
    private final double lambda;
    private final double[] prior;
    private final boolean positive;

    /**
     * A row.
     *
     * @param features finite, as many in every row
     */
    record Example(double[] features, boolean stayed) {}

    /**
     * What was found.
     *
     * @param weights one a feature
     */
    record Fitted(double intercept, double[] weights) {
        double logit(double[] features) {
            double sum = intercept;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * features[i];
            }
            return sum;
        }
    }

    private PenalisedLogistic(
            List<Example> examples, int[] times, double lambda, double[] prior, boolean positive) {
        this.features = examples.stream().map(Example::features).toArray(double[][]::new);
        this.stayed = new boolean[examples.size()];
        for (int i = 0; i < stayed.length; i++) {
            stayed[i] = examples.get(i).stayed();
        }
        this.times = times;
        this.lambda = lambda;
        this.prior = prior;
        this.positive = positive;
    }

    /**
     * @param times how often each row counts
     * @param lambda strength of the pull, not negative
     * @param prior the weights drawn to, one a feature
     */
    static Fitted towards(
            List<Example> examples, int[] times, double lambda, double[] prior, boolean positive) {
        return new PenalisedLogistic(examples, times, lambda, prior, positive).fit();
    }

    /** Without a pull or bounds. */
    static Fitted free(List<Example> examples, int[] times) {
        int width = examples.isEmpty() ? 0 : examples.getFirst().features().length;
        return towards(examples, times, 0, new double[width], false);
    }

    /** Place 0 is the intercept. */
    private Fitted fit() {
        double[] at = new double[prior.length + 1];
        for (int j = 0; j < prior.length; j++) {
            at[j + 1] = positive ? Math.max(0, prior[j]) : prior[j];
        }
        double loss = loss(at);
        for (int step = 0; step < STEPS; step++) {
            double[] next = newton(at);
            double lower = loss(next);
            for (int half = 0; lower > loss && half < 40; half++) {
                for (int j = 0; j < at.length; j++) {
                    next[j] = (next[j] + at[j]) / 2;
                }
                lower = loss(next);
            }
            boolean done = !(loss - lower > CLOSE * (1 + Math.abs(loss)));
            if (lower <= loss) {
                at = next;
                loss = lower;
            }
            if (done) {
                break;
            }
        }
        double[] weights = new double[prior.length];
        System.arraycopy(at, 1, weights, 0, weights.length);
        return new Fitted(at[0], weights);
    }

    private double loss(double[] at) {
        double loss = 0;
        for (int i = 0; i < features.length; i++) {
            if (times[i] > 0) {
                double logit = logit(at, features[i]);
                loss += times[i] * softplus(stayed[i] ? -logit : logit);
            }
        }
        loss += RIDGE / 2 * at[0] * at[0];
        for (int j = 0; j < prior.length; j++) {
            double off = at[j + 1] - prior[j];
            loss += lambda / 2 * off * off + RIDGE / 2 * at[j + 1] * at[j + 1];
        }
        return loss;
    }

    private static double logit(double[] at, double[] row) {
        double sum = at[0];
        for (int j = 0; j < row.length; j++) {
            sum += at[j + 1] * row[j];
        }
        return sum;
    }

    /** ln(1 + eˣ) without overflow. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    /** Where the parabola that touches the loss here is lowest, within the bounds. */
    private double[] newton(double[] at) {
        double[] slope = new double[at.length];
        double[][] bend = new double[at.length][at.length];
        curvature(at, slope, bend);
        double[] step = new double[at.length];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double moved = 0;
            for (int j = 0; j < at.length; j++) {
                double pull = slope[j];
                for (int k = 0; k < at.length; k++) {
                    pull += bend[j][k] * step[k];
                }
                double before = step[j];
                double wanted = before - pull / bend[j][j];
                step[j] = positive && j > 0 ? Math.max(wanted, -at[j]) : wanted;
                moved = Math.max(moved, Math.abs(step[j] - before));
            }
            if (moved < CLOSE) {
                break;
            }
        }
        double[] next = new double[at.length];
        for (int j = 0; j < at.length; j++) {
            next[j] = at[j] + step[j];
        }
        return next;
    }

    private void curvature(double[] at, double[] slope, double[][] bend) {
        for (int i = 0; i < features.length; i++) {
            if (times[i] > 0) {
                double p = sigmoid(logit(at, features[i]));
                add(features[i], times[i] * (p - (stayed[i] ? 1 : 0)), slope);
                addSquare(features[i], times[i] * p * (1 - p), bend);
            }
        }
        slope[0] += RIDGE * at[0];
        bend[0][0] += RIDGE;
        for (int j = 1; j < at.length; j++) {
            slope[j] += lambda * (at[j] - prior[j - 1]) + RIDGE * at[j];
            bend[j][j] += lambda + RIDGE;
        }
    }

    private static void add(double[] row, double by, double[] slope) {
        slope[0] += by;
        for (int j = 0; j < row.length; j++) {
            slope[j + 1] += by * row[j];
        }
    }

    private static void addSquare(double[] row, double by, double[][] bend) {
        bend[0][0] += by;
        for (int j = 0; j < row.length; j++) {
            bend[0][j + 1] += by * row[j];
            bend[j + 1][0] += by * row[j];
            for (int k = 0; k < row.length; k++) {
                bend[j + 1][k + 1] += by * row[j] * row[k];
            }
        }
    }
}
