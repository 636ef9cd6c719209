package dev.baton.simulation;

/** An invariant did not hold. An error, so that no handler of the product swallows it. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private static final String UNEXPECTED = "no error that nobody foresaw";

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    /** The product fell over in a way that nobody foresaw. */
    Violation(RuntimeException unexpected) {
        super(UNEXPECTED + ": " + unexpected, unexpected);
        this.invariant = UNEXPECTED;
    }

    String invariant() {
        return invariant;
    }
}
