package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final long SEED = 20_171_231;

    @Test
    void itIsSureOfAPlainGainAndOfNoneWhereThereIsNone() {
        var random = new Random(SEED);
        var good = new ArrayList<Ranking.Row>();
        var blind = new ArrayList<Ranking.Row>();
        for (int i = 0; i < 400; i++) {
            boolean left = random.nextInt(4) == 0;
            good.add(new Ranking.Row("a" + i, random.nextGaussian() - (left ? 2 : 0), left));
            blind.add(new Ranking.Row("a" + i, random.nextGaussian(), left));
        }
        var one = new Ranking(good);
        var same = new Ranking(good);
        var other = new Ranking(blind);
        var bootstrap = bootstrap(good);
        Interval gain = bootstrap.interval(times -> one.auc(times) - other.auc(times));
        assertThat(gain.low()).as("seed %d", SEED).isBetween(0.25, gain.high());
        assertThat(bootstrap.interval(times -> one.auc(times) - same.auc(times)))
                .isEqualTo(new Interval(0, 0));
        assertThat(bootstrap.interval(times -> other.auc(times) - one.auc(times)).high())
                .isNegative();
    }

    /** Ten copies of each account say no more than one: the interval may not shrink by √10. */
    @Test
    void theRowsOfAnAccountAreDrawnTogether() {
        var random = new Random(SEED);
        var single = new ArrayList<Ranking.Row>();
        var tenfold = new ArrayList<Ranking.Row>();
        for (int i = 0; i < 200; i++) {
            boolean left = random.nextInt(3) == 0;
            var row = new Ranking.Row("a" + i, random.nextGaussian() - (left ? 1 : 0), left);
            single.add(row);
            IntStream.range(0, 10).forEach(copy -> tenfold.add(row));
        }
        var one = new Ranking(single);
        var ten = new Ranking(tenfold);
        Interval alone = bootstrap(single).interval(one::auc);
        Interval copied = bootstrap(tenfold).interval(ten::auc);
        assertThat(copied).as("seed %d", SEED).isEqualTo(alone);
    }

    @Test
    void theIntervalOfAMeanIsThatOfItsStandardError() {
        double[] values = new Random(SEED).doubles(400).toArray();
        List<String> accounts = IntStream.range(0, 400).mapToObj(i -> "a" + i).toList();
        Statistic mean =
                times -> {
                    double sum = 0;
                    for (int i = 0; i < values.length; i++) {
                        sum += times[i] * values[i];
                    }
                    return sum / values.length;
                };
        Interval interval = new Bootstrap(SEED, 2_000, accounts).interval(mean);
        double width = 2 * 1.96 * Math.sqrt(1 / 12.0 / 400);
        assertThat(interval.high() - interval.low())
                .as("seed %d", SEED)
                .isBetween(0.9 * width, 1.1 * width);
        assertThat(interval.includes(mean.of(Bootstrap.once(400)))).isTrue();
    }

    @Test
    void whatHalfOfTheDrawsCannotTellHasNoInterval() {
        var bootstrap = new Bootstrap(SEED, 100, List.of("a", "b", "c"));
        assertThat(bootstrap.interval(times -> Double.NaN).tellable()).isFalse();
        assertThat(bootstrap.interval(times -> 7)).isEqualTo(new Interval(7, 7));
    }

    private static Bootstrap bootstrap(List<Ranking.Row> rows) {
        return new Bootstrap(SEED, 400, rows.stream().map(Ranking.Row::account).toList());
    }
}
