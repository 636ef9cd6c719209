package dev.baton.sandbox.salesforce.org;

import java.math.BigDecimal;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds records by a field; may name records that no longer have the value, so callers check. */
final class KeyIndex {
    private final Field field;
    private final Map<Object, Set<Row>> rows = new HashMap<>();

    KeyIndex(Field field) {
        this.field = field;
    }

    void add(@Nullable Object value, Row row) {
        if (value != null) {
            rows.computeIfAbsent(normal(field, value), key -> new LinkedHashSet<>()).add(row);
        }
    }

    void remove(@Nullable Object value, Row row) {
        if (value != null) {
            rows.getOrDefault(normal(field, value), new LinkedHashSet<>()).remove(row);
        }
    }

    Set<Row> candidates(Object value) {
        return rows.getOrDefault(normal(field, value), Set.of());
    }

    static boolean same(Field field, @Nullable Object stored, Object value) {
        return stored != null && normal(field, stored).equals(normal(field, value));
    }

    private static Object normal(Field field, Object value) {
        if (value instanceof String text) {
            boolean exact =
                    field.is(Trait.CASE_SENSITIVE) || field.type().kind() == FieldType.Kind.ID;
            return exact ? text : text.toLowerCase(Locale.ROOT);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
