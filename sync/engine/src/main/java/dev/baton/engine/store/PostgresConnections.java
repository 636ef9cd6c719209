package dev.baton.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** One schema of a PostgreSQL server. */
final class PostgresConnections implements Connections {
    /**
     * Of SQLSTATE: no connection, no resources, an operator's intervention.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error codes</a>
     */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private static final String REFUSED = "28";
    private static final String NO_SUCH_DATABASE = "3D";

    /** One writes; a scan may ask for more while it runs. */
    private static final int POOL = 8;

    private final HikariDataSource source;

    /**
     * Connects at once.
     *
     * @throws StoreUnavailableException if the server cannot be reached or refuses the credentials
     */
    PostgresConnections(PostgresServer server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(server.password().reveal());
        config.setPoolName("baton-state");
        config.setMaximumPoolSize(POOL);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "baton");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // The server's details quote the row that it refused (invariant 12).
        config.addDataSourceProperty("logServerErrorDetail", "false");
        try {
            source = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            SQLException behind = Connections.behind(e);
            throw toldAtTheStart(behind == null ? new SQLException(e) : behind);
        }
    }

    @Override
    public HikariDataSource source() {
        return source;
    }

    @Override
    public Connection begin(Mode mode) throws SQLException {
        Connection connection = source.getConnection();
        if (mode == Mode.READ) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean isOfTheMachine(SQLException failure) {
        return AWAY.contains(kind(failure)) || kind(failure).equals("58");
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        return AWAY.contains(kind(failure))
                || kind(failure).equals(REFUSED)
                || kind(failure).equals(NO_SUCH_DATABASE);
    }

    @Override
    public String wayOut(SQLException failure) {
        return switch (kind(failure)) {
            case "08", "57" ->
                    "The state database cannot be reached. Check that it runs and that the JDBC URL is"
                            + " right, then run again.";
            case REFUSED ->
                    "The state database refuses the user or its password. Check both, then run again.";
            case NO_SUCH_DATABASE ->
                    "The state database does not exist. Create it, then run again.";
            case "53" ->
                    "The state database is out of disk, memory or connections. Make room, then run"
                            + " again.";
            case "XX" ->
                    "The state database is damaged. Put back a copy, or give Baton an empty one:"
                            + " records and scores are pulled and worked out anew, but the ledger of"
                            + " past writes, and with it undo, stays behind.";
            case "40", "55" -> "Another process wrote the same state at the same time. Run again.";
            default ->
                    "The state database refused a statement (SQLSTATE "
                            + failure.getSQLState()
                            + "). Nothing of it was stored.";
        };
    }

    private static String kind(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    @Override
    public void close() {
        source.close();
    }
}
