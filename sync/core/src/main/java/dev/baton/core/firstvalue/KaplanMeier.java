package dev.baton.core.firstvalue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The share that still waits after so many days, of which some have not waited for longer yet: they
 * count for as long as they are known to have waited, and not as if they never came.
 *
 * @param steps the days at which somebody reached it, ascending
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier, Nonparametric
 *     Estimation from Incomplete Observations, 1958</a>
 */
public record KaplanMeier(List<Step> steps) {
    /** A share that is a half but for the rounding of its factors is one. */
    private static final double HALF = 0.5 + 1e-9;

    /** Of the normal distribution, for an interval that holds 95 times of a hundred. */
    private static final double Z = 1.959963984540054;

    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /**
     * One wait.
     *
     * @param days 0 or more, finite
     * @param reached whether it ended, or is only known to last for so long
     */
    public record Spell(double days, boolean reached) {
        public Spell {
            if (!(days >= 0) || !Double.isFinite(days)) {
                throw new IllegalArgumentException("a wait lasts 0 days or more");
            }
        }
    }

    /**
     * From so many days on.
     *
     * @param atRisk who had waited for so long, those who reached it on that day included
     * @param reached how many did
     * @param waiting the share that still waits, 0..1
     * @param low 95 % lower bound of that share; equal to it where all have reached it
     * @param high 95 % upper bound
     */
    public record Step(
            double days, int atRisk, int reached, double waiting, double low, double high) {}

    /** Of waits in any order; who reached it on the day another one is last seen comes first. */
    public static KaplanMeier of(List<Spell> spells) {
        List<Spell> sorted =
                spells.stream().sorted(Comparator.comparingDouble(Spell::days)).toList();
        var steps = new ArrayList<Step>();
        double waiting = 1;
        double greenwood = 0;
        int at = 0;
        while (at < sorted.size()) {
            double days = sorted.get(at).days();
            int atRisk = sorted.size() - at;
            int reached = 0;
            for (; at < sorted.size() && sorted.get(at).days() == days; at++) {
                reached += sorted.get(at).reached() ? 1 : 0;
            }
            if (reached > 0) {
                waiting *= 1 - reached / (double) atRisk;
                greenwood += reached / ((double) atRisk * (atRisk - reached));
                steps.add(step(days, atRisk, reached, waiting, greenwood));
            }
        }
        return new KaplanMeier(steps);
    }

    /**
     * The interval of Kalbfleisch and Prentice, which is symmetric in log(−log S) and so never
     * leaves 0..1; its variance is Greenwood's.
     */
    private static Step step(
            double days, int atRisk, int reached, double waiting, double greenwood) {
        if (waiting <= 0) {
            return new Step(days, atRisk, reached, 0, 0, 0);
        }
        double width = Z * Math.sqrt(greenwood) / Math.log(waiting);
        return new Step(
                days,
                atRisk,
                reached,
                waiting,
                Math.pow(waiting, Math.exp(-width)),
                Math.pow(waiting, Math.exp(width)));
    }

    /** After how many days half have reached it; empty when fewer than half are known to. */
    public OptionalDouble median() {
        return half(Step::waiting);
    }

    /** 95 % lower bound of the median, empty as for the median. */
    public OptionalDouble medianLow() {
        return half(Step::low);
    }

    /** 95 % upper bound of the median; empty when there is none. */
    public OptionalDouble medianHigh() {
        return half(Step::high);
    }

    private OptionalDouble half(ToDoubleFunction<Step> share) {
        return steps.stream()
                .filter(step -> share.applyAsDouble(step) <= HALF)
                .mapToDouble(Step::days)
                .findFirst();
    }
}
