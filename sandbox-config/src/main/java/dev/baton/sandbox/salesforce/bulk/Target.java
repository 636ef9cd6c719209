package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest job writes to.
 *
 * @param key the field that an upsert finds records by, null for other operations
 */
public record Target(IngestOperation operation, ObjectType object, @Nullable Field key) {

    /** The key of an upsert, which has one. */
    Field requiredKey() {
        return Objects.requireNonNull(key);
    }
}
