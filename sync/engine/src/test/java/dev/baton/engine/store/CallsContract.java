package dev.baton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The calls of a day. */
interface CallsContract {
    Instant NOON = Instant.parse("2026-03-02T12:34:56Z");

    StateStore store();

    @Test
    default void noMoreCallsAreTakenThanTheDayHolds() {
        assertThat(store().takeCalls("crm", NOON, 20, 50)).isEqualTo(20);
        assertThat(store().takeCalls("crm", NOON.plusSeconds(7200), 20, 50)).isEqualTo(20);
        assertThat(store().takeCalls("crm", NOON.plusSeconds(7300), 20, 50)).isEqualTo(10);
        assertThat(store().takeCalls("crm", NOON.plusSeconds(7400), 20, 50)).isZero();
        assertThat(store().takeCalls("other", NOON, 20, 50)).isEqualTo(20);
        assertThat(store().calls("crm", NOON).made()).isEqualTo(50);
    }

    @Test
    default void anHourCountsUntilAllOfItIsADayAgo() {
        store().takeCalls("crm", NOON, 7, 50);
        Instant free = Instant.parse("2026-03-03T13:00:00Z");
        assertThat(store().calls("crm", NOON).grows()).isEqualTo(free);
        assertThat(store().calls("crm", free.minusMillis(1)).made()).isEqualTo(7);
        assertThat(store().calls("crm", free).made()).isZero();
        assertThat(store().calls("crm", free).grows()).isNull();
    }

    @Test
    default void callsOfAClockThatRanAheadCountToo() {
        store().takeCalls("crm", NOON.plus(Duration.ofHours(5)), 7, 50);
        assertThat(store().calls("crm", NOON).made()).isEqualTo(7);
        assertThat(store().calls("crm", NOON.minus(Duration.ofDays(400))).made()).isZero();
    }

    @Test
    default void whatWasNotMadeComesBackAndNoMoreThanWasTaken() {
        store().takeCalls("crm", NOON, 20, 50);
        store().giveBackCalls("crm", NOON, 13);
        assertThat(store().calls("crm", NOON).made()).isEqualTo(7);
        assertThatThrownBy(() -> store().giveBackCalls("crm", NOON, 8))
                .isInstanceOf(StoreException.class);
        assertThat(store().calls("crm", NOON).made()).isEqualTo(7);
    }

    @Test
    default void whatASystemLastToldIsKept() {
        assertThat(store().calls("crm", null)).isEqualTo(new CallDay(0, null, null));
        store().takeCalls("crm", NOON, 20, 50);
        assertThat(store().calls("crm", NOON).allowance()).isNull();
        var told = new CallDay.Allowance(749, 1000, NOON);
        store().sawAllowance("crm", new CallDay.Allowance(1, 2, NOON.minusSeconds(9)));
        store().sawAllowance("crm", told);
        assertThat(store().calls("crm", null).allowance()).isEqualTo(told);
        assertThat(store().calls("crm", null).made()).isEqualTo(20);
    }

    @Test
    default void manyWhoTakeAtOnceTakeNoMoreThanThereIs() throws Exception {
        try (var pool = Executors.newFixedThreadPool(6)) {
            var takers = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 60; i++) {
                takers.add(() -> store().takeCalls("crm", NOON, 3, 100));
            }
            int taken = 0;
            for (var each : pool.invokeAll(takers)) {
                taken += each.get();
            }
            assertThat(taken).isEqualTo(100);
        }
        assertThat(store().calls("crm", NOON).made()).isEqualTo(100);
    }
}
