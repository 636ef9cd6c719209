package dev.baton.backtest;

import dev.baton.backtest.PenalisedLogistic.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Boosted trees that say "stays" no less when a feature grows: what could be foretold from the same
 * features if every curve might bend and measures might act together. Nobody can read them, so they
 * score nothing; they tell how much the plain form of a scorecard costs.
 *
 * <p>Newton's step for the logistic loss, tree by tree; a split may not turn a sign round, and what
 * lies below it stays on its side of the middle of its two parts.
 *
 * @see <a href="https://doi.org/10.1145/2939672.2939785">Chen and Guestrin, XGBoost: A Scalable
 *     Tree Boosting System, 2016</a>
 */
final class MonotoneTrees {
    private static final int DEPTH = 3;
    private static final double RATE = 0.1;
    private static final double RIDGE = 1;

    /** Curvature that a leaf needs; some twenty rows where one of four leaves. */
    private static final double LEAST = 4;

    private static final double LEAST_GAIN = 1e-6;

    /** Cuts of a feature that are tried. */
    private static final int CUTS = 31;

    private final double intercept;
    private final List<Node> trees;

    private MonotoneTrees(double intercept, List<Node> trees) {
        this.intercept = intercept;
        this.trees = List.copyOf(trees);
    }

    private sealed interface Node {}

    private record Leaf(double logit) implements Node {}

    /**
     * @param low what is at most {@code cut}
     */
    private record Split(int feature, double cut, Node low, Node high) implements Node {}

    /**
     * Learns.
     *
     * @param times how often each example counts; one that stayed and one that left at least
     * @param trees how many, 1 or more
     */
    static MonotoneTrees fit(List<Example> examples, int[] times, int trees) {
        return new Learning(examples, times).fit(trees);
    }

    int size() {
        return trees.size();
    }

    /**
     * The log-odds of staying.
     *
     * @param first trees that are asked, at most {@link #size}
     */
    double logit(double[] features, int first) {
        double logit = intercept;
        for (Node tree : trees.subList(0, first)) {
            logit += RATE * value(tree, features);
        }
        return logit;
    }

    private static double value(Node node, double[] features) {
        return switch (node) {
            case Leaf leaf -> leaf.logit();
            case Split split ->
                    value(
                            features[split.feature()] <= split.cut() ? split.low() : split.high(),
                            features);
        };
    }

    /** The bounds of a leaf's value. */
    private record Bounds(double low, double high) {
        double clamped(double value) {
            return Math.max(low, Math.min(high, value));
        }
    }

    /** First and second derivatives of the loss of some rows, summed. */
    private record Slope(double first, double second) {
        Slope less(Slope other) {
            return new Slope(first - other.first, second - other.second);
        }

        double best(Bounds bounds) {
            return bounds.clamped(-first / (second + RIDGE));
        }

        /** How much the loss falls with a leaf of that value. */
        double gain(double value) {
            return -(first * value + (second + RIDGE) * value * value / 2);
        }
    }

    private record Cut(int feature, int bin, double gain, double low, double high) {}

    /** What is worked out once for all trees. */
    private static final class Learning {
        private final List<Example> examples;
        private final int[] times;
        private final int[] counted;
        private final double[][] cuts;
        private final int[][] bins;
        private final double[] logits;
        private final double[] first;
        private final double[] second;

        Learning(List<Example> examples, int[] times) {
            this.examples = examples;
            this.times = times;
            this.counted = IntStream.range(0, times.length).filter(i -> times[i] > 0).toArray();
            int features = examples.getFirst().features().length;
            this.cuts = new double[features][];
            this.bins = new int[features][times.length];
            for (int feature = 0; feature < features; feature++) {
                cuts[feature] = cuts(feature);
                for (int row : counted) {
                    bins[feature][row] = bin(cuts[feature], value(row, feature));
                }
            }
            this.logits = new double[times.length];
            this.first = new double[times.length];
            this.second = new double[times.length];
        }

        private double value(int row, int feature) {
            return examples.get(row).features()[feature];
        }

