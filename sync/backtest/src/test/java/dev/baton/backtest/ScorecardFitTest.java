package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.backtest.Refit.Strength;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorecardFitTest {
    private static final long SEED = 20_170_331;
    private static final Judging JUDGING = new Judging(SEED, 100, 10);
    private static final List<String> DAYS =
            List.of("2017-03-31", "2017-06-30", "2017-09-30", "2017-12-31");

    /** The admin takes all four for alike; in truth the first counts most and the last nothing. */
    private static final double[] TRUTH = {4, 2, 1, 0};

    private static final List<ScorecardFit.Term> TERMS =
            List.of(
                    new ScorecardFit.Term("usage", 20),
                    new ScorecardFit.Term("breadth", 20),
                    new ScorecardFit.Term("support", 20),
                    new ScorecardFit.Term("pet", 20));

    @Test
    void withFewOutcomesNothingIsFitted() {
        Refit refit = ScorecardFit.of(TERMS, drawn(40, 1).rows(), JUDGING);
        assertThat(refit.fewer()).as("seed %d", SEED).isLessThan(15);
        assertThat(refit.strength()).isEqualTo(Strength.NONE);
    }

    @Test
    void withSomeTheWeightsStayAndThePointsGetAMeaning() {
        Refit refit = ScorecardFit.of(TERMS, drawn(120, 1).rows(), JUDGING);
        assertThat(refit.fewer()).as("seed %d", SEED).isBetween(15, 39);
        assertThat(refit.strength()).isEqualTo(Strength.SCALE);
        assertThat(refit.perPoint()).isPositive();
        assertThat(refit.weights()).allSatisfy(w -> assertThat(w.renewed()).isEqualTo(w.old()));
    }

    @Test
    void withManyTheWeightsGoWhereTheTruthIs() {
        Refit refit = ScorecardFit.of(TERMS, drawn(6_000, 1).rows(), JUDGING);
        assertThat(refit.strength()).isEqualTo(Strength.WEIGHTS);
        assertThat(refit.byTime()).isTrue();
        assertThat(refit.lambda()).isFinite();
        double[] share = {80 * 4 / 7.0, 80 * 2 / 7.0, 80 / 7.0, 0};
        for (int i = 0; i < TERMS.size(); i++) {
            Refit.Weight weight = refit.weights().get(i);
            assertThat(weight.renewed())
                    .as("%s, seed %d", weight, SEED)
                    .isCloseTo(share[i], within(5.0));
            assertThat(weight.interval().low()).isLessThanOrEqualTo(weight.renewed());
            assertThat(weight.interval().high()).isGreaterThanOrEqualTo(weight.renewed());
        }
        assertThat(refit.weights().stream().mapToDouble(Refit.Weight::renewed).sum())
                .isCloseTo(80, within(1e-6));
        assertThat(figure(refit, "auc_gain").interval().low()).as("seed %d", SEED).isPositive();
    }

    private static Figure figure(Refit refit, String name) {
        return refit.foretold().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The truth is a sum, so there is nothing that a challenger could find beside it. */
    @Test
    void withHundredsAChallengerStandsBesideTheNewWeights() {
        Refit refit = ScorecardFit.of(TERMS, drawn(6_000, 1).rows(), JUDGING);
        Figure gain = figure(refit, "auc_challenger_gain");
        assertThat(gain.value()).as("seed %d", SEED).isBetween(-0.02, 0.005);
        assertThat(ScorecardFit.of(TERMS, drawn(600, 1).rows(), JUDGING).foretold())
                .as("too few to challenge")
                .extracting(Figure::name)
                .doesNotContain("auc_challenger");
    }

    /** Outcomes that have nothing to do with any measure: the admin's weights are as good. */
    @Test
    void noiseMovesNoWeights() {
        int moved = 0;
        for (int i = 0; i < 40; i++) {
            var random = new Random(SEED + i);
            List<ScorecardFit.Row> rows =
                    drawn(1_200, 1).rows().stream()
                            .map(
                                    row ->
                                            new ScorecardFit.Row(
                                                    row.account(),
                                                    row.asOf(),
                                                    row.fixed(),
                                                    row.points(),
                                                    random.nextInt(4) == 0))
                            .toList();
            moved += Double.isFinite(ScorecardFit.of(TERMS, rows, JUDGING).lambda()) ? 1 : 0;
        }
        assertThat(moved).as("of 40, seed %d", SEED).isLessThanOrEqualTo(3);
    }

    /** What was not changed has no new AUC. */
    @Test
    void weightsThatStayAreToldByTheOldOnesAlone() {
        double[] alike = {2, 2, 2, 2};
        Refit refit = ScorecardFit.of(TERMS, drawn(1_200, 1, alike).rows(), JUDGING);
        assertThat(refit.lambda()).as("seed %d", SEED).isInfinite();
        assertThat(refit.foretold()).extracting(Figure::name).doesNotContain("auc_new", "auc_gain");
    }

    @Test
    void noWeightTurnsNegativeThoughItsMeasureIsTheWrongWayRound() {
        double[] wrong = {4, 2, 1, -3};
        Refit refit = ScorecardFit.of(TERMS, drawn(6_000, 1, wrong).rows(), JUDGING);
        assertThat(refit.weights().getLast().renewed()).as("seed %d", SEED).isZero();
    }

    @Test
    void aScoreThatIsTheWrongWayRoundIsNotMended() {
        Refit refit = ScorecardFit.of(TERMS, drawn(2_000, -1).rows(), JUDGING);
        assertThat(refit.strength()).as("seed %d", SEED).isEqualTo(Strength.REVERSED);
    }

    @Test
    void ofASingleDayAccountsAreForetoldFromOtherAccounts() {
        List<ScorecardFit.Row> one =
                drawn(6_000, 1).rows().stream()
                        .filter(row -> row.asOf().toString().equals(DAYS.getFirst()))
                        .toList();
        Refit refit = ScorecardFit.of(TERMS, one, JUDGING);
        assertThat(refit.byTime()).isFalse();
        assertThat(refit.strength()).isEqualTo(Strength.WEIGHTS);
        assertThat(refit.foretold().getFirst().n()).isEqualTo(one.size());
    }

    /** What was not known yet cannot have been learned from. */
    @Test
    void daysOfTheSameQuarterDoNotTeachEachOther() {
        List<ScorecardFit.Row> monthly =
                drawn(6_000, 1).rows().stream()
                        .map(
                                row ->
                                        new ScorecardFit.Row(
                                                row.account(),
                                                row.asOf().getMonthValue() < 7
                                                        ? LocalDate.parse("2017-09-30")
                                                        : LocalDate.parse("2017-10-31"),
                                                row.fixed(),
                                                row.points(),
                                                row.left()))
                        .toList();
        assertThat(ScorecardFit.of(TERMS, monthly, JUDGING).byTime()).isFalse();
    }

    @Test
    void whatAScoreMeansIsFoundAgain() {
        var random = new Random(SEED);
        var scores = new ArrayList<Double>();
        var left = new ArrayList<Boolean>();
        for (int i = 0; i < 20_000; i++) {
            double score = 100 * random.nextDouble();
            scores.add(score);
            left.add(random.nextDouble() < PenalisedLogistic.sigmoid(2 - 0.06 * score));
        }
        ScorecardFit.Meaning meaning = ScorecardFit.meaning(scores, left);
        assertThat(meaning.intercept()).as("seed %d", SEED).isCloseTo(2, within(0.1));
        assertThat(meaning.slope()).as("seed %d", SEED).isCloseTo(-0.06, within(0.002));
    }

    private record Drawn(List<ScorecardFit.Row> rows) {}

    private static Drawn drawn(int n, int sense) {
        return drawn(n, sense, TRUTH);
    }

    /** Points of 20·(f − 0.5), of which the truth makes log-odds of staying. */
    private static Drawn drawn(int n, int sense, double[] truth) {
        var random = new Random(SEED);
        var rows = new ArrayList<ScorecardFit.Row>();
        for (int i = 0; i < n; i++) {
            var points = new ArrayList<Double>();
            double logit = 1.5;
            for (double each : truth) {
                double worth = random.nextDouble();
                points.add(20 * (worth - 0.5));
                logit += sense * each * (worth - 0.5);
            }
            boolean left = random.nextDouble() >= PenalisedLogistic.sigmoid(logit);
            String day = DAYS.get(i % DAYS.size());
            rows.add(
                    new ScorecardFit.Row(
                            "a" + i / DAYS.size(), LocalDate.parse(day), 60, points, left));
        }
        return new Drawn(rows);
    }
}
