package dev.baton.core.churn;

import java.util.List;

/**
 * How many of the exposed leave if exposure does not matter, or matters by so much: Fisher's exact
 * test, stratified. Within each segment the numbers of exposed accounts and of accounts that left
 * are taken as they are; then the number of exposed ones among those that left is hypergeometric,
 * noncentral where the odds differ, and their sum over the segments its convolution (Gart 1970;
 * Agresti, Categorical Data Analysis, 2013, 7.3.5). Segments that lose more accounts anyway so
 * accuse nobody.
 */
final class ConditionalTest {
    /** Beside the likeliest number, one that is less likely never happens. */
    private static final double NEVER = 1e-30;

    private final int observed;
    private final double[] probabilities;

    /**
     * @param strata by segment
     * @param oddsRatio odds of leaving of an exposed account against another of its segment, more
     *     than 0
     */
    private ConditionalTest(List<Stratum> strata, double oddsRatio) {
        double[] sum = {1};
        int exposedLeft = 0;
        for (Stratum stratum : strata) {
            sum = convolved(sum, distribution(stratum, oddsRatio));
            exposedLeft += stratum.exposedLeft() - least(stratum);
        }
        observed = exposedLeft;
        probabilities = sum;
    }

    /** One-sided p: so many or more, if exposure does not matter; 0..1. */
    static double atLeast(List<Stratum> strata) {
        var test = new ConditionalTest(strata, 1);
        double p = 0;
        for (int i = test.probabilities.length - 1; i >= test.observed; i--) {
            p += test.probabilities[i];
        }
        return Math.min(1, p);
    }

    /** One-sided p: so few or fewer, if it multiplies the odds of leaving; 0..1. */
    static double atMost(List<Stratum> strata, double oddsRatio) {
        var test = new ConditionalTest(strata, oddsRatio);
        double p = 0;
        for (int i = 0; i <= test.observed; i++) {
            p += test.probabilities[i];
        }
        return Math.min(1, p);
    }

    /** The least p that these accounts could come to, however they had left. */
    static double least(List<Stratum> strata) {
        double[] probabilities = new ConditionalTest(strata, 1).probabilities;
        return probabilities[probabilities.length - 1];
    }

    /** How many of the exposed leave on average, if exposure does not matter. */
    static double expected(List<Stratum> strata) {
        double expected = 0;
        for (Stratum stratum : strata) {
            expected +=
                    stratum.accounts() == 0
                            ? 0
                            : stratum.exposed() * (double) stratum.left() / stratum.accounts();
        }
        return expected;
    }

    private static int least(Stratum stratum) {
        return Math.max(0, stratum.left() - stratum.others());
    }

    /** From the least number of exposed ones among those that left to the greatest. */
    private static double[] distribution(Stratum stratum, double oddsRatio) {
        int least = least(stratum);
        int most = Math.min(stratum.exposed(), stratum.left());
        double[] logs = new double[most - least + 1];
        double greatest = Double.NEGATIVE_INFINITY;
        double log = 0;
        for (int x = least; x <= most; x++) {
            logs[x - least] = log;
            greatest = Math.max(greatest, log);
            log +=
                    Math.log(oddsRatio)
                            + Math.log((double) (stratum.exposed() - x) * (stratum.left() - x))
                            - Math.log((x + 1.0) * (stratum.others() - stratum.left() + x + 1.0));
        }
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            double likely = Math.exp(logs[i] - greatest);
            logs[i] = likely < NEVER ? 0 : likely;
            sum += logs[i];
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] /= sum;
        }
        return logs;
    }

    /** What never happens is passed over: of tens of thousands of accounts nearly everything. */
    private static double[] convolved(double[] one, double[] other) {
        double[] sum = new double[one.length + other.length - 1];
        int first = 0;
        int last = other.length;
        while (other[first] == 0) {
            first++;
        }
        while (other[last - 1] == 0) {
            last--;
        }
        for (int i = 0; i < one.length; i++) {
            for (int j = first; one[i] > 0 && j < last; j++) {
                sum[i + j] += one[i] * other[j];
            }
        }
        return sum;
    }
}
