package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that passed every check and only waits to be written.
 *
 * @param existing null for a new record
 * @param values by API name, in the form of {@code FieldType.Kind}
 */
record Draft(ObjectType type, @Nullable Row existing, Map<String, @Nullable Object> values) {

    RowResult save(Org org) {
        if (existing == null) {
            return new RowResult.Saved(org.create(type, values).id(), true);
        }
        org.write(existing, values);
        return new RowResult.Saved(existing.id(), false);
    }
}
