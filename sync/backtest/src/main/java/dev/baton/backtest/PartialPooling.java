package dev.baton.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Means of groups that borrow strength from each other: the normal-normal model, fitted by
 * empirical Bayes (Efron and Morris 1975; Gelman and Hill 2007, chapter 12). With yᵢ ~ N(θ_g, σ²)
 * within a group g of n_g accounts, and θ_g ~ N(μ, τ²) over the groups,
 *
 * <pre>θ̂_g = w_g·ȳ_g + (1 − w_g)·μ̂,  w_g = τ² ÷ (τ² + σ² ÷ n_g)</pre>
 *
 * σ² is the pooled variance within groups, τ² what the spread of the means leaves over it (the
 * moment estimator of DerSimonian and Laird 1986, not below 0), and μ̂ the mean of the groups'
 * means, each weighed by 1 ÷ (τ² + σ² ÷ n_g). A small group is told mostly by the whole, a large
 * one by itself; groups that differ no more than chance makes them all get the same.
 *
 * @param whole μ̂
 * @param groups each one's mean, by name
 */
public record PartialPooling(double whole, SortedMap<String, Group> groups) {

    /**
     * A group.
     *
     * @param n accounts
     * @param mean of its own
     * @param own w, 0..1: how much of {@code pooled} is its own mean
     * @param pooled what it is taken for
     */
    public record Group(int n, double mean, double own, double pooled) {}

    /**
     * Collects values, in any order.
     *
     * <p>Sums are taken at the end over sorted values, so that the order in which accounts come
     * changes no digit.
     */
    public static final class Values {
        private final SortedMap<String, List<Double>> byGroup = new TreeMap<>();

        /** One account's value, finite. */
        public void add(String group, double value) {
            byGroup.computeIfAbsent(group, none -> new ArrayList<>()).add(value);
        }

        public boolean isEmpty() {
            return byGroup.isEmpty();
        }

        /**
         * Pools what was added.
         *
         * @throws IllegalStateException when there is nothing
         */
        public PartialPooling pooled() {
            if (byGroup.isEmpty()) {
                throw new IllegalStateException("nothing to pool");
            }
            byGroup.values().forEach(Collections::sort);
            return PartialPooling.of(byGroup);
        }
    }

    public PartialPooling {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    private static PartialPooling of(SortedMap<String, List<Double>> byGroup) {
        var means = new TreeMap<String, Double>();
        double squares = 0;
        int all = 0;
        for (var group : byGroup.entrySet()) {
            double mean = mean(group.getValue());
            means.put(group.getKey(), mean);
            for (double value : group.getValue()) {
                squares += (value - mean) * (value - mean);
            }
            all += group.getValue().size();
        }
        int free = all - byGroup.size();
        double within = free > 0 ? squares / free : 0;
        double between = between(byGroup, means, within);
        double weights = 0;
        double sum = 0;
        for (var group : byGroup.entrySet()) {
            double spread = between + within / group.getValue().size();
            double weight = spread > 0 ? 1 / spread : 1;
            weights += weight;
            sum += weight * mean(means, group.getKey());
        }
        double whole = sum / weights;
        var groups = new TreeMap<String, Group>();
        byGroup.forEach(
                (name, values) -> {
                    double mean = mean(means, name);
                    double noise = within / values.size();
                    double own = between + noise > 0 ? between / (between + noise) : 1;
                    groups.put(
                            name,
                            new Group(values.size(), mean, own, own * mean + (1 - own) * whole));
                });
        return new PartialPooling(whole, groups);
    }

    /** τ² by Cochran's Q over means weighed by their precision; 0 for a single group. */
    private static double between(
            SortedMap<String, List<Double>> byGroup,
            SortedMap<String, Double> means,
            double within) {
        if (within == 0) {
            double centre = mean(List.copyOf(means.values()));
            return means.values().stream()
                            .mapToDouble(mean -> (mean - centre) * (mean - centre))
                            .sum()
                    / Math.max(1, means.size() - 1);
        }
        double weights = 0;
        double squared = 0;
        double sum = 0;
        for (var group : byGroup.entrySet()) {
            double weight = group.getValue().size() / within;
            weights += weight;
            squared += weight * weight;
            sum += weight * mean(means, group.getKey());
        }
        double centre = sum / weights;
        double q = 0;
        for (var group : byGroup.entrySet()) {
            double off = mean(means, group.getKey()) - centre;
            q += group.getValue().size() / within * off * off;
        }
        double scale = weights - squared / weights;
        return scale > 0 ? Math.max(0, (q - (byGroup.size() - 1)) / scale) : 0;
    }

    private static double mean(SortedMap<String, Double> means, String group) {
        Double mean = means.get(group);
        if (mean == null) {
            throw new IllegalStateException("every group has a mean");
        }
        return mean;
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }
}
