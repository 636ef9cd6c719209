package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final long SEED = 20_171_231;

    @Test
    void aPerfectOrderTellsEveryPairAndItsReverseNone() {
        assertThat(ranking("1+ 2+ 3- 4- 5-").auc()).isEqualTo(1);
        assertThat(ranking("5+ 4+ 3- 2- 1-").auc()).isZero();
    }

    @Test
    void equalsCountHalf() {
        assertThat(ranking("1+ 1- 1- 1+").auc()).isEqualTo(0.5);
        // Pairs: 1+ before 2- and 3-, 2+ tied with 2- and before 3-.
        assertThat(ranking("1+ 2+ 2- 3-").auc()).isEqualTo(3.5 / 4);
    }

    @Test
    void theFigureIsThatOfCountingEveryPair() {
        var random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            var rows = new ArrayList<Ranking.Row>();
            for (int i = 0; i < 60; i++) {
                rows.add(
                        new Ranking.Row(
                                "a" + i,
                                random.nextInt(12),
                                i < 2 ? i == 0 : random.nextInt(4) == 0));
            }
            assertThat(new Ranking(rows).auc())
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(byPairs(rows), within(1e-12));
        }
    }

    private static double byPairs(List<Ranking.Row> rows) {
        double told = 0;
        double pairs = 0;
        for (Ranking.Row gone : rows) {
            for (Ranking.Row here : rows) {
                if (gone.left() && !here.left()) {
                    pairs++;
                    told += (1 - Math.signum(gone.health() - here.health())) / 2;
                }
            }
        }
        return told / pairs;
    }

    @Test
    void liftIsHowOftenTheWorstLeftAgainstAll() {
        Ranking ten = ranking("1+ 2- 3+ 4- 5- 6- 7- 8- 9- 10-");
        assertThat(ten.lift(0.1)).isEqualTo(5);
        assertThat(ten.lift(0.2)).isEqualTo(2.5);
        assertThat(ten.lift(1)).isEqualTo(1);
    }

    @Test
    void theCutIsRoundedUpAndATiedGroupCountsInProportion() {
        // Eleven accounts, so the worst tenth is two; one of the three tied at the cut has left.
        Ranking eleven = ranking("1+ 2+ 2- 2- 3- 4- 5- 6- 7- 8- 9-");
        assertThat(eleven.lift(0.1)).isCloseTo((1 + 1 / 3.0) / 2 / (2 / 11.0), within(1e-12));
        // 0.1 of 30 is a little more than 3 in binary; that is no reason for a fourth.
        Ranking thirty = ranking("1+ 2+ 3+ 4-" + " 9-".repeat(26));
        assertThat(thirty.lift(0.1)).isCloseTo(10, within(1e-9));
    }

    @Test
    void whoeverHasNoScoreStandsInTheMiddle() {
        assertThat(Ranking.places(Arrays.asList(70.0, null, 10.0, 70.0, 99.0)))
                .containsExactly(2.5, 2.5, 1.0, 2.5, 4.0);
        assertThat(Ranking.places(Arrays.asList(null, 10.0, 20.0))).containsExactly(1.5, 1.0, 2.0);
    }

    @Test
    void rowsThatCountSeveralTimesAreAsIfTheyWereThereSeveralTimes() {
        Ranking few = ranking("1+ 2- 2+ 3- 4-");
        int[] times = {2, 1, 0, 3, 1};
        Ranking many = ranking("1+ 1+ 2- 3- 3- 3- 4-");
        assertThat(few.auc(times)).isCloseTo(many.auc(), within(1e-12));
        assertThat(few.lift(0.3, times)).isCloseTo(many.lift(0.3), within(1e-12));
    }

    @Test
    void whereNobodyLeftThereIsNothingToTell() {
        assertThat(ranking("1- 2- 3-").auc()).isNaN();
    }

    @Test
    void theWorstFifthIsHeldAgainstTheBestHalf() {
        // Of the two worst one left, of the five best one: 1/2 against 1/5.
        Ranking ten = ranking("1+ 2- 3+ 4- 5- 6- 7+ 8- 9- 10-");
        assertThat(ten.worstAgainstBest(0.2, 0.5, Bootstrap.once(10))).isCloseTo(2.5, within(1e-9));
    }

    /** "3+" is an account of health 3 that left, "3-" one that stayed. */
    private static Ranking ranking(String text) {
        var rows = new ArrayList<Ranking.Row>();
        for (String each : text.trim().split("\\s+", -1)) {
            double health = Double.parseDouble(each.substring(0, each.length() - 1));
            rows.add(new Ranking.Row("a" + rows.size(), health, each.endsWith("+")));
        }
        return new Ranking(rows);
    }
}
