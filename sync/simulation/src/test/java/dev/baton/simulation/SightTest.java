package dev.baton.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Instant LONG_AGO = NINE.minusSeconds(3_600);

    private static Sight at(Instant begun) {
        return Sight.first(begun, begun.minusSeconds(61));
    }

    private static Sight next(Sight before, Instant begun, Instant stamp, boolean whole) {
        return before.next(begun, begun.minusSeconds(61), Map.of("t", stamp), whole);
    }

    @Test
    void whatIsAtRestCountsFromTheWindowOn() {
        Sight second = next(at(NINE), NINE.plus(QUARTER), LONG_AGO, true);

        assertThat(second.from("t", LONG_AGO)).isEqualTo(NINE.plus(QUARTER).minusSeconds(61));
    }

    @Test
    void whatChangesAtEveryLookCountsSinceTheLastLookThatShowedIt() {
        Sight second = next(at(NINE), NINE.plus(QUARTER), LONG_AGO, true);
        Instant atTheSecondLook = NINE.plus(QUARTER);
        Sight third = next(second, NINE.plus(QUARTER.multipliedBy(2)), atTheSecondLook, true);
        Instant atTheThirdLook = NINE.plus(QUARTER.multipliedBy(2));

        assertThat(third.from("t", atTheThirdLook)).isEqualTo(NINE.minusSeconds(61));
    }

    @Test
    void aCycleThatReadOnlyAPartShowsNothingForSure() {
        Sight second = next(at(NINE), NINE.plus(QUARTER), LONG_AGO, true);
        Sight third = next(second, NINE.plus(QUARTER.multipliedBy(2)), LONG_AGO, false);

        assertThat(third.from("t", NINE.plus(QUARTER.multipliedBy(2))))
                .isEqualTo(NINE.minusSeconds(61));
    }

    @Test
    void whatNoCycleWasShownIsNew() {
        Sight first = at(NINE);

        assertThat(first.isNew("t", NINE)).isTrue();
        assertThat(first.isNew("t", LONG_AGO)).isFalse();
        assertThat(next(first, NINE.plus(QUARTER), LONG_AGO, true).isNew("t", NINE.plus(QUARTER)))
                .isFalse();
    }
}
