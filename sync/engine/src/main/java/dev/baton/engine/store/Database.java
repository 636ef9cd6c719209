package dev.baton.engine.store;

import dev.baton.engine.store.Connections.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in transactions: all of it is stored, or nothing. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Connections connections;

    /** What happens inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Work that answers nothing. */
    @FunctionalInterface
    interface Change {
        void in(Transaction transaction) throws SQLException;
    }

    Database(Connections connections) {
        this.connections = connections;
    }

    <T> T read(Work<T> work) {
        return run(Mode.READ, work);
    }

    void write(Change change) {
        run(
                Mode.WRITE,
                transaction -> {
                    change.in(transaction);
                    return true;
                });
    }

    /** Work that changes something and answers. */
    <T> T change(Work<T> work) {
        return run(Mode.WRITE, work);
    }

    private <T> T run(Mode mode, Work<T> work) {
        try {
            Connection connection = connections.begin(mode);
            boolean ended = false;
            try {
                T answer = work.in(new Transaction(connection));
                connections.commit(connection);
                ended = true;
                return answer;
            } catch (SQLException | RuntimeException | Error failure) {
                ended = rolledBack(connection, failure);
                throw failure;
            } finally {
                release(connection, ended);
            }
        } catch (SQLException e) {
            throw new StoreException(connections.wayOut(e), e);
        }
    }

    private boolean rolledBack(Connection connection, Throwable failure) {
        try {
            connections.rollback(connection);
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** A connection whose transaction may still be open is not used again. */
    private void release(Connection connection, boolean ended) {
        try {
            if (ended) {
                connections.giveBack(connection);
            } else {
                connection.close();
            }
        } catch (SQLException e) {
            // What the work came to is decided already, and this must not cover it.
            LOG.warn("A connection to the state did not close", e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
