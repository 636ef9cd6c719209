package dev.baton.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * One file. Readers see a snapshot while one writer at a time writes (write-ahead log); a commit
 * has reached the disk when it returns.
 */
final class SqliteConnections implements Connections {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteConnections.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** At the end, when waiting gains nothing but a quicker next start. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

    /**
     * Pages kept in memory, in KiB. Records come in the order of their change and are indexed by
     * whom they belong to, so that every page of rows touches the index all over; with the default
     * of 2 MB most of that would be read from the file again and again.
     */
    private static final int CACHE_KIB = 64 << 10;

    /**
     * How many pages the log gathers before they are copied into the file, 32 MiB: a page of an
     * index that was touched by ten commits is then copied once.
     */
    private static final int CHECKPOINT_PAGES = 8 << 10;

    private final Path file;
    private final SQLiteDataSource source;

    /** Opening costs ten times what a small question costs, so connections are used again. */
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private final AtomicInteger lent = new AtomicInteger();

    private volatile boolean closed;

    SqliteConnections(Path file) {
        this.file = file;
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-CACHE_KIB); // negative: KiB instead of pages
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public SQLiteDataSource source() {
        return source;
    }

    /** Reads every page of the file, and holds indexes against their tables. */
    void checkWhole() throws SQLException {
        Connection connection = begin(Mode.READ);
        try {
            List<String> findings =
                    new Transaction(connection)
                            .list("PRAGMA integrity_check(1)", row -> row.getString(1));
            if (!findings.equals(List.of("ok"))) {
                throw new SQLException("integrity_check: " + findings, null, CORRUPT);
            }
        } finally {
            rollback(connection);
            giveBack(connection);
        }
    }

    @Override
    public Connection begin(Mode mode) throws SQLException {
        // Counted before looking, as who closes looks before counting.
        lent.incrementAndGet();
        boolean begun = false;
        try {
            Connection connection = begun(mode);
            begun = true;
            return connection;
        } finally {
            if (!begun) {
                lent.decrementAndGet();
            }
        }
    }

    private Connection begun(Mode mode) throws SQLException {
        if (closed) {
            throw new SQLException("closed", null, SQLiteErrorCode.SQLITE_MISUSE.code);
        }
        Connection reused = idle.poll();
        Connection connection = reused == null ? source.getConnection() : reused;
        try {
            // A writer that first only read could lose the race for the lock and have to start
            // anew.
            execute(connection, mode == Mode.READ ? "BEGIN" : "BEGIN IMMEDIATE");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Copies the whole log into the file; false while a reader still needs it. */
    boolean checkpointed() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + SHORT_PATIENCE.toMillis());
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt("busy") == 0;
            }
        } catch (SQLException e) {
            // What was committed stays in the log, and is found there.
            LOG.warn("The log of {} stays beside it", file, e);
            return false;
        }
    }

    /** Whether no connection is in use. */
    boolean quiet() {
        return lent.get() == 0;
    }

    /** Whether a log with something in it lies beside the file. */
    boolean logLeft() {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.size(log) > 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at", log, e);
            return true;
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        idle.push(connection);
        lent.decrementAndGet();
        if (closed) {
            closeIdle();
        }
    }

    /** The driver's own transactions would take the write lock again after each commit. */
    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final int CORRUPT = SQLiteErrorCode.SQLITE_CORRUPT.code;

    /** Of statements that are always the same: a table is not there, or not as it was made. */
    private static final int NO_SUCH_TABLE = SQLiteErrorCode.SQLITE_ERROR.code;

    private static final int NOT_A_DATABASE = SQLiteErrorCode.SQLITE_NOTADB.code;
    private static final int FULL = SQLiteErrorCode.SQLITE_FULL.code;
    private static final int BUSY = SQLiteErrorCode.SQLITE_BUSY.code;
    private static final int READ_ONLY = SQLiteErrorCode.SQLITE_READONLY.code;
    private static final int CANNOT_OPEN = SQLiteErrorCode.SQLITE_CANTOPEN.code;
    private static final int NO_ROOM_FOR_INDEX = SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code;
    private static final int IO = SQLiteErrorCode.SQLITE_IOERR.code;

    @Override
    public boolean isOfTheMachine(SQLException failure) {
        return isGivenUp(failure)
                || Set.of(FULL, BUSY, READ_ONLY, CANNOT_OPEN, IO).contains(kind(failure));
    }

    /**
     * A full disk ends a transaction by itself. A library that goes on to commit it then learns
     * that there is none, and tells us that.
     *
     * @see <a href="https://sqlite.org/lang_transaction.html">Response to errors within a
     *     transaction</a>
     */
    private static boolean isGivenUp(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("no transaction is active");
    }

    /** A file has no server. */
    @Override
    public boolean isUnavailable(SQLException failure) {
        return false;
    }

    /**
     * The index into the log is a file that is mapped: where it cannot grow, the driver tells of an
     * I/O error and not of a full disk.
     *
     * @see <a href="https://sqlite.org/rescode.html#ioerr_shmsize">SQLITE_IOERR_SHMSIZE</a>
     */
    private boolean isFull(SQLException failure) {
        int kind = kind(failure);
        return kind == FULL
                || isGivenUp(failure)
                || failure.getErrorCode() == NO_ROOM_FOR_INDEX
                || (kind == IO && FullDisk.hasNoRoom(file));
    }

    /** The lowest byte is the kind, the others say more about it. */
    private static int kind(SQLException failure) {
        return failure.getErrorCode() & 0xff;
    }

    @Override
    public String wayOut(SQLException failure) {
        int kind = kind(failure);
        if (kind == CORRUPT || kind == NOT_A_DATABASE) {
            return "The state file " + file + " is damaged." + FileCustody.WAY_OUT;
        }
        if (isFull(failure)) {
            return FullDisk.told(file);
        }
        if (kind == NO_SUCH_TABLE) {
            return "The state file "
                    + file
                    + " is damaged: its tables are not those that Baton made."
                    + FileCustody.WAY_OUT;
        }
        if (kind == BUSY) {
            return "Another process has been writing "
                    + file
                    + " for "
                    + PATIENCE.toSeconds()
                    + " seconds. Wait for it to end and run again.";
        }
        if (kind == READ_ONLY || kind == CANNOT_OPEN) {
            return "The state file "
                    + file
                    + " cannot be opened for writing. It and its folder must belong to the user that"
                    + " runs Baton.";
        }
        if (kind == IO) {
            return "The disk that holds " + file + " fails. Check it, then run again.";
        }
        return "The state file " + file + " refused a statement. Nothing of it was stored.";
    }

    @Override
    public void close() {
        closed = true;
        try {
            closeIdle();
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private void closeIdle() throws SQLException {
        var failures = new ArrayList<SQLException>();
        for (Connection each = idle.poll(); each != null; each = idle.poll()) {
            try {
                each.close();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
