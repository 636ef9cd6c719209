package dev.baton.port;

import java.util.List;

/** What became of one {@link WriteRequest}. */
public sealed interface WriteResult {

    /** The record asked for. */
    String id();

    /** Written. */
    record Accepted(String id) implements WriteResult {}

    /**
     * Not written.
     *
     * @param code the vendor's own: {@code FIELD_CUSTOM_VALIDATION_EXCEPTION}
     * @param hint what a person can do about it; free of record values
     * @param fields those the vendor named
     * @param retryable whether the same request may succeed later without anyone mending anything
     */
    record Refused(String id, String code, String hint, List<String> fields, boolean retryable)
            implements WriteResult {
        public Refused {
            fields = List.copyOf(fields);
        }
    }
}
