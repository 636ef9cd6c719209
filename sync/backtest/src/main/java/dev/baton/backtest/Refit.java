package dev.baton.backtest;

import java.util.List;

/**
 * What outcomes say about a scorecard's weights.
 *
 * @param strength how much was asked of them
 * @param fewer how many left, or stayed if those are fewer: what the strength rests on
 * @param perPoint how much a point of the old score says, in log-odds of staying
 * @param lambda how strongly weights were drawn to the admin's; infinite when they were kept
 * @param byTime whether the pull was chosen by foretelling days from those a quarter before; else,
 *     for want of days, accounts from other accounts
 * @param weights one a measure, in the order given
 * @param tried what each pull came to on rows that it was not fitted on
 * @param foretold how the rows foretold by cross-validation rank: old weights and new, and with
 *     hundreds of outcomes boosted trees
 */
public record Refit(
        Strength strength,
        int fewer,
        double perPoint,
        double lambda,
        boolean byTime,
        List<Weight> weights,
        List<Tried> tried,
        List<Figure> foretold) {

    public Refit {
        weights = List.copyOf(weights);
        tried = List.copyOf(tried);
        foretold = List.copyOf(foretold);
    }

    /** As health science has it: stages 0, 1 and 2. */
    public enum Strength {
        /** Nothing: the score stays uncalibrated. */
        NONE,
        /** What a point means; the weights stay. */
        SCALE,
        /** The weights, too. */
        WEIGHTS,
        /** Nothing: whoever left was ranked healthier, and no scale mends that. */
        REVERSED;

        /** With fewer of either outcome nothing is fitted. */
        public static final int FEWEST_FOR_SCALE = 15;

        /** With fewer the weights stay. */
        public static final int FEWEST_FOR_WEIGHTS = 40;

        /** With fewer a challenger would learn chance by heart. */
        public static final int FEWEST_FOR_CHALLENGER = 200;
    }

    /**
     * A measure's weight in points.
     *
     * @param interval of the new one; of a weight that stays, that weight
     */
    public record Weight(String measure, double old, double renewed, Interval interval) {}

    /**
     * A pull that was tried.
     *
     * @param loss mean log loss on rows that it was not fitted on
     */
    public record Tried(double lambda, double loss) {}
}
