package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A measure that knows the outcome, one that flips within segments, one that drifts. */
class AlarmsTest {
    private static final long SEED = 20_170_930;
    private static final Judging JUDGING = new Judging(SEED, 200, 10);

    private final List<@Nullable Double> values = new ArrayList<>();
    private final List<Forecast> forecasts = new ArrayList<>();
    private final Random random = new Random(SEED);

    private void add(String segment, @Nullable Double value, boolean left) {
        values.add(value);
        forecasts.add(
                new Forecast(
                        "a" + forecasts.size(),
                        LocalDate.parse("2017-09-30"),
                        segment,
                        50.0,
                        Band.YELLOW,
                        null,
                        null,
                        left));
    }

    private List<Boolean> left() {
        return forecasts.stream().map(Forecast::left).toList();
    }

    @Test
    void whatTellsWhoLeftTooWellIsALeakWhicheverWayRound() {
        for (int i = 0; i < 200; i++) {
            boolean left = i % 4 == 0;
            add("", (left ? 1 : 0) + 0.3 * random.nextGaussian(), left);
        }
        Leak leak = Leak.in("m", values, left()).orElseThrow();
        assertThat(leak.auc()).as("seed %d", SEED).isBetween(0.95, 1.0);
        assertThat(leak.byPresence()).isFalse();
        values.replaceAll(value -> value == null ? null : -value);
        assertThat(Leak.in("m", values, left())).isPresent();
    }

    @Test
    void whatIsThereOfThoseAloneThatLeftIsALeakWhateverItSays() {
        for (int i = 0; i < 200; i++) {
            add("", i % 4 == 0 ? random.nextDouble() : null, i % 4 == 0);
        }
        assertThat(Leak.in("m", values, left()).orElseThrow().byPresence()).isTrue();
    }

    @Test
    void aStrongMeasureIsNoLeakNorIsAPerfectOneOfAHandful() {
        for (int i = 0; i < 400; i++) {
            boolean left = i % 4 == 0;
            add("", (left ? 1.5 : 0) + random.nextGaussian(), left);
        }
        assertThat(Leak.in("m", values, left())).as("seed %d", SEED).isEmpty();
        values.clear();
        forecasts.clear();
        for (int i = 0; i < 40; i++) {
            add("", (double) i, i < 9);
        }
        assertThat(Leak.in("m", values, left())).isEmpty();
    }

    /** Large accounts write more tickets and stay; among alike, who writes more leaves. */
    @Test
    void aMeasureThatFlipsWithinSegmentsRaisesAnAlarm() {
        for (int i = 0; i < 1_000; i++) {
            boolean large = i % 2 == 0;
            double tickets = (large ? 10 : 0) + 3 * random.nextGaussian();
            double odds = (large ? 0.1 : 0.5) + 0.04 * (tickets - (large ? 10 : 0));
            add(large ? "large" : "small", tickets, random.nextDouble() < odds);
        }
        Simpson flip = Simpson.in("tickets", values, forecasts, JUDGING).orElseThrow();
        assertThat(flip.pooled().low()).as("seed %d", SEED).isGreaterThan(0.5);
        assertThat(flip.within().high()).as("seed %d", SEED).isLessThan(0.5);
    }

    @Test
    void whatTellsTheSameEverywhereRaisesNone() {
        for (int i = 0; i < 1_000; i++) {
            boolean left = random.nextInt(4) == 0;
            add(i % 2 == 0 ? "large" : "small", random.nextGaussian() - (left ? 1 : 0), left);
        }
        assertThat(Simpson.in("m", values, forecasts, JUDGING)).isEmpty();
    }

    @Test
    void aSpreadThatMovesIsADriftAndChanceIsNone() {
        List<@Nullable Double> before = drawn(300, 0);
        assertThat(Drift.between("m", before, drawn(300, 1)).orElseThrow().psi())
                .as("seed %d", SEED)
                .isBetween(0.6, 1.6);
        for (int i = 0; i < 200; i++) {
            assertThat(Drift.between("m", drawn(100, 0), drawn(100, 0)))
                    .as("seed %d, round %d", SEED, i)
                    .isEmpty();
        }
    }

    @Test
    void valuesThatAreMissingMoreOftenAreADriftToo() {
        List<@Nullable Double> after = drawn(300, 0);
        for (int i = 0; i < 150; i++) {
            after.set(i, null);
        }
        assertThat(Drift.between("m", drawn(300, 0), after)).isPresent();
        assertThat(Drift.between("m", drawn(90, 0), drawn(90, 3))).isEmpty();
    }

    private List<@Nullable Double> drawn(int n, double mean) {
        var drawn = new ArrayList<@Nullable Double>();
        for (int i = 0; i < n; i++) {
            drawn.add(mean + random.nextGaussian());
        }
        return drawn;
    }
}
