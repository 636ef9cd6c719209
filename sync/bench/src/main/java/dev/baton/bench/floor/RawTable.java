package dev.baton.bench.floor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Rows as they came, in a file with the same settings as Baton's state: WAL, FULL, STRICT, cache,
 * checkpoints.
 */
final class RawTable implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;

    RawTable(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -65536");
            statement.execute("PRAGMA wal_autocheckpoint = 8192");
            statement.execute(
                    "CREATE TABLE raw (stream TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,"
                            + " PRIMARY KEY (stream, id)) STRICT");
        }
        connection.setAutoCommit(false);
        insert =
                connection.prepareStatement(
                        "INSERT INTO raw (stream, id, body) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING");
    }

    void add(String stream, String id, String body) throws SQLException {
        insert.setString(1, stream);
        insert.setString(2, id);
        insert.setString(3, body);
        insert.addBatch();
    }

    /** Ends the page: one transaction each, as Baton does. */
    void commit() throws SQLException {
        insert.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
