package dev.baton.sandbox.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well a score tells who leaves from who stays.
 *
 * @param customers how many were scored
 * @param left how many of them left
 * @param auc the probability that of a leaver and a stayer, both taken at random, the leaver has
 *     the lower score; a tie counts half
 * @param low the lower end of its 95 % interval, by bootstrap over customers
 * @param high the upper end
 * @param worst how many the worst-scored tenth are
 * @param worstLeft how many of those left
 */
record Accuracy(
        int customers, int left, double auc, double low, double high, int worst, int worstLeft) {
    private static final int RESAMPLES = 1_000;
    private static final long SEED = 1;

    /** A customer's score, 0 to 100, and what became of it. */
    record Case(double score, boolean left) {}

    /**
     * Judges.
     *
     * @param cases with at least one of either fate
     */
    static Accuracy of(List<Case> cases) {
        var worstFirst = new ArrayList<>(cases);
        worstFirst.sort(Comparator.comparingDouble(Case::score));
        List<Case> worst = worstFirst.subList(0, Math.ceilDiv(cases.size(), 10));
        double[] resampled = resampled(cases);
        return new Accuracy(
                cases.size(),
                leavers(cases),
                auc(cases),
                resampled[RESAMPLES / 40],
                resampled[RESAMPLES - 1 - RESAMPLES / 40],
                worst.size(),
                leavers(worst));
    }

    private static int leavers(List<Case> cases) {
        return (int) cases.stream().filter(Case::left).count();
    }

    /** By ranks (Mann and Whitney), ties sharing theirs; 0.5 when all have the same fate. */
    static double auc(List<Case> cases) {
        var sorted = new ArrayList<>(cases);
        sorted.sort(Comparator.comparingDouble(Case::score));
        double stayersAbove = 0;
        long left = leavers(cases);
        long stayed = cases.size() - left;
        long stayersBelow = 0;
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from;
            int leaversHere = 0;
            int stayersHere = 0;
            while (to < sorted.size() && sorted.get(to).score() == sorted.get(from).score()) {
                leaversHere += sorted.get(to).left() ? 1 : 0;
                stayersHere += sorted.get(to).left() ? 0 : 1;
                to++;
            }
            stayersAbove += leaversHere * (stayed - stayersBelow - stayersHere + stayersHere / 2.0);
            stayersBelow += stayersHere;
        }
        return left == 0 || stayed == 0 ? 0.5 : stayersAbove / ((double) left * stayed);
    }

    private static double[] resampled(List<Case> cases) {
        var random = new SplittableRandom(SEED);
        var aucs = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            var drawn = new ArrayList<Case>(cases.size());
            for (int j = 0; j < cases.size(); j++) {
                drawn.add(cases.get(random.nextInt(cases.size())));
            }
            aucs[i] = auc(drawn);
        }
        java.util.Arrays.sort(aucs);
        return aucs;
    }
}
