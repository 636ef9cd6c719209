package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of queries from any database that has a JDBC driver on the class path.
 *
 * <p>Rows come in the order of (growing column, key), each page a query of its own that begins
 * behind the last row, so that rows with equal values are never lost at a border. The next walk
 * begins at the last value again, ten minutes earlier where the database holds it as an instant:
 * transactions that commit late bear one that has passed. Rows come again then; whoever lands them
 * knows them by their key. A time without a zone counts as UTC. Every transaction is read-only.
 * Thread-safe.
 */
public final class JdbcSource implements Source {
    /** Rows a page; a bound of what is in memory at once. */
    public static final int PAGE = 1_000;

    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Database database;
    private final JdbcSettings settings;
    private final SortedMap<String, QueryStream> streams;
    private final InstantSource clock;
    private final int pageSize;
    private long calls;

    private JdbcSource(
            JdbcSettings settings,
            SortedMap<String, QueryStream> streams,
            InstantSource clock,
            int pageSize) {
        this.database = new Database(settings);
        this.settings = settings;
        this.streams = new TreeMap<>(streams);
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /**
     * Connects only when something is read.
     *
     * @param streams by name
     * @param clock ours: databases have no portable way to tell theirs
     * @param pageSize most rows a page, at least 1
     */
    public static JdbcSource open(
            JdbcSettings settings,
            SortedMap<String, QueryStream> streams,
            InstantSource clock,
            int pageSize) {
        return new JdbcSource(settings, streams, clock, pageSize);
    }

    @Override
    public String system() {
        return "jdbc";
    }

    @Override
    public Instant serverTime() {
        return clock.instant();
    }

    @Override
    public synchronized Page read(StreamRequest request, @Nullable Cursor cursor)
            throws AdapterException {
        QueryStream stream = streams.get(request.stream());
        if (stream == null) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "unknown_stream",
                    "there are queries of the streams " + String.join(", ", streams.keySet()),
                    null);
        }
        JdbcPosition position = JdbcPosition.of(cursor, stream.columns().key().size());
        return reading(connection -> page(connection, stream, request, position));
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException, AdapterException;
    }

    /** One read-only transaction. */
    private <T> T reading(Reading<T> reading) throws AdapterException {
        driverIsThere();
        try {
            Connection connection = database.connection();
            try {
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw JdbcErrors.of(e);
        }
    }

    private void driverIsThere() throws AdapterException {
        try {
            DriverManager.getDriver(settings.url());
        } catch (SQLException e) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_driver",
                    "no JDBC driver on the class path takes this url; put its jar beside Baton's",
                    null);
        }
    }

    private Page page(
            Connection connection, QueryStream stream, StreamRequest request, JdbcPosition position)
            throws SQLException, AdapterException {
        List<String> asked = asked(stream, request);
        RowQuery query = query(connection, stream, asked);
        var rows = new RowBatch(stream, request, asked, clock.instant());
        calls++;
        try (PreparedStatement statement = query.page(connection, position, pageSize);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(result);
            }
        }
        boolean last = rows.count() < pageSize;
        JdbcPosition next = last ? between(position, rows.last()) : within(position, rows.last());
        return new Page(rows.records(), rows.unreadable(), next.cursor(), last, clock.instant());
    }

    /** Where the next walk begins; without any row where this one did. */
    private static JdbcPosition between(JdbcPosition before, JdbcPosition.@Nullable Behind last) {
        JdbcValue reached =
                last != null
                        ? last.value()
                        : before instanceof JdbcPosition.Behind behind ? behind.value() : null;
        return reached == null ? before : new JdbcPosition.From(reached.before(OVERLAP));
    }

    /** A page that does not move on would come for ever. */
    private static JdbcPosition within(JdbcPosition before, JdbcPosition.@Nullable Behind last)
            throws AdapterException {
        if (last == null || last.equals(before)) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_progress",
                    "the query gives the same row for ever; its key and growing column must tell rows apart",
                    null);
        }
        return last;
    }

    private static List<String> asked(QueryStream stream, StreamRequest request) {
        List<String> asked = stream.columns().with(request.fields());
        if (!asked.contains(stream.growsBy())) {
            asked.add(stream.growsBy());
        }
        return asked;
    }

    private RowQuery query(Connection connection, QueryStream stream, List<String> asked)
            throws SQLException, AdapterException {
        calls++;
        List<String> columns = RowQuery.columns(connection, stream.query());
        List<String> lacking =
                asked.stream().filter(name -> RowQuery.spelt(columns, name) == null).toList();
        if (!lacking.isEmpty()) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_such_column",
                    "the query does not give exactly once: " + String.join(", ", lacking),
                    null);
        }
        return new RowQuery(
                stream.query(),
                connection.getMetaData().getIdentifierQuoteString().strip(),
                spelt(columns, asked),
                spelt(columns, List.of(stream.growsBy())).getFirst(),
                spelt(columns, stream.columns().key()));
    }

    private static List<String> spelt(List<String> columns, List<String> names) {
        var spelt = new ArrayList<String>();
        for (String name : names) {
            String found = RowQuery.spelt(columns, name);
            spelt.add(found == null ? name : found);
        }
        return spelt;
    }

    @Override
    public synchronized List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        var findings = new ArrayList<Finding>();
        for (StreamRequest request : requests) {
            QueryStream stream = streams.get(request.stream());
            if (stream == null) {
                findings.add(
                        Finding.error(
                                request.stream(),
                                "there is no query of this stream",
                                "add it to connections.yaml; there are: "
                                        + String.join(", ", streams.keySet())));
            } else {
                findings.addAll(reading(connection -> check(connection, stream, request)));
            }
        }
        return findings;
    }

    private List<Finding> check(Connection connection, QueryStream stream, StreamRequest request)
            throws SQLException, AdapterException {
        calls++;
        List<String> columns = RowQuery.columns(connection, stream.query());
        List<String> asked = asked(stream, request);
        var findings = new ArrayList<Finding>();
        for (String name : asked) {
            if (RowQuery.spelt(columns, name) == null) {
                findings.add(
                        Finding.error(
                                request.stream() + "." + name,
                                "the query gives no such column, or several",
                                "it gives: " + String.join(", ", columns)));
            }
        }
        if (findings.isEmpty()) {
            warnOfLost(connection, query(connection, stream, asked), request.stream(), findings);
        }
        return findings;
    }

    private void warnOfLost(
            Connection connection, RowQuery query, String stream, List<Finding> findings)
            throws SQLException {
        calls++;
        try (PreparedStatement statement = query.lost(connection);
                ResultSet row = statement.executeQuery()) {
            if (row.next()) {
                findings.add(
                        Finding.warning(
                                stream,
                                "rows whose key or growing column is empty are never read",
                                "fill them in the query, or leave such rows out of it"));
            }
        }
    }

    /** Queries sent. */
    @Override
    public synchronized long calls() {
        return calls;
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new UncheckedIOException(new java.io.IOException(JdbcErrors.of(e)));
        }
    }
}
