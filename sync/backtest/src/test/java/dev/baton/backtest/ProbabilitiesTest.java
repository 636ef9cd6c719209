package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
    private static final long SEED = 20_180_331;

    @Test
    void brierAndSkillAreThoseOfTheirFormulas() {
        var four = probabilities("0.9+ 0.2- 0.4+ 0.1-");
        int[] once = Bootstrap.once(4);
        assertThat(four.brier(once)).isCloseTo((0.01 + 0.04 + 0.36 + 0.01) / 4, within(1e-12));
        assertThat(four.skill(once)).isCloseTo(1 - 0.105 / 0.25, within(1e-12));
        var base = probabilities("0.5+ 0.5- 0.5+ 0.5-");
        assertThat(base.skill(once)).isZero();
    }

    @Test
    void theErrorIsTheMeanDistanceOfTheBins() {
        // Ten rows make ten bins of one.
        var ten = probabilities("0.1- 0.1- 0.1- 0.1- 0.1- 0.1- 0.1- 0.1- 0.1- 0.1+");
        assertThat(ten.calibrationError(Bootstrap.once(10)))
                .isCloseTo((9 * 0.1 + 0.9) / 10, within(1e-12));
        assertThat(ten.curve(Bootstrap.once(10))).hasSize(10);
    }

    @Test
    void honestProbabilitiesHaveSlopeOneAndInterceptNone() {
        Probabilities honest = drawn(logit -> logit);
        int[] once = Bootstrap.once(honest.size());
        assertThat(honest.slope(once)).as("seed %d", SEED).isCloseTo(1, within(0.06));
        assertThat(honest.intercept(once)).as("seed %d", SEED).isCloseTo(0, within(0.06));
        assertThat(honest.calibrationError(once)).as("seed %d", SEED).isLessThan(0.015);
    }

    @Test
    void tooExtremeProbabilitiesHaveASlopeBelowOneAndTimidOnesAbove() {
        Probabilities extreme = drawn(logit -> 2 * logit);
        assertThat(extreme.slope(Bootstrap.once(extreme.size())))
                .as("seed %d", SEED)
                .isCloseTo(0.5, within(0.04));
        Probabilities timid = drawn(logit -> logit / 2);
        assertThat(timid.slope(Bootstrap.once(timid.size())))
                .as("seed %d", SEED)
                .isCloseTo(2, within(0.12));
    }

    @Test
    void tooFewForetoldLeaversAreAnInterceptAboveNone() {
        Probabilities low = drawn(logit -> logit - 1);
        assertThat(low.intercept(Bootstrap.once(low.size())))
                .as("seed %d", SEED)
                .isCloseTo(1, within(0.08));
    }

    @Test
    void whereNobodyStayedNoSlopeCanBeTold() {
        assertThat(probabilities("0.5+ 0.7+").slope(Bootstrap.once(2))).isNaN();
    }

    /** Accounts that leave as likely as a logit says, of which another one is told. */
    private static Probabilities drawn(DoubleUnaryOperator told) {
        var random = new Random(SEED);
        var rows = new ArrayList<Probabilities.Row>();
        for (int i = 0; i < 20_000; i++) {
            double logit = -1 + random.nextGaussian();
            boolean left = random.nextDouble() < PenalisedLogistic.sigmoid(logit);
            rows.add(
                    new Probabilities.Row(
                            PenalisedLogistic.sigmoid(told.applyAsDouble(logit)), left));
        }
        return new Probabilities(rows);
    }

    private static Probabilities probabilities(String text) {
        return new Probabilities(
                List.of(text.split(" ", -1)).stream()
                        .map(
                                each ->
                                        new Probabilities.Row(
                                                Double.parseDouble(
                                                        each.substring(0, each.length() - 1)),
                                                each.endsWith("+")))
                        .toList());
    }
}
