package dev.baton.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How sure a gain of one ranking over another is: both are judged on the same drawn accounts, so
 * that what is hard for both cancels out.
 *
 * @param seed printed with every interval, so that it can be had again
 */
record PairedBootstrap(long seed, int draws) {

    /** The middle 95 % of the gains. */
    record Interval(double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "[%.3f, %.3f]", low, high);
        }
    }

    /**
     * @param better and {@code base} list the same accounts in the same order, one row an account
     */
    Interval gain(Ranking better, Ranking base, ToDoubleFunction<Ranking> judge) {
        requireSame(better, base);
        var random = new Random(seed);
        double[] gains = new double[draws];
        for (int i = 0; i < draws; i++) {
            int[] places = random.ints(base.rows().size(), 0, base.rows().size()).toArray();
            gains[i] =
                    judge.applyAsDouble(better.draw(places))
                            - judge.applyAsDouble(base.draw(places));
        }
        Arrays.sort(gains);
        return new Interval(gains[draws / 40], gains[draws - 1 - draws / 40]);
    }

    private static void requireSame(Ranking one, Ranking other) {
        boolean same = one.rows().size() == other.rows().size();
        for (int i = 0; same && i < one.rows().size(); i++) {
            Ranking.Row a = one.rows().get(i);
            Ranking.Row b = other.rows().get(i);
            same = a.account().equals(b.account()) && a.left() == b.left();
        }
        if (!same) {
            throw new IllegalArgumentException("the rankings are of different accounts");
        }
    }
}
