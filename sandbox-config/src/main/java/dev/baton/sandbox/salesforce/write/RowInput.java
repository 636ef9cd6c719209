package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a write call, its names already found.
 *
 * @param id as sent, null if none was
 * @param values in the order sent, without Id
 */
public record RowInput(ObjectType type, @Nullable String id, Map<Field, Input> values) {
    public RowInput {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
