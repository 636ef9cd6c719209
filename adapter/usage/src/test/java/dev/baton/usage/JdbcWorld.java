package dev.baton.usage;

import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Fault;
import dev.baton.testkit.SourceWorld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/** A table that somebody's application writes. */
final class JdbcWorld implements SourceWorld {
    private static final String SECRET = "CANARY of a row";

    /** How this database takes an instant. */
    interface Instants {
        Object of(Instant at);
    }

    private final JdbcSettings settings;
    private final Connection connection;
    private final Instants instants;
    private final int pageSize;
    private Instant now = Instant.EPOCH;
    private int created;

    private JdbcWorld(
            JdbcSettings settings, Connection connection, Instants instants, int pageSize) {
        this.settings = settings;
        this.connection = connection;
        this.instants = instants;
        this.pageSize = pageSize;
    }

    static JdbcWorld sqlite(String url, int pageSize) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "CREATE TABLE logins (id TEXT, label, at TEXT, changed TEXT)");
        return new JdbcWorld(
                new JdbcSettings(url, null, null), connection, Instant::toString, pageSize);
    }

    static JdbcWorld postgres(JdbcSettings settings, Connection connection, int pageSize)
            throws SQLException {
        run(connection, "DROP TABLE IF EXISTS logins");
        run(
                connection,
                "CREATE TABLE logins (id text, label text, at timestamptz, changed timestamptz)");
        return new JdbcWorld(settings, connection, at -> at.atOffset(ZoneOffset.UTC), pageSize);
    }

    static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private void run(String sql, Object... values) {
        try {
            run(connection, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Source open() {
        var streams = new TreeMap<String, QueryStream>();
        streams.put(
                "logins",
                new QueryStream(
                        "SELECT id, label, at, changed FROM logins",
                        new Columns(List.of("id"), "at", null),
                        "changed"));
        return JdbcSource.open(settings, streams, () -> now, pageSize);
    }

    @Override
    public StreamRequest request() {
        return new StreamRequest("logins", List.of("label"));
    }

    @Override
    public String labelField() {
        return "label";
    }

    @Override
    public void setClock(Instant to) {
        now = to;
    }

    @Override
    public String create(Instant at, String label) {
        String id = "row %05d".formatted(++created);
        insert(id, at, label);
        return id;
    }

    private void insert(String id, Instant at, Object label) {
        run("INSERT INTO logins VALUES (?, ?, ?, ?)", id, label, instants.of(at), instants.of(at));
    }

    @Override
    public void modify(String id, Instant at, String label) {
        run("UPDATE logins SET label = ?, changed = ? WHERE id = ?", label, instants.of(at), id);
    }

    /** A text that is longer than any figure. */
    @Override
    public void createUnreadable(Instant at) {
        insert("row %05d".formatted(++created), at, SECRET.repeat(100_000));
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    public Duration lateBy() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void delete(String id, Instant at) {
        throw new UnsupportedOperationException("a row that is gone says nothing");
    }

    @Override
    public void inject(Fault fault, int times) {
        throw new UnsupportedOperationException("the driver's wire is its own");
    }

    @Override
    public void heal() {}

    @Override
    public int dataRequests() {
        return 0;
    }

    @Override
    public int tokenRequests() {
        return 0;
    }

    @Override
    public List<Duration> pauses() {
        return List.of();
    }

    @Override
    public int foreignRequests() {
        return 0;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
