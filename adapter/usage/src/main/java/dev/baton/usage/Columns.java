package dev.baton.usage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns that make a row a record.
 *
 * @param key at least one; together they say which record a row is, so that a corrected row is a
 *     later version of the same record. Their texts stand in the record's id
 * @param createdAt column that says since when a record exists; a day counts from its first instant
 *     in UTC. Null where none says so
 * @param modifiedAt column that says since when a row is as it is, null where none says so
 */
public record Columns(List<String> key, @Nullable String createdAt, @Nullable String modifiedAt) {
    public Columns {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
    }

    /** These and the fields asked for, each once. */
    List<String> with(List<String> fields) {
        SequencedSet<String> all = new LinkedHashSet<>(key);
        if (createdAt != null) {
            all.add(createdAt);
        }
        if (modifiedAt != null) {
            all.add(modifiedAt);
        }
        all.addAll(fields);
        return new ArrayList<>(all);
    }
}
