package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.backtest.PenalisedLogistic.Example;
import dev.baton.backtest.PenalisedLogistic.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PenalisedLogisticTest {
    private static final long SEED = 20_170_930;
    private static final double[] TRUTH = {1.5, 0.7, 0, -0.8};
    private static final double[] PRIOR = {1, 1, 1, 1};

    @Test
    void twoGroupsHaveTheirOwnLogOdds() {
        // Without the feature 1 of 4 stays, with it 3 of 4: −ln 3, and 2 ln 3 more.
        var rows = new ArrayList<Example>();
        for (int i = 0; i < 4; i++) {
            rows.add(new Example(new double[] {0}, i < 1));
            rows.add(new Example(new double[] {1}, i < 3));
        }
        Fitted fitted = PenalisedLogistic.free(rows, Bootstrap.once(8));
        assertThat(fitted.intercept()).isCloseTo(-Math.log(3), within(1e-5));
        assertThat(fitted.weights()[0]).isCloseTo(2 * Math.log(3), within(1e-5));
    }

    @Test
    void noWeightTurnsItsSignAndTheRestIsAsGoodAsItCanBe() {
        List<Example> rows = drawn(4_000);
        double lambda = 3;
        Fitted fitted = fit(rows, lambda);
        double[] slope = slope(rows, fitted, lambda);
        assertThat(slope[0]).as("seed %d", SEED).isCloseTo(0, within(1e-3));
        for (int j = 0; j < TRUTH.length; j++) {
            // At the bound the loss must grow inwards, elsewhere it must be level.
            if (fitted.weights()[j] > 0) {
                assertThat(slope[j + 1])
                        .as("seed %d, weight %d", SEED, j)
                        .isCloseTo(0, within(1e-3));
            } else {
                assertThat(slope[j + 1]).as("seed %d, weight %d", SEED, j).isPositive();
            }
        }
        assertThat(fitted.weights()[3]).isZero();
        assertThat(fitted.weights()[0]).isCloseTo(TRUTH[0], within(0.25));
    }

    @Test
    void theStrongerThePullTheNearerToWhatWasGiven() {
        List<Example> rows = drawn(300);
        double last = Double.MAX_VALUE;
        for (double lambda : new double[] {0.01, 1, 10, 100, 10_000, 1e8}) {
            double off = distance(fit(rows, lambda).weights());
            assertThat(off).as("lambda %s, seed %d", lambda, SEED).isLessThan(last);
            last = off;
        }
        assertThat(last).isLessThan(1e-3);
    }

    @Test
    void aRowThatCountsThriceIsAsIfItWereThereThrice() {
        List<Example> rows = drawn(60);
        int[] times = new int[60];
        var copies = new ArrayList<Example>();
        var random = new Random(SEED);
        for (int i = 0; i < 60; i++) {
            times[i] = random.nextInt(4);
            for (int copy = 0; copy < times[i]; copy++) {
                copies.add(rows.get(i));
            }
        }
        Fitted weighted = PenalisedLogistic.towards(rows, times, 1, PRIOR, true);
        Fitted copied =
                PenalisedLogistic.towards(copies, Bootstrap.once(copies.size()), 1, PRIOR, true);
        assertThat(weighted.weights()).containsExactly(copied.weights(), within(1e-6));
    }

    @Test
    void aLineThatPartsAllStaysFinite() {
        var rows = new ArrayList<Example>();
        for (int i = 0; i < 40; i++) {
            rows.add(new Example(new double[] {i}, i >= 20));
        }
        Fitted fitted = PenalisedLogistic.free(rows, Bootstrap.once(40));
        assertThat(fitted.weights()[0]).isFinite().isPositive();
        assertThat(fitted.logit(new double[] {19})).isNegative();
        assertThat(fitted.logit(new double[] {20})).isPositive();
    }

    private static Fitted fit(List<Example> rows, double lambda) {
        return PenalisedLogistic.towards(rows, Bootstrap.once(rows.size()), lambda, PRIOR, true);
    }

    private static double distance(double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += (weights[j] - PRIOR[j]) * (weights[j] - PRIOR[j]);
        }
        return Math.sqrt(sum);
    }

    /** The loss's slope by its formula, told apart from how it was minimised. */
    private static double[] slope(List<Example> rows, Fitted fitted, double lambda) {
        double[] slope = new double[TRUTH.length + 1];
        for (Example row : rows) {
            double logit = fitted.logit(row.features());
            double off = 1 / (1 + Math.exp(-logit)) - (row.stayed() ? 1 : 0);
            slope[0] += off;
            for (int j = 0; j < TRUTH.length; j++) {
                slope[j + 1] += off * row.features()[j];
            }
        }
        for (int j = 0; j < TRUTH.length; j++) {
            slope[j + 1] += lambda * (fitted.weights()[j] - PRIOR[j]);
        }
        return slope;
    }

    private static List<Example> drawn(int n) {
        var random = new Random(SEED);
        var rows = new ArrayList<Example>();
        for (int i = 0; i < n; i++) {
            double[] features = new double[TRUTH.length];
            double logit = 0.5;
            for (int j = 0; j < features.length; j++) {
                features[j] = random.nextGaussian();
                logit += TRUTH[j] * features[j];
            }
            rows.add(new Example(features, random.nextDouble() < PenalisedLogistic.sigmoid(logit)));
        }
        return rows;
    }
}
