package dev.baton.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What differs between databases: how a transaction begins, ends, and what an error means. */
interface Connections extends AutoCloseable {

    /** What a transaction is for. */
    enum Mode {
        /** Sees one state of the database from its first to its last statement. */
        READ,
        /** Sees the last state, and nobody else writes what it has read. */
        WRITE
    }

    /** Connections without a transaction, for what only looks and for migrations. */
    DataSource source();

    /** A connection in a new transaction. */
    Connection begin(Mode mode) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollback(Connection connection) throws SQLException;

    /** Takes back a connection whose transaction has ended. */
    void giveBack(Connection connection) throws SQLException;

    /** What an operator can do about it; free of values. */
    String wayOut(SQLException failure);

    /** Whether the machine or the network is to blame, and not what was asked. */
    boolean isOfTheMachine(SQLException failure);

    /** Whether the database is a system of its own that does not answer or does not let us in. */
    boolean isUnavailable(SQLException failure);

    /** As others see it. */
    default StoreException told(SQLException failure) {
        return told(failure, "");
    }

    /** As others see it while a state is opened. */
    default StoreException toldAtTheStart(SQLException failure) {
        return told(failure, StoreException.NOTHING_WRITTEN);
    }

    private StoreException told(SQLException failure, String more) {
        String message = wayOut(failure) + more;
        return isUnavailable(failure)
                ? new StoreUnavailableException(message, failure)
                : new StoreException(message, failure);
    }

    /** The database's own failure behind one of a library's; null if there is none. */
    static @Nullable SQLException behind(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    @Override
    void close();
}
