package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ProbabilityTest {
    private static final LocalDate DAY = LocalDate.parse("2017-09-30");

    @Test
    void aScoreMeansWhatTheLogOddsSay() {
        var probability = new Probability(2, -0.05, 100, 20, DAY, DAY);
        assertThat(probability.leaving(40)).isEqualTo(0.5);
        assertThat(probability.leaving(0)).isCloseTo(0.880797, within(1e-6));
        assertThat(probability.leaving(100)).isCloseTo(0.047426, within(1e-6));
    }

    @Test
    void aBetterScoreNeverMakesLeavingLikelier() {
        assertThat(new Probability(-1, 0, 10, 3, DAY, DAY).leaving(90))
                .isEqualTo(new Probability(-1, 0, 10, 3, DAY, DAY).leaving(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, 0.01, 10, 3, DAY, DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, Double.NaN, 10, 3, DAY, DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, Double.NEGATIVE_INFINITY, 10, 3, DAY, DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(Double.NaN, -1, 10, 3, DAY, DAY));
    }

    @Test
    void itTellsOfOutcomesThatCanHaveBeen() {
        assertThat(new Probability(1, -1, 3, 3, DAY, DAY).left()).isEqualTo(3);
        assertThat(new Probability(1, -1, 3, 0, DAY, DAY).left()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, -1, 3, 4, DAY, DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, -1, 3, -1, DAY, DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Probability(1, -1, 3, 1, DAY, DAY.minusDays(1)));
    }
}
