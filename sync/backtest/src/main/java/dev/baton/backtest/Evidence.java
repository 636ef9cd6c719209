package dev.baton.backtest;

/** What may be claimed of a score. */
public enum Evidence {
    /** Whoever left was ranked worse than whoever stayed, more often than chance explains. */
    PREDICTS,
    /** The AUC's interval includes one half. */
    NONE,
    /** Whoever left was ranked healthier. */
    REVERSED,
    /** Fewer than {@link #FEWEST} that left, or that stayed. */
    TOO_FEW;

    /** With fewer on either side no interval is worth its name. */
    public static final int FEWEST = 10;

    /** For people. */
    public String words(Target target) {
        return switch (this) {
            case PREDICTS -> "the score tells " + target.who() + " better than chance";
            case NONE -> "no evidence of predictive power";
            case REVERSED ->
                    "the score is the wrong way round: whoever "
                            + target.did()
                            + " was ranked "
                            + (target == Target.LEAVING ? "healthier" : "less ready");
            case TOO_FEW -> "too few outcomes: no evidence of predictive power";
        };
    }

    /**
     * @param auc the interval of the AUC
     */
    static Evidence of(Interval auc, int left, int stayed) {
        if (left < FEWEST || stayed < FEWEST || !auc.tellable()) {
            return TOO_FEW;
        }
        return auc.low() > 0.5 ? PREDICTS : auc.high() < 0.5 ? REVERSED : NONE;
    }
}
