package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of records in one transaction.
 *
 * @param ids 18 characters each; all of them were changed alike
 * @param values by API name, in the form of {@code FieldType.Kind}: of a new record all that it
 *     has, of another one what changed; empty for all other kinds
 */
record RecordChange(
        ObjectType type,
        List<String> ids,
        ChangeType kind,
        Map<String, @Nullable Object> values,
        Origin origin,
        Instant at) {

    RecordChange {
        ids = List.copyOf(ids);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether another record's change can be told with it. */
    boolean isLike(RecordChange other) {
        return type.equals(other.type)
                && kind == other.kind
                && values.equals(other.values)
                && origin.equals(other.origin)
                && at.equals(other.at);
    }

    RecordChange with(List<String> all) {
        return new RecordChange(type, all, kind, values, origin, at);
    }
}
