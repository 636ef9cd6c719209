package dev.baton.core.plan;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One field of one record.
 *
 * @param object the CRM's object
 * @param key its 18-character id
 * @param before what the CRM holds, as {@link FieldValues}
 * @param after what it ought to hold
 */
public record Change(
        String object, String key, String field, @Nullable Object before, @Nullable Object after)
        implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::object)
                    .thenComparing(Change::key)
                    .thenComparing(Change::field);

    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }
}
