package dev.baton.backtest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * How sure a number is: accounts are drawn with replacement, each with all its rows, for the rows
 * of one account are no independent witnesses.
 */
public final class Bootstrap {
    private final long seed;
    private final int draws;
    private final int[] account;
    private final int accounts;

    /**
     * @param seed told with every interval, so that it can be had again
     * @param draws at least 40
     * @param accounts the account of each row
     */
    public Bootstrap(long seed, int draws, List<String> accounts) {
        if (draws < 40) {
            throw new IllegalArgumentException("an interval of 95 % takes at least 40 draws");
        }
        this.seed = seed;
        this.draws = draws;
        var numbers = new HashMap<String, Integer>();
        this.account =
                accounts.stream()
                        .mapToInt(each -> numbers.computeIfAbsent(each, a -> numbers.size()))
                        .toArray();
        this.accounts = numbers.size();
    }

    public long seed() {
        return seed;
    }

    /** Once for every row: what a statistic comes to on the rows as they are. */
    public static int[] once(int rows) {
        int[] times = new int[rows];
        Arrays.fill(times, 1);
        return times;
    }

    /**
     * The same accounts are drawn for every statistic, so that a difference of two is judged on
     * pairs and what is hard for both cancels out. Draws that cannot tell are left out; when they
     * are more than half, so is the interval.
     */
    public Interval interval(Statistic statistic) {
        double[] values = new double[draws];
        int told = 0;
        var random = new Random(seed);
        for (int i = 0; i < draws; i++) {
            double value = statistic.of(draw(random));
            if (!Double.isNaN(value)) {
                values[told++] = value;
            }
        }
        if (2 * told < draws) {
            return Interval.UNTELLABLE;
        }
        double[] sorted = Arrays.copyOf(values, told);
        Arrays.sort(sorted);
        return middle(sorted);
    }

    /** The middle 95 % of values in growing order, at least one. */
    static Interval middle(double[] sorted) {
        int out = sorted.length / 40;
        return new Interval(sorted[out], sorted[sorted.length - 1 - out]);
    }

    /** How often each row counts in a draw. */
    private int[] draw(Random random) {
        int[] drawn = new int[accounts];
        for (int i = 0; i < accounts; i++) {
            drawn[random.nextInt(accounts)]++;
        }
        int[] times = new int[account.length];
        for (int row = 0; row < times.length; row++) {
            times[row] = drawn[account[row]];
        }
        return times;
    }

    /** As many draws as there are, each handed to the caller: for what is fitted anew each time. */
    public void each(Consumer<int[]> consumer) {
        var random = new Random(seed);
        for (int i = 0; i < draws; i++) {
            consumer.accept(draw(random));
        }
    }
}
