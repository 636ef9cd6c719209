package dev.baton.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    @Test
    void whatGrowsTogetherIsOneHoweverFast() {
        assertThat(RankCorrelation.of(of(1, 2, 3, 4), of(1, 10, 100, 1e9))).isEqualTo(1);
        assertThat(RankCorrelation.of(of(1, 2, 3, 4), of(8, 7, 6, -5))).isEqualTo(-1);
    }

    /** 1 − 6·Σd² / (n·(n² − 1)) with d = 1 −1 0 1 −1: 1 − 6·4/120 */
    @Test
    void anExampleByHand() {
        assertThat(RankCorrelation.of(of(1, 2, 3, 4, 5), of(2, 1, 3, 5, 4)))
                .isCloseTo(0.8, within(1e-12));
    }

    /** Ranks 0 1.5 1.5 3 and 0 1 2 3: 4.5 / √(4.5 · 5) */
    @Test
    void equalNumbersShareTheirRanks() {
        assertThat(RankCorrelation.of(of(1, 2, 2, 3), of(1, 2, 3, 4)))
                .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    }

    @Test
    void whatNeverDiffersGoesWithNothing() {
        assertThat(RankCorrelation.of(of(1, 1, 1), of(1, 2, 3))).isZero();
        assertThat(RankCorrelation.of(of(), of())).isZero();
    }

    private static double[] of(double... numbers) {
        return numbers;
    }
}
