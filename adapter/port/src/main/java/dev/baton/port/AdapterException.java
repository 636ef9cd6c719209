package dev.baton.port;

import org.jspecify.annotations.Nullable;

/**
 * A system could not do what was asked. The category decides what happens next; the message says
 * what an operator can do and never carries payload, tokens or names.
 */
public final class AdapterException extends Exception {
    private static final long serialVersionUID = 1L;

    /** One word for each way to go on. */
    public enum Category {
        /** The system refuses our credentials: stop, ask a person. */
        CREDENTIALS,
        /** Signed in, but this is not allowed or not visible: a right is missing. */
        PERMISSION,
        /** The system does not answer, or answers nonsense, after all retries. */
        UNAVAILABLE,
        /** The system's own limit is used up for now: keep the cursor, go on later. */
        THROTTLED,
        /** Our share of the calls is used up: keep the cursor, go on later. */
        BUDGET,
        /** The request is wrong: an unknown object or field, a bad mapping. */
        BAD_REQUEST,
        /** The cursor is no longer known to the source: begin the stream anew. */
        EXPIRED_CURSOR,
        /** A write may or may not have happened: read back before anything else. */
        OUTCOME_UNKNOWN
    }

    private final Category category;
    private final String code;

    /**
     * A failure in one of the known ways.
     *
     * @param code the vendor's stable code, or one of ours in lower case
     * @param hint what the operator can do
     */
    public AdapterException(
            Category category, String code, String hint, @Nullable Throwable cause) {
        super(hint + " (" + code + ")", cause);
        this.category = category;
        this.code = code;
    }

    public Category category() {
        return category;
    }

    public String code() {
        return code;
    }
}
