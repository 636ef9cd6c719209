package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Outcomes dealt out anew at random: whatever is claimed of them is claimed wrongly. */
class ShuffleTest {
    private static final long SEED = 1_000;
    private static final int SHUFFLES = Integer.getInteger("baton.shuffles", 100);
    private static final int ACCOUNTS = 300;

    /** Of a thousand. Fewer shuffles leave more to chance: two standard errors more. */
    private static final double MOST =
            0.065 + (SHUFFLES >= 1_000 ? 0 : 2 * Math.sqrt(0.065 * 0.935 / SHUFFLES));

    @Test
    void evidenceIsSeldomClaimedOfShuffledOutcomes() {
        var random = new Random(SEED);
        int claimed = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            Evidence evidence = new Judging(shuffle, 300, 20).all(shuffled(random)).evidence();
            claimed += evidence == Evidence.PREDICTS || evidence == Evidence.REVERSED ? 1 : 0;
        }
        System.out.printf(
                "evidence, of either kind, claimed in %d of %d shuffles; seed %d%n",
                claimed, SHUFFLES, SEED);
        assertThat(claimed / (double) SHUFFLES).as("seed %d", SEED).isLessThanOrEqualTo(MOST);
    }

    /** Two looks at each account, as a real file has them, and ties among the scores. */
    private static List<Forecast> shuffled(Random random) {
        var outcomes = new ArrayList<Boolean>();
        for (int i = 0; i < ACCOUNTS; i++) {
            outcomes.add(i < ACCOUNTS / 4);
        }
        Collections.shuffle(outcomes, random);
        var forecasts = new ArrayList<Forecast>();
        for (int i = 0; i < ACCOUNTS; i++) {
            double health = 50 + 15 * random.nextGaussian();
            for (String day : List.of("2017-09-30", "2017-12-31")) {
                double score = Math.rint(health + 3 * random.nextGaussian());
                forecasts.add(
                        new Forecast(
                                "a" + i,
                                LocalDate.parse(day),
                                "",
                                score,
                                Band.YELLOW,
                                null,
                                null,
                                outcomes.get(i)));
            }
        }
        return forecasts;
    }
}
