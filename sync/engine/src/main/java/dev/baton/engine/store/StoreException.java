package dev.baton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * The memory cannot be read or written; nothing may be written to a CRM without it. Says what an
 * operator can do.
 */
public sealed class StoreException extends RuntimeException
        permits LeaseLostException, StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Added to where a state does not open, so that nothing can have been sent yet. */
    static final String NOTHING_WRITTEN = " Nothing was written to the CRM.";

    /**
     * Of a state that does not open.
     *
     * @param wayOut what an operator can do
     */
    static StoreException atTheStart(String wayOut, Throwable cause) {
        return new StoreException(wayOut + NOTHING_WRITTEN, cause);
    }
}
