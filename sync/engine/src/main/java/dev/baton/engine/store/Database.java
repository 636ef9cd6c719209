package dev.baton.engine.store;

import dev.baton.engine.store.Connections.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in transactions: all of it is stored, or nothing. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Connections connections;
    private final Custody custody;
    private final AtomicBoolean closed = new AtomicBoolean();

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

    Database(Connections connections, Custody custody) {
        this.connections = connections;
        this.custody = custody;
    }

    <T> T read(Work<T> work) {
        return run(Mode.READ, work);
    }

    void write(Change change) {
        change(
                transaction -> {
                    change.in(transaction);
                    return true;
                });
    }

    /** Work that adds to the ledger, and gives its end. */
    void append(Work<LedgerHead> work) {
        custody.appended(change(work));
    }

    /** Work that changes something and answers. */
    <T> T change(Work<T> work) {
        custody.renew();
        return run(
                Mode.WRITE,
                transaction -> {
                    custody.enter(transaction);
                    return work.in(transaction);
                });
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
            throw connections.told(e);
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

    /** Once is enough. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            custody.closing();
            connections.close();
            custody.closed();
        }
    }
}
