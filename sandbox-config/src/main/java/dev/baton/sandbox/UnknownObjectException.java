package dev.baton.sandbox;

/** An option names an object that the simulated org does not have; the message says so. */
final class UnknownObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownObjectException(String option, String object) {
        super(option + ": the org has no object " + object + "; write its API name");
    }
}
