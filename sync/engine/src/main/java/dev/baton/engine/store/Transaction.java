package dev.baton.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The words of JDBC that the store needs, inside one transaction. */
final class Transaction {
    /** Rows on their way from the server; a whole stream never stands in memory. */
    private static final int FETCH_SIZE = 250;

    /** Keys in one statement: well below any driver's limit of parameters. */
    private static final int CHUNK = 500;

    private final Connection connection;

    /** Reads the row that the cursor stands on. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Says how many rows it touched. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for each row of values. */
    void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    <T> void each(String sql, RowMapper<T> mapper, Consumer<T> each, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(mapper.map(rows));
                }
            }
        }
    }

    <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values)
            throws SQLException {
        var list = new ArrayList<T>();
        each(sql, mapper, list::add, values);
        return list;
    }

    <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values)
            throws SQLException {
        return list(sql, mapper, values).stream().findFirst();
    }

    /**
     * Asks for many keys, some hundred at a time.
     *
     * @param sql with one {@code %s} where the list of keys belongs, the last of its parameters
     * @param values its other parameters
     */
    <T> List<T> listByKeys(
            String sql, RowMapper<T> mapper, SequencedSet<String> keys, @Nullable Object... values)
            throws SQLException {
        var list = new ArrayList<T>();
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
            var parameters = new ArrayList<@Nullable Object>(Arrays.asList(values));
            parameters.addAll(chunk);
            String places = "?" + ", ?".repeat(chunk.size() - 1);
            each(sql.formatted(places), mapper, list::add, parameters.toArray());
        }
        return list;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    /**
     * SQLite's driver binds a number that it is given as an object as text, by way of a decimal.
     */
    private static void bind(PreparedStatement statement, int place, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case null, default -> statement.setObject(place, value);
        }
    }
}
