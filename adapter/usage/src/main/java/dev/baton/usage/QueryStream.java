package dev.baton.usage;

/**
 * A query whose rows are read as one stream.
 *
 * @param query a SELECT; it stands as a subquery in ours, so no semicolon ends it
 * @param growsBy column that only grows: a new or changed row has a value as large as any before it
 *     or larger. Rows where it is empty are never read
 */
public record QueryStream(String query, Columns columns, String growsBy) {
    public QueryStream {
        if (query.isBlank() || query.indexOf(';') >= 0) {
            throw new IllegalArgumentException("a query is one SELECT without a semicolon");
        }
    }
}
