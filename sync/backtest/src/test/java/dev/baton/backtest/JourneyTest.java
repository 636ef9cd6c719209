package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final LocalDate END = LocalDate.parse("2017-12-31");

    @Test
    void theWarningBeginsWithTheFirstRedThatLasted() {
        assertThat(journey("G R Y R R R").warned(END)).hasValue(61);
        assertThat(journey("R R R R R R").warned(END)).hasValue(153);
        assertThat(journey("G G G G G R").warned(END)).hasValue(0);
    }

    @Test
    void whoeverWasNotRedAtTheLastLookWarnedNobody() {
        assertThat(journey("R R R R R G").warned(END)).isEmpty();
        assertThat(journey("R R R R R U").warned(END)).isEmpty();
    }

    @Test
    void whatCameAfterTheLastLookDoesNotCount() {
        assertThat(journey("R R G G R R").warned(LocalDate.parse("2017-08-31"))).hasValue(31);
    }

    @Test
    void changesFromBandToBandAreCountedAgainstTheTimeWatched() {
        Journey.Flips flips = journey("G R G U G Y").flips();
        assertThat(flips.flips()).isEqualTo(3);
        assertThat(flips.quarters()).isCloseTo(153 / 91.3125, within(1e-9));
        assertThat(journey("U U U U U G").flips()).isEqualTo(new Journey.Flips(0, 0));
    }

    /** Month ends up to the last of the year, one letter each. */
    private static Journey journey(String bands) {
        var looks = new TreeMap<LocalDate, Band>();
        String[] each = bands.split(" ", -1);
        for (int i = 0; i < each.length; i++) {
            LocalDate month = END.minusMonths(each.length - 1L - i);
            looks.put(
                    month.withDayOfMonth(month.lengthOfMonth()),
                    switch (each[i]) {
                        case "G" -> Band.GREEN;
                        case "Y" -> Band.YELLOW;
                        case "R" -> Band.RED;
                        default -> Band.UNKNOWN;
                    });
        }
        return new Journey(looks);
    }
}
