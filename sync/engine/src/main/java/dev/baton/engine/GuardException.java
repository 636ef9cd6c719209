package dev.baton.engine;

/**
 * A guard stopped the run before it wrote anything; a person must decide. Says why and what to do.
 */
public final class GuardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GuardException(String message) {
        super(message);
    }
}
