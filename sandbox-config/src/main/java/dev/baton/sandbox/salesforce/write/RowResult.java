package dev.baton.sandbox.salesforce.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one row. */
public sealed interface RowResult {
    /**
     * It was written.
     *
     * @param id 18 characters
     */
    record Saved(String id, boolean created) implements RowResult {}

    /**
     * It was refused and nothing of it was written.
     *
     * @param id of the record it was meant for, null if unknown
     * @param errors at least one
     */
    record Failed(@Nullable String id, List<RowError> errors) implements RowResult {
        public Failed {
            errors = List.copyOf(errors);
        }
    }
}
