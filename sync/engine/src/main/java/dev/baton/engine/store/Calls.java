package dev.baton.engine.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Our calls by the hour. */
final class Calls {
    /**
     * Whole hours that reach into the last 24 hours. An hour more than the vendor's window rather
     * than a part less.
     */
    private static final int HOURS = 24;

    private Calls() {}

    /**
     * The allowance's row is the lock: whoever takes waits for whoever took. Giving back needs
     * none: who takes beside it sees too many calls at worst.
     */
    private static void lock(Transaction transaction, String connection) throws SQLException {
        transaction.update(
                "INSERT INTO allowance (connection) VALUES (?)"
                        + " ON CONFLICT (connection) DO UPDATE SET connection = excluded.connection",
                connection);
    }

    static int take(Transaction transaction, String connection, Instant now, int wanted, long limit)
            throws SQLException {
        lock(transaction, connection);
        long left = limit - made(transaction, connection, now);
        int taken = (int) Math.max(0, Math.min(wanted, left));
        if (taken > 0) {
            transaction.update(
                    "INSERT INTO calls (connection, hour, calls) VALUES (?, ?, ?)"
                            + " ON CONFLICT (connection, hour)"
                            + " DO UPDATE SET calls = calls.calls + excluded.calls",
                    connection,
                    hour(now),
                    (long) taken);
        }
        return taken;
    }

    static void giveBack(Transaction transaction, String connection, Instant takenAt, int calls)
            throws SQLException {
        transaction.update(
                "UPDATE calls SET calls = calls - ? WHERE connection = ? AND hour = ?",
                (long) calls,
                connection,
                hour(takenAt));
    }

    static void saw(Transaction transaction, String connection, CallDay.Allowance allowance)
            throws SQLException {
        transaction.update(
                "INSERT INTO allowance (connection, used, allowed, seen_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (connection) DO UPDATE SET used = excluded.used,"
                        + " allowed = excluded.allowed, seen_at = excluded.seen_at",
                connection,
                allowance.used(),
                allowance.allowed(),
                Micros.of(allowance.seenAt()));
    }

    static CallDay day(Transaction transaction, String connection, Instant now)
            throws SQLException {
        return new CallDay(
                made(transaction, connection, now),
                oldest(transaction, connection, now)
                        .map(hour -> hour.plus(HOURS + 1, ChronoUnit.HOURS))
                        .orElse(null),
                allowance(transaction, connection).orElse(null));
    }

    static Optional<CallDay.Allowance> allowance(Transaction transaction, String connection)
            throws SQLException {
        return transaction.first(
                "SELECT used, allowed, seen_at FROM allowance"
                        + " WHERE connection = ? AND allowed IS NOT NULL",
                row ->
                        new CallDay.Allowance(
                                row.getLong("used"),
                                row.getLong("allowed"),
                                Micros.instant(row, "seen_at")),
                connection);
    }

    /** Those of a little later count too: they were made under a clock that ran ahead. */
    private static long made(Transaction transaction, String connection, Instant now)
            throws SQLException {
        return transaction
                .first(
                        "SELECT COALESCE(SUM(calls), 0) AS made FROM calls"
                                + " WHERE connection = ? AND hour BETWEEN ? AND ?",
                        row -> row.getLong("made"),
                        connection,
                        hour(now.minus(HOURS, ChronoUnit.HOURS)),
                        hour(now.plus(HOURS, ChronoUnit.HOURS)))
                .orElse(0L);
    }

    private static Optional<Instant> oldest(Transaction transaction, String connection, Instant now)
            throws SQLException {
        return transaction.first(
                "SELECT hour FROM calls WHERE connection = ? AND hour BETWEEN ? AND ?"
                        + " AND calls > 0 ORDER BY hour LIMIT 1",
                row -> Micros.instant(row, "hour"),
                connection,
                hour(now.minus(HOURS, ChronoUnit.HOURS)),
                hour(now.plus(HOURS, ChronoUnit.HOURS)));
    }

    private static long hour(Instant instant) {
        return Micros.of(instant.truncatedTo(ChronoUnit.HOURS));
    }
}
