package dev.baton.core.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionalTestTest {
    private static final double EXACT = 1e-12;

    /** Fisher's own: 4 cups of 8 told right leave 1 of 70 ways, 3 leave 16 more. */
    @Test
    void theLadyTastingTeaIsJudgedAsFisherJudgedHer() {
        assertThat(ConditionalTest.atLeast(List.of(new Stratum(4, 4, 4, 0))))
                .isCloseTo(1 / 70.0, within(EXACT));
        assertThat(ConditionalTest.atLeast(List.of(new Stratum(4, 3, 4, 1))))
                .isCloseTo(17 / 70.0, within(EXACT));
    }

    @Test
    void segmentsAreConvolvedCountedByHand() {
        // Each: 1 of 2 left, 1 exposed; the exposed one with probability one half.
        List<Stratum> both = List.of(new Stratum(1, 1, 1, 0), new Stratum(1, 1, 1, 0));
        assertThat(ConditionalTest.atLeast(both)).isCloseTo(0.25, within(EXACT));
        assertThat(ConditionalTest.expected(both)).isCloseTo(1, within(EXACT));
    }

    /** In one segment all leave, in the other nobody: there is nothing that exposure explains. */
    @Test
    void aSegmentThatLosesEverybodyAccusesNobody() {
        List<Stratum> strata = List.of(new Stratum(9, 9, 1, 1), new Stratum(1, 0, 9, 0));
        assertThat(ConditionalTest.atLeast(strata)).isCloseTo(1, within(EXACT));
        assertThat(ConditionalTest.atLeast(List.of(new Stratum(10, 9, 10, 1)))).isLessThan(0.001);
    }

    /** With odds doubled the exposed one of the two leaves with probability two thirds. */
    @Test
    void doubledOddsMoveTheDistribution() {
        assertThat(ConditionalTest.atMost(List.of(new Stratum(1, 0, 1, 1)), 2))
                .isCloseTo(1 / 3.0, within(EXACT));
        assertThat(ConditionalTest.atMost(List.of(new Stratum(1, 1, 1, 0)), 2))
                .isCloseTo(1, within(EXACT));
    }

    @Test
    void whatCannotBeLowIsKnownBeforeAnybodyLeaves() {
        assertThat(ConditionalTest.least(List.of(new Stratum(2, 0, 38, 2))))
                .isCloseTo(1 / 780.0, within(EXACT));
        assertThat(ConditionalTest.least(List.of(new Stratum(0, 0, 40, 2)))).isEqualTo(1);
    }

    @Test
    void aHundredThousandAccountsAreNoSum() {
        double p = ConditionalTest.atLeast(List.of(new Stratum(20_000, 2_000, 80_000, 8_000)));
        assertThat(p).isBetween(0.5, 0.52);
        assertThat(
                        ConditionalTest.least(
                                List.of(
                                        new Stratum(20_000, 2_000, 80_000, 8_000),
                                        new Stratum(20_000, 2_000, 80_000, 8_000))))
                .as("nothing else is so unlikely")
                .isLessThan(1e-20);
    }
}
