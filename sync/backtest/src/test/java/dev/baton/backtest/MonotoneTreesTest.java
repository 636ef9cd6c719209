package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.backtest.PenalisedLogistic.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MonotoneTreesTest {
    private static final long SEED = 20_260_331;
    private static final int TREES = 100;

    private final Random random = new Random(SEED);

    private List<Example> drawn(int n, ToDoubleFunction<double[]> stays) {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < n; i++) {
            double[] features = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            examples.add(
                    new Example(features, random.nextDouble() < stays.applyAsDouble(features)));
        }
        return examples;
    }

    private static MonotoneTrees fit(List<Example> examples) {
        return MonotoneTrees.fit(examples, Bootstrap.once(examples.size()), TREES);
    }

    private static double auc(List<Example> examples, ToDoubleFunction<double[]> logit) {
        return new Ranking(
                        examples.stream()
                                .map(
                                        each ->
                                                new Ranking.Row(
                                                        "a",
                                                        logit.applyAsDouble(each.features()),
                                                        !each.stayed()))
                                .toList())
                .auc();
    }

    /** Only who is well in both stays: no sum of the two says so as well. */
    @Test
    void theyTellWhatMeasuresDoTogether() {
        ToDoubleFunction<double[]> both = x -> x[0] > 0.5 && x[1] > 0.5 ? 0.95 : 0.5;
        MonotoneTrees trees = fit(drawn(4_000, both));
        List<Example> others = drawn(4_000, both);
        double sum = auc(others, x -> x[0] + x[1]);
        assertThat(auc(others, x -> trees.logit(x, trees.size())))
                .as("seed %d", SEED)
                .isGreaterThan(sum + 0.02);
    }

    @Test
    void nobodyStaysLessForBeingBetterThoughTheOutcomesSayIt() {
        MonotoneTrees trees = fit(drawn(2_000, x -> 0.3 + 0.5 * x[0] - 0.25 * x[1]));
        for (int i = 0; i < 2_000; i++) {
            double[] worse = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double[] better = worse.clone();
            int feature = random.nextInt(3);
            better[feature] += random.nextDouble();
            assertThat(trees.logit(better, TREES))
                    .as("seed %d, case %d", SEED, i)
                    .isGreaterThanOrEqualTo(trees.logit(worse, TREES));
        }
    }

    /** Of eight values each, so that the same cuts are tried. */
    @Test
    void howOftenARowCountsIsAsIfItStoodThereSoOften() {
        var examples = new ArrayList<Example>();
        for (Example each : drawn(400, x -> x[0])) {
            double[] rounded = each.features().clone();
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = Math.floor(8 * rounded[i]) / 8;
            }
            examples.add(new Example(rounded, each.stayed()));
        }
        int[] times = new int[examples.size()];
        var repeated = new ArrayList<Example>();
        for (int i = 0; i < times.length; i++) {
            times[i] = random.nextInt(3);
            for (int copy = 0; copy < times[i]; copy++) {
                repeated.add(examples.get(i));
            }
        }
        MonotoneTrees counted = MonotoneTrees.fit(examples, times, 20);
        MonotoneTrees stood = fit(repeated);
        for (Example each : examples) {
            assertThat(counted.logit(each.features(), 20))
                    .as("seed %d", SEED)
                    .isCloseTo(stood.logit(each.features(), 20), within(1e-6));
        }
    }

    @Test
    void withoutATreeThereIsOnlyTheShareThatStayed() {
        List<Example> examples = drawn(1_000, x -> 0.8);
        long stayed = examples.stream().filter(Example::stayed).count();
        double logit = fit(examples).logit(new double[] {0.5, 0.5, 0.5}, 0);
        assertThat(PenalisedLogistic.sigmoid(logit)).isCloseTo(stayed / 1_000.0, within(1e-9));
    }
}
