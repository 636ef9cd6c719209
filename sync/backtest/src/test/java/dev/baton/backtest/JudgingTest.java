package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final long SEED = 20_170_630;
    private static final Judging JUDGING = new Judging(SEED, 200, 2);
    private static final LocalDate DAY = LocalDate.parse("2017-09-30");

    @Test
    void aScoreThatTellsNothingIsCalledNoEvidence() {
        var judgement = JUDGING.all(drawn(400, 0));
        assertThat(judgement.evidence()).as("seed %d", SEED).isEqualTo(Evidence.NONE);
        assertThat(judgement.evidence().words(Target.LEAVING))
                .contains("no evidence of predictive power");
    }

    @Test
    void aScoreThatTellsWhoLeavesIsEvidenceAndTurnedRoundIsReversed() {
        assertThat(JUDGING.all(drawn(400, 15)).evidence()).isEqualTo(Evidence.PREDICTS);
        assertThat(JUDGING.all(drawn(400, -15)).evidence()).isEqualTo(Evidence.REVERSED);
    }

    @Test
    void aHandfulOfOutcomesIsNeverEvidence() {
        var few = new ArrayList<Forecast>();
        for (int i = 0; i < 60; i++) {
            few.add(forecast("a" + i, i, i < 9));
        }
        assertThat(JUDGING.all(few).evidence()).isEqualTo(Evidence.TOO_FEW);
    }

    @Test
    void withoutProbabilitiesNoneAreJudged() {
        var judgement = JUDGING.all(drawn(400, 15));
        assertThat(judgement.figure("brier")).isNull();
        assertThat(judgement.curve()).isEmpty();
        assertThat(judgement.figure("worth_recall_at_capacity")).isNull();
    }

    /** Two each day: of 2017-09-30 one of two, of 2017-12-31 two of two; five left in all. */
    @Test
    void capacityIsThatOfEachDay() {
        LocalDate later = LocalDate.parse("2017-12-31");
        var forecasts = new ArrayList<Forecast>();
        forecasts.add(forecast("a", DAY, 10, true, 100.0));
        forecasts.add(forecast("b", DAY, 20, false, 100.0));
        forecasts.add(forecast("c", DAY, 30, true, 300.0));
        forecasts.add(forecast("a", later, 1, true, 100.0));
        forecasts.add(forecast("d", later, 2, true, 400.0));
        forecasts.add(forecast("e", later, 3, true, 100.0));
        var judgement = JUDGING.all(forecasts);
        assertThat(value(judgement, "precision_at_capacity")).isCloseTo(3 / 4.0, within(1e-12));
        assertThat(value(judgement, "recall_at_capacity")).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(value(judgement, "worth_recall_at_capacity"))
                .isCloseTo(600 / 1_000.0, within(1e-12));
    }

    @Test
    void everyFigureTellsItsNumberOfRowsAndAnInterval() {
        for (Figure figure : JUDGING.all(drawn(400, 15)).figures()) {
            assertThat(figure.n()).as(figure.name()).isEqualTo(400);
            assertThat(figure.left()).as(figure.name()).isBetween(60, 140);
            assertThat(figure.interval().includes(figure.value())).as(figure.name()).isTrue();
        }
    }

    @Test
    void segmentsAreJudgedApart() {
        var forecasts = new ArrayList<>(drawn(400, 15));
        forecasts.replaceAll(
                each ->
                        new Forecast(
                                each.account(),
                                each.asOf(),
                                each.account().endsWith("1") ? "small" : "large",
                                each.score(),
                                each.band(),
                                null,
                                null,
                                each.left()));
        var judged = JUDGING.bySegment(forecasts);
        assertThat(judged.keySet()).containsExactly("large", "small");
        assertThat(Objects.requireNonNull(judged.get("small")).n()).isEqualTo(40);
    }

    private static double value(Judging.Judgement judgement, String name) {
        return Objects.requireNonNull(judgement.figure(name)).value();
    }

    private static List<Forecast> drawn(int n, double harm) {
        var random = new Random(SEED);
        var all = new ArrayList<Forecast>();
        for (int i = 0; i < n; i++) {
            boolean left = random.nextInt(4) == 0;
            all.add(forecast("a" + i, 50 + 15 * random.nextGaussian() - (left ? harm : 0), left));
        }
        return all;
    }

    private static Forecast forecast(String account, double score, boolean left) {
        return new Forecast(account, DAY, "", score, Band.YELLOW, null, null, left);
    }

    private static Forecast forecast(
            String account, LocalDate day, double score, boolean left, Double worth) {
        return new Forecast(account, day, "", score, Band.YELLOW, null, worth, left);
    }
}
