package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoissonRateTest {

    /** As Garwood's table of 1936 has them. */
    @Test
    void limitsAreThoseOfTheTable() {
        Interval none = new PoissonRate(0, 1).interval();
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(3.689, within(0.001));
        Interval ten = new PoissonRate(10, 1).interval();
        assertThat(ten.low()).isCloseTo(4.795, within(0.001));
        assertThat(ten.high()).isCloseTo(18.390, within(0.001));
    }

    @Test
    void aRateIsPerUnitOfTime() {
        var rate = new PoissonRate(10, 200);
        assertThat(rate.rate()).isEqualTo(0.05);
        assertThat(rate.interval().high()).isCloseTo(18.390 / 200, within(1e-5));
    }

    @Test
    void manyEventsLeaveTheIntervalOfTheNormalDistribution() {
        Interval interval = new PoissonRate(10_000, 10_000).interval();
        assertThat(interval.low()).isCloseTo(1 - 0.0196, within(0.0003));
        assertThat(interval.high()).isCloseTo(1 + 0.0196, within(0.0003));
    }

    @Test
    void noTimeIsNoRate() {
        assertThatThrownBy(() -> new PoissonRate(0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
