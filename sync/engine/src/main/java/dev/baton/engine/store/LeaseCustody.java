package dev.baton.engine.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a state that several processes share: a row says who holds it, until when by the database's
 * clock, and with which token. The token grows with each taking; a transaction looks at it while it
 * holds the row, so that nothing of a former holder is stored once another one took over.
 */
final class LeaseCustody implements Custody {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseCustody.class);

    /** Microseconds, as everywhere; at this statement, not at the transaction's begin. */
    private static final String NOW =
            "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";

    private static final String OURS =
            " WHERE connection = ? AND holder = ? AND token = ? AND expires_at > " + NOW;

    private final Database database;
    private final LeaseTerms terms;
    private final long token;

    /** By our clock, before the database was asked: the database's own instant is later. */
    private volatile long renewedAt;

    private volatile boolean lost;

    private LeaseCustody(Database database, LeaseTerms terms, long token, long takenAt) {
        this.database = database;
        this.terms = terms;
        this.token = token;
        this.renewedAt = takenAt;
    }

    /**
     * Takes the lease, or says at once who has it.
     *
     * @param connections of a state whose tables are current
     */
    static LeaseCustody take(Connections connections, LeaseTerms terms) throws LeaseHeldException {
        var database = new Database(connections, NONE);
        long takenAt = terms.nanos().getAsLong();
        boolean[] taken = {false};
        database.write(transaction -> taken[0] = take(transaction, terms));
        Held held = database.read(transaction -> held(transaction, terms.connection()));
        if (!taken[0]) {
            throw new LeaseHeldException(terms.connection(), held.holder());
        }
        return new LeaseCustody(database, terms, held.token(), takenAt);
    }

    private record Held(String holder, long token) {}

    private static boolean take(Transaction transaction, LeaseTerms terms) throws SQLException {
        return transaction.update(
                        "INSERT INTO lease (connection, holder, token, expires_at)"
                                + " VALUES (?, ?, 1, "
                                + NOW
                                + " + ?) ON CONFLICT (connection) DO UPDATE SET holder ="
                                + " excluded.holder, token = lease.token + 1, expires_at ="
                                + " excluded.expires_at WHERE lease.expires_at <= "
                                + NOW,
                        terms.connection(),
                        terms.holder(),
                        micros(terms))
                == 1;
    }

    private static Held held(Transaction transaction, String connection) throws SQLException {
        return transaction
                .first(
                        "SELECT holder, token FROM lease WHERE connection = ?",
                        row -> new Held(row.getString("holder"), row.getLong("token")),
                        connection)
                .orElseThrow(() -> new SQLException("The lease is gone"));
    }

    private static long micros(LeaseTerms terms) {
        return TimeUnit.NANOSECONDS.toMicros(terms.time().toNanos());
    }

    /** Asks the database each time: our clock stood still, too, while our machine did. */
    @Override
    public void fence() {
        prolong(untilNow());
    }

    @Override
    public void renew() {
        long now = untilNow();
        if (now - renewedAt >= terms.time().toNanos() / 2) {
            prolong(now);
        }
    }

    /** The present, if our own clock has not yet seen the lease run out. */
    private long untilNow() {
        long now = terms.nanos().getAsLong();
        if (lost || now - renewedAt >= terms.time().toNanos()) {
            throw lost();
        }
        return now;
    }

    private void prolong(long now) {
        database.write(this::prolong);
        renewedAt = now;
    }

    private void prolong(Transaction transaction) throws SQLException {
        int ours =
                transaction.update(
                        "UPDATE lease SET expires_at = " + NOW + " + ?" + OURS,
                        micros(terms),
                        terms.connection(),
                        terms.holder(),
                        token);
        if (ours == 0) {
            throw lost();
        }
    }

    @Override
    public void enter(Transaction transaction) throws SQLException {
        boolean ours =
                transaction
                        .first(
                                "SELECT token FROM lease" + OURS + " FOR SHARE",
                                row -> row.getLong(1),
                                terms.connection(),
                                terms.holder(),
                                token)
                        .isPresent();
        if (!ours) {
            throw lost();
        }
    }

    private LeaseLostException lost() {
        lost = true;
        return new LeaseLostException(terms.connection());
    }

    /** The database server looks after its own files. */
    @Override
    public void appended(LedgerHead head) {}

    /** Gives the lease back; the token stays, so that the next one's is greater. */
    @Override
    public void closing() {
        if (lost) {
            return;
        }
        try {
            database.write(
                    transaction ->
                            transaction.update(
                                    "UPDATE lease SET expires_at = 0" + OURS,
                                    terms.connection(),
                                    terms.holder(),
                                    token));
        } catch (StoreException e) {
            LOG.warn("The lease was not given back; it runs out by itself", e);
        }
    }

    @Override
    public void closed() {}
}
