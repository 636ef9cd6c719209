package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How values of a field compare: text without regard to case unless the field minds it, ids by
 * their first 15 characters.
 */
final class Comparisons {
    private Comparisons() {}

    /** A form in which equal values are equal by {@code equals} and order by {@code compareTo}. */
    static Comparable<?> normal(Field field, Object value) {
        if (value instanceof String text) {
            if (field.type().kind() == Kind.ID) {
                return SalesforceId.key(text);
            }
            return field.is(Trait.CASE_SENSITIVE) ? text : text.toLowerCase(Locale.ROOT);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return (Comparable<?>) value;
    }

    /** Compares two values of one field in their normal form. */
    @SuppressWarnings("unchecked") // Both come from normal() of one field, so they are of one type.
    static int compare(Comparable<?> one, Comparable<?> other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    static Comparator<@Nullable Object> ordering(
            Field field, boolean descending, boolean nullsFirst) {
        Comparator<Object> values =
                (one, other) -> compare(normal(field, one), normal(field, other));
        Comparator<Object> directed = descending ? values.reversed() : values;
        return nullsFirst ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed);
    }
}
