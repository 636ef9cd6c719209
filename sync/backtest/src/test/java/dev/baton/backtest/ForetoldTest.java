package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForetoldTest {
    private static final long SEED = 20261129;

    private static Foretold of(int n, double leaving, int left) {
        Foretold foretold = Foretold.NOTHING;
        for (int i = 0; i < n; i++) {
            foretold = foretold.and(leaving, i < left);
        }
        return foretold;
    }

    @Test
    void theSumOfTheProbabilitiesIsWhatWasExpected() {
        Foretold foretold = of(40, 0.25, 13);
        assertThat(foretold.n()).isEqualTo(40);
        assertThat(foretold.expected()).isCloseTo(10, within(1e-9));
        assertThat(foretold.variance()).isCloseTo(7.5, within(1e-9));
        assertThat(foretold.left()).isEqualTo(13);
    }

    @Test
    void onlyWhatChanceHardlyExplainsIsOff() {
        assertThat(of(100, 0.2, 30).isOff()).as("2.5 deviations").isFalse();
        assertThat(of(100, 0.2, 31).isOff()).as("2.75 deviations").isTrue();
        assertThat(of(100, 0.2, 9).isOff()).as("fewer than foretold").isTrue();
    }

    @Test
    void ofFewOutcomesNothingIsSaid() {
        assertThat(of(29, 0.1, 29).isOff()).isFalse();
        assertThat(of(30, 0.1, 30).isOff()).isTrue();
        assertThat(Foretold.NOTHING.isOff()).isFalse();
    }

    @Test
    void aSoundModelIsHardlyEverOff() {
        var random = new SplittableRandom(SEED);
        int off = 0;
        for (int round = 0; round < 2_000; round++) {
            Foretold foretold = Foretold.NOTHING;
            for (int i = 0; i < 200; i++) {
                double leaving = 0.05 + 0.4 * random.nextDouble();
                foretold = foretold.and(leaving, random.nextDouble() < leaving);
            }
            off += foretold.isOff() ? 1 : 0;
        }
        assertThat(off).as("of 2,000, seed %d", SEED).isBetween(5, 45);
    }
}
