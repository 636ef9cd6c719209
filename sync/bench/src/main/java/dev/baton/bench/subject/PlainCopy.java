package dev.baton.bench.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.engine.Streams;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a state that are in force, in the open: what floors read. Closing and opening values
 * is Baton's cost, not the floor's.
 */
final class PlainCopy {
    private static final String TABLES =
            """
            CREATE TABLE landed (connection TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL,
                parent TEXT, body TEXT NOT NULL, known_at INTEGER NOT NULL, created_at INTEGER,
                modified_at INTEGER NOT NULL, reconstructed INTEGER NOT NULL,
                PRIMARY KEY (connection, stream, id)) STRICT;
            CREATE TABLE held (record TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT
            """;

    /** Rows that are sent to the database together. */
    private static final int TOGETHER = 1_000;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final StateStore store;
    private final Connection copy;

    private PlainCopy(StateStore store, Connection copy) {
        this.store = store;
        this.copy = copy;
    }

    /**
     * Writes the copy.
     *
     * @param file made anew
     */
    static void write(StateStore store, Mappings mappings, Path file)
            throws SQLException, IOException {
        Files.deleteIfExists(file);
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            copy.setAutoCommit(false);
            var plain = new PlainCopy(store, copy);
            plain.tables();
            SortedSet<StreamKey> streams = new TreeSet<>();
            mappings.streams().forEach(each -> streams.add(Streams.key(each)));
            for (StreamKey stream : streams) {
                plain.landed(stream);
            }
            plain.held(new StreamKey(mappings.crm(), mappings.outputs().object()));
            copy.commit();
        }
    }

    private void tables() throws SQLException {
        try (Statement statement = copy.createStatement()) {
            for (String table : TABLES.split(";", -1)) {
                statement.execute(table);
            }
        }
    }

    /** Rows on their way to the database. */
    private static final class Rows implements AutoCloseable {
        private final PreparedStatement insert;
        private int waiting;

        Rows(Connection copy, String sql) throws SQLException {
            insert = copy.prepareStatement(sql);
        }

        void add(@Nullable Object... values) {
            try {
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
                if (++waiting == TOGETHER) {
                    flush();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the copy takes no more rows", e);
            }
        }

        private void flush() throws SQLException {
            insert.executeBatch();
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            flush();
            insert.close();
        }
    }

    private void landed(StreamKey stream) throws SQLException {
        try (var rows = new Rows(copy, "INSERT INTO landed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            store.scan(stream, Instant.MAX, record -> rows.add(row(stream, record)));
        }
    }

    private @Nullable Object[] row(StreamKey stream, LandedRecord record) {
        Instant created = record.createdAt();
        return new @Nullable Object[] {
            stream.connection(),
            stream.stream(),
            record.id(),
            record.parent(),
            text(record.fields()),
            micros(record.knownAt()),
            created == null ? null : micros(created),
            micros(record.modifiedAt()),
            record.reconstructed() ? 1 : 0
        };
    }

    private void held(StreamKey object) throws SQLException {
        try (var rows = new Rows(copy, "INSERT INTO held VALUES (?, ?)")) {
            store.held(object).forEach((record, fields) -> rows.add(record, text(fields)));
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Days and moments as people write them. */
    private String text(Map<String, @Nullable Object> fields) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(
                (name, value) ->
                        plain.put(name, value instanceof Temporal ? value.toString() : value));
        try {
            return json.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a state holds is JSON", e);
        }
    }
}
