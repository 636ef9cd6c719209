package dev.baton.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The admin's query as a subquery of ours. Values are bound, never written into it; names are those
 * that the database gave us, quoted.
 *
 * @param columns what is asked for, as the database spells it
 * @param growsBy as the database spells it
 * @param key as the database spells it
 */
record RowQuery(
        String query, String quote, List<String> columns, String growsBy, List<String> key) {
    private static final int SECONDS = 300;

    RowQuery {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The columns of the admin's query, in its order. Nothing is read. */
    static List<String> columns(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM (" + query + ") baton WHERE 1 = 0")) {
            statement.setQueryTimeout(SECONDS);
            try (var none = statement.executeQuery()) {
                ResultSetMetaData about = none.getMetaData();
                var names = new ArrayList<String>();
                for (int i = 1; i <= about.getColumnCount(); i++) {
                    names.add(about.getColumnLabel(i));
                }
                return names;
            }
        }
    }

    /** The column as the database spells it, letter case aside; null if it is not there once. */
    static @Nullable String spelt(List<String> columns, String name) {
        List<String> exact = columns.stream().filter(name::equals).toList();
        List<String> found =
                exact.isEmpty() ? columns.stream().filter(name::equalsIgnoreCase).toList() : exact;
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** The rows of one page, in the order of the growing column and the key. */
    PreparedStatement page(Connection connection, JdbcPosition position, int rows)
            throws SQLException {
        var bounds = new ArrayList<JdbcValue>();
        String where = where(position, bounds);
        PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + columns.stream()
                                        .map(this::quoted)
                                        .collect(Collectors.joining(", "))
                                + from()
                                + " WHERE "
                                + where
                                + " ORDER BY "
                                + ordered().stream()
                                        .map(this::quoted)
                                        .collect(Collectors.joining(", ")));
        try {
            statement.setMaxRows(rows);
            statement.setFetchSize(rows);
            statement.setQueryTimeout(SECONDS);
            for (int i = 0; i < bounds.size(); i++) {
                bounds.get(i).bind(statement, i + 1);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** One row that no page would ever have, because it lacks what rows are ordered by. */
    PreparedStatement lost(Connection connection) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT 1"
                                + from()
                                + " WHERE "
                                + ordered().stream()
                                        .map(name -> quoted(name) + " IS NULL")
                                        .collect(Collectors.joining(" OR ")));
        statement.setMaxRows(1);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    private String from() {
        return " FROM (" + query + ") baton";
    }

    private List<String> ordered() {
        var names = new ArrayList<String>();
        names.add(growsBy);
        key.stream().filter(name -> !name.equals(growsBy)).forEach(names::add);
        return names;
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private String where(JdbcPosition position, List<JdbcValue> bounds) {
        String whole =
                ordered().stream()
                        .map(name -> quoted(name) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
        return switch (position) {
            case JdbcPosition.Start start -> whole;
            case JdbcPosition.From(JdbcValue value) -> {
                bounds.add(value);
                yield whole + " AND " + quoted(growsBy) + " >= ?";
            }
            case JdbcPosition.Behind behind -> whole + " AND (" + behind(behind, bounds) + ")";
        };
    }

    /** Greater in the first column, or equal there and greater in the second, and so on. */
    private String behind(JdbcPosition.Behind row, List<JdbcValue> bounds) {
        List<String> names = ordered();
        List<JdbcValue> values = valuesOf(row);
        var ways = new ArrayList<String>();
        for (int greater = 0; greater < names.size(); greater++) {
            var parts = new ArrayList<String>();
            for (int i = 0; i <= greater; i++) {
                parts.add(quoted(names.get(i)) + (i == greater ? " > ?" : " = ?"));
                bounds.add(values.get(i));
            }
            ways.add("(" + String.join(" AND ", parts) + ")");
        }
        return String.join(" OR ", ways);
    }

    private List<JdbcValue> valuesOf(JdbcPosition.Behind row) {
        var values = new ArrayList<JdbcValue>();
        values.add(row.value());
        for (int i = 0; i < key.size(); i++) {
            if (!key.get(i).equals(growsBy)) {
                values.add(row.key().get(i));
            }
        }
        return values;
    }
}
