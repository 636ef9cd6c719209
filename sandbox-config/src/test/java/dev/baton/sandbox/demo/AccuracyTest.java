package dev.baton.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.sandbox.demo.Accuracy.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final Case LOW_LEFT = new Case(10, true);
    private static final Case HIGH_STAYED = new Case(90, false);

    @Test
    void aScoreThatPutsEveryLeaverBelowEveryStayerIsPerfect() {
        assertThat(Accuracy.auc(List.of(HIGH_STAYED, LOW_LEFT, new Case(20, false)))).isEqualTo(1);
    }

    @Test
    void aScoreTheWrongWayRoundIsWorseThanChance() {
        assertThat(Accuracy.auc(List.of(new Case(90, true), new Case(10, false)))).isZero();
    }

    @Test
    void aTieCountsHalf() {
        assertThat(Accuracy.auc(List.of(new Case(50, true), new Case(50, false)))).isEqualTo(0.5);
        assertThat(
                        Accuracy.auc(
                                List.of(
                                        new Case(50, true),
                                        new Case(50, false),
                                        new Case(60, false))))
                .isEqualTo(0.75);
    }

    @Test
    void itIsTheShareOfPairsInTheRightOrder() {
        long seed = 4;
        var random = new SplittableRandom(seed);
        var cases = new ArrayList<Case>();
        for (int i = 0; i < 200; i++) {
            cases.add(new Case(random.nextInt(40), random.nextInt(5) == 0));
        }
        double right = 0;
        double pairs = 0;
        for (Case leaver : cases) {
            for (Case stayer : cases) {
                if (leaver.left() && !stayer.left()) {
                    pairs++;
                    right +=
                            leaver.score() < stayer.score()
                                    ? 1
                                    : leaver.score() == stayer.score() ? 0.5 : 0;
                }
            }
        }
        assertThat(Accuracy.auc(cases)).as("seed %s", seed).isCloseTo(right / pairs, within(1e-12));
    }

    @Test
    void theIntervalHoldsTheValueAndTheWorstTenthIsCounted() {
        var cases = new ArrayList<Case>();
        for (int i = 0; i < 100; i++) {
            cases.add(new Case(i, i % 7 == 0 && i < 60));
        }
        Accuracy accuracy = Accuracy.of(cases);
        assertThat(accuracy.left()).isEqualTo(9);
        assertThat(accuracy.worst()).isEqualTo(10);
        assertThat(accuracy.worstLeft()).isEqualTo(2);
        assertThat(accuracy.auc()).isBetween(accuracy.low(), accuracy.high());
        assertThat(accuracy.high() - accuracy.low()).isBetween(0.05, 0.5);
    }
}
