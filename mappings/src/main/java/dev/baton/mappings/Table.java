package dev.baton.mappings;

import dev.baton.core.plan.Digests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes records of the rows of a file or a query.
 *
 * @param query a SELECT; null for files
 * @param key the columns that say which record a row is; at least one
 * @param createdAt column that says since when a record exists, null for none
 * @param modifiedAt column that says since when a row is as it is, null for none
 * @param growsBy column of a query that only grows, by which changed rows are found
 */
public record Table(
        @Nullable String query,
        List<String> key,
        @Nullable String createdAt,
        @Nullable String modifiedAt,
        @Nullable String growsBy) {
    public Table {
        key = List.copyOf(key);
    }

    /** Changes whenever the records do that are made of the same rows. */
    String digest() {
        return Digests.of(
                List.of(
                        String.valueOf(query),
                        String.join("\n", key),
                        String.valueOf(createdAt),
                        String.valueOf(modifiedAt),
                        String.valueOf(growsBy)));
    }
}
