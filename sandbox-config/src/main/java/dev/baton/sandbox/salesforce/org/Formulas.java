package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sandbox computes no formulas yet: every formula field is empty. */
final class Formulas {
    @Nullable Object value(Field field, Source record, Instant now, String userId) {
        return null;
    }
}
