package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What refuses rows that pass every check of the platform: locks, an admin's validation rules. */
@FunctionalInterface
public interface RowObstacles {
    RowObstacles NONE = attempt -> List.of();

    /** Why the row is refused; empty lets it pass. Asked once for each attempt. */
    List<RowError> refuse(Attempt attempt);

    /**
     * A row about to be written.
     *
     * @param existing null for a new record
     * @param values that change, by API name in the form of {@code FieldType.Kind}; none for a
     *     deletion
     */
    record Attempt(
            Kind kind,
            ObjectType type,
            @Nullable Row existing,
            Map<String, @Nullable Object> values) {}

    /** What an attempt does. */
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
