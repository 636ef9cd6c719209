package dev.baton.simulation;

/**
 * A guard that the product lacks has let something through after which nothing can be said of the
 * history any more. An error, so that no handler of the product swallows it.
 */
final class Excused extends Error {
    private static final long serialVersionUID = 1L;

    Excused(Guard guard) {
        super(guard.reason(), null, false, false);
    }
}
