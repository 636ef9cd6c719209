package dev.baton.backtest;

/**
 * What probabilities foretold of some accounts together, and what came: calibration in the large.
 *
 * @param n outcomes
 * @param expected how many of them were to leave: the sum of the probabilities
 * @param variance of that sum, the outcomes being independent: Σ p·(1 − p)
 * @param left how many left
 */
public record Foretold(int n, double expected, double variance, int left) {
    public static final Foretold NOTHING = new Foretold(0, 0, 0, 0);

    /** With fewer outcomes nothing is said: three that leave more are no sign. */
    public static final int FEWEST = 30;

    /** Of a hundred sound models one is beyond it, in either direction. */
    private static final double Z = 2.576;

    /**
     * And one outcome more.
     *
     * @param leaving its probability, 0..1
     */
    public Foretold and(double leaving, boolean hasLeft) {
        return new Foretold(
                n + 1,
                expected + leaving,
                variance + leaving * (1 - leaving),
                left + (hasLeft ? 1 : 0));
    }

    /** Whether so many more or fewer left than foretold that chance hardly explains it. */
    public boolean isOff() {
        return n >= FEWEST && Math.abs(left - expected) > Z * Math.sqrt(variance);
    }
}
