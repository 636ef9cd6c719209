package dev.baton.crm.events;

import org.jspecify.annotations.Nullable;

/** An event, or its schema, cannot be read; its content is not repeated. */
final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
