package dev.baton.sandbox.salesforce.faults;

/** A scenario that cannot be played: says in which line and what to do. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    ScenarioException(int line, String what) {
        super(what);
        this.line = line;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** What is wrong, without the line; never null. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