        /** Between values that differ, as many rows between two cuts as can be. */
        private double[] cuts(int feature) {
            double[] sorted =
                    IntStream.of(counted)
                            .mapToDouble(row -> value(row, feature))
                            .sorted()
                            .toArray();
            return IntStream.rangeClosed(1, CUTS)
                    .mapToDouble(i -> sorted[i * (sorted.length - 1) / (CUTS + 1)])
                    .distinct()
                    .filter(cut -> cut < sorted[sorted.length - 1])
                    .toArray();
        }

        private static int bin(double[] cuts, double value) {
            int bin = 0;
            while (bin < cuts.length && value > cuts[bin]) {
                bin++;
            }
            return bin;
        }

        MonotoneTrees fit(int trees) {
            double stayed = 0;
            double all = 0;
            for (int row : counted) {
                all += times[row];
                stayed += examples.get(row).stayed() ? times[row] : 0;
            }
            double intercept = Math.log(stayed / (all - stayed));
            Arrays.fill(logits, intercept);
            var grown = new ArrayList<Node>();
            for (int i = 0; i < trees; i++) {
                Node tree = tree();
                grown.add(tree);
                for (int row : counted) {
                    logits[row] += RATE * MonotoneTrees.value(tree, examples.get(row).features());
                }
            }
            return new MonotoneTrees(intercept, grown);
        }

        private Node tree() {
            for (int row : counted) {
                double p = PenalisedLogistic.sigmoid(logits[row]);
                first[row] = times[row] * (p - (examples.get(row).stayed() ? 1 : 0));
                second[row] = times[row] * p * (1 - p);
            }
            return grown(
                    counted, DEPTH, new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        }

        private Node grown(int[] rows, int depth, Bounds bounds) {
            Slope all = slope(rows);
            Cut best = depth == 0 ? null : best(rows, all, bounds);
            if (best == null) {
                return new Leaf(all.best(bounds));
            }
            int[] bin = bins[best.feature()];
            double middle = (best.low() + best.high()) / 2;
            return new Split(
                    best.feature(),
                    cuts[best.feature()][best.bin()],
                    grown(
                            IntStream.of(rows).filter(row -> bin[row] <= best.bin()).toArray(),
                            depth - 1,
                            new Bounds(bounds.low(), middle)),
                    grown(
                            IntStream.of(rows).filter(row -> bin[row] > best.bin()).toArray(),
                            depth - 1,
                            new Bounds(middle, bounds.high())));
        }

        private Slope slope(int[] rows) {
            double one = 0;
            double two = 0;
            for (int row : rows) {
                one += first[row];
                two += second[row];
            }
            return new Slope(one, two);
        }

        private @Nullable Cut best(int[] rows, Slope all, Bounds bounds) {
            Cut best = null;
            for (int feature = 0; feature < cuts.length; feature++) {
                double[] one = new double[cuts[feature].length + 1];
                double[] two = new double[one.length];
                for (int row : rows) {
                    one[bins[feature][row]] += first[row];
                    two[bins[feature][row]] += second[row];
                }
                var low = new Slope(0, 0);
                for (int bin = 0; bin < cuts[feature].length; bin++) {
                    low = new Slope(low.first() + one[bin], low.second() + two[bin]);
                    Cut cut = cut(feature, bin, low, all.less(low), all, bounds);
                    boolean better = cut.gain() > (best == null ? LEAST_GAIN : best.gain());
                    best = better ? cut : best;
                }
            }
            return best;
        }

        /** One that would turn a sign round, or leave too little on a side, gains nothing. */
        private static Cut cut(
                int feature, int bin, Slope low, Slope high, Slope all, Bounds bounds) {
            double below = low.best(bounds);
            double above = high.best(bounds);
            boolean fits = below <= above && low.second() >= LEAST && high.second() >= LEAST;
            double gain =
                    fits ? low.gain(below) + high.gain(above) - all.gain(all.best(bounds)) : 0;
            return new Cut(feature, bin, gain, below, above);
        }
    }
}
