package dev.baton.engine.store;

import org.jspecify.annotations.Nullable;

/** The server that keeps the memory does not answer, or refuses our credentials. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
