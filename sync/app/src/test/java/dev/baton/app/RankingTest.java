package dev.baton.app;

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
    void aBootstrapIsSureOfAPlainGainAndOfNoneWhereThereIsNone() {
        var random = new Random(SEED);
        var good = new ArrayList<Ranking.Row>();
        var blind = new ArrayList<Ranking.Row>();
        for (int i = 0; i < 400; i++) {
            boolean left = random.nextInt(4) == 0;
            good.add(new Ranking.Row("a" + i, random.nextGaussian() - (left ? 2 : 0), left));
            blind.add(new Ranking.Row("a" + i, random.nextGaussian(), left));
        }
        var bootstrap = new PairedBootstrap(SEED, 400);
        var gain = bootstrap.gain(new Ranking(good), new Ranking(blind), Ranking::auc);
        assertThat(gain.low()).as("seed %d", SEED).isBetween(0.25, gain.high());
        var none = bootstrap.gain(new Ranking(good), new Ranking(good), Ranking::auc);
        assertThat(none).isEqualTo(new PairedBootstrap.Interval(0, 0));
        var loss = bootstrap.gain(new Ranking(blind), new Ranking(good), Ranking::auc);
        assertThat(loss.high()).isNegative();
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
