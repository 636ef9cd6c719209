package dev.baton.core.measure;

/** What a value is held against before it is told. */
public sealed interface Comparison {

    /** Nothing: the value itself. */
    record None() implements Comparison {}

    /** How the two are set against each other. */
    enum Mode {
        /** now − then */
        DIFFERENCE,
        /** now ÷ then; cannot be told when then is 0 */
        RATIO;

        double of(double now, double then) {
            return this == DIFFERENCE ? now - then : now / then;
        }
    }

    /**
     * The account's own past: the same window, ending earlier.
     *
     * @param daysBefore how much earlier, more than 0
     */
    record OwnPast(double daysBefore, Mode mode) implements Comparison {}

    /**
     * What is typical of its segment: a constant of the model version, so that no account moves
     * another.
     *
     * @param typical finite; not 0 for a ratio
     */
    record Typical(double typical, Mode mode) implements Comparison {}
}
