package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static final long SEED = 20_260_331;
    private static final Judging JUDGING = new Judging(SEED, 400, 20);
    private static final LocalDate DAY = LocalDate.parse("2026-03-31");

    private final List<Forecast> all = new ArrayList<>();
    private final List<Overrides.Row> rows = new ArrayList<>();

    private Forecast told(Band band, boolean left) {
        var forecast = new Forecast("a" + all.size(), DAY, "", 50.0, band, null, null, left);
        all.add(forecast);
        return forecast;
    }

    private void told(int n, Band band, boolean left) {
        for (int i = 0; i < n; i++) {
            told(band, left);
        }
    }

    private void set(int n, Band by, Band model, boolean left) {
        for (int i = 0; i < n; i++) {
            rows.add(new Overrides.Row(told(model, left), by));
        }
    }

    private Overrides graded() {
        return Overrides.of(all, rows, JUDGING);
    }

    @Test
    void withoutOverridesThereIsNothingToGrade() {
        told(20, Band.GREEN, false);
        assertThat(graded().n()).isZero();
        assertThat(graded().figures()).isEmpty();
        assertThat(graded().verdict()).isEqualTo(Overrides.Verdict.NEITHER);
    }

    /** Of 100 green ones 10 leave, of 100 red ones 50; that is what the colours foretell. */
    @Test
    void aBandForetellsTheShareThatLeftOfAllWithIt() {
        told(90, Band.GREEN, false);
        told(9, Band.GREEN, true);
        told(50, Band.RED, false);
        told(50, Band.RED, true);
        set(1, Band.RED, Band.GREEN, true);
        Overrides graded = graded();
        assertThat(figure(graded, "override_brier")).isEqualTo(0.25, within(1e-9));
        assertThat(figure(graded, "model_brier")).isEqualTo(0.81, within(1e-9));
        assertThat(figure(graded, "override_brier_difference")).isEqualTo(-0.56, within(1e-9));
        assertThat(graded.bands())
                .containsExactly(
                        new Overrides.Share(Band.GREEN, 0, 0, 1, 1),
                        new Overrides.Share(Band.RED, 1, 1, 0, 0));
        assertThat(graded.verdict()).as("one is too few").isEqualTo(Overrides.Verdict.NEITHER);
    }

    @Test
    void peopleWhoKnewOfLeaversThatWereGreenForetoldBetter() {
        told(300, Band.GREEN, false);
        told(40, Band.RED, true);
        set(20, Band.RED, Band.GREEN, true);
        assertThat(graded().verdict()).isEqualTo(Overrides.Verdict.PEOPLE);
    }

    @Test
    void peopleWhoHopedAgainstTheModelForetoldWorse() {
        told(300, Band.GREEN, false);
        told(40, Band.RED, true);
        set(20, Band.GREEN, Band.RED, true);
        assertThat(graded().verdict()).isEqualTo(Overrides.Verdict.MODEL);
    }

    @Test
    void chanceIsNobodysKnowledge() {
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            Band model = random.nextBoolean() ? Band.GREEN : Band.RED;
            set(1, random.nextBoolean() ? Band.GREEN : Band.RED, model, random.nextInt(4) == 0);
        }
        assertThat(graded().verdict()).as("seed %d", SEED).isEqualTo(Overrides.Verdict.NEITHER);
    }

    /** Nobody was yellow by the model: what yellow foretells is what all do. */
    @Test
    void aBandThatTheModelNeverGaveForetellsTheShareOfAll() {
        told(9, Band.GREEN, false);
        set(1, Band.YELLOW, Band.GREEN, true);
        assertThat(figure(graded(), "override_brier")).isEqualTo(0.81, within(1e-9));
    }

    private static double figure(Overrides graded, String name) {
        return graded.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
