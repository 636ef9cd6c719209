package dev.baton.backtest;

/** What may be claimed of a score. */
public enum Evidence {
    /** Whoever left was ranked worse than whoever stayed, more often than chance explains. */
    PREDICTS("the score tells who leaves better than chance"),
    /** The AUC's interval includes one half. */
    NONE("no evidence of predictive power"),
    /** Whoever left was ranked healthier. */
    REVERSED("the score is the wrong way round: whoever left was ranked healthier"),
    /** Fewer than {@link #FEWEST} that left, or that stayed. */
    TOO_FEW("too few outcomes: no evidence of predictive power");

    /** With fewer on either side no interval is worth its name. */
    public static final int FEWEST = 10;

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
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
