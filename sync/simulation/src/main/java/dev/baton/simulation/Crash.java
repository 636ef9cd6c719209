package dev.baton.simulation;

/** Our process is gone. An error, so that no handler of the product takes it for its own. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process was killed", null, false, false);
    }
}
