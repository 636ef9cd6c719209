package dev.baton.engine.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that could not go on their way, and why (invariant 2). */
final class Quarantine {
    private Quarantine() {}

    static void park(Transaction transaction, List<Parked> parked) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (Parked each : parked) {
            rows.add(
                    new @Nullable Object[] {
                        each.stream().connection(),
                        each.stream().stream(),
                        each.record(),
                        each.reason(),
                        Micros.of(each.since()),
                        Micros.ofNullable(each.retryAt())
                    });
        }
        transaction.batch(
                "INSERT INTO quarantine (connection, stream, record, reason, since, retry_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (connection, stream, record, reason) DO UPDATE SET"
                        + " retry_at = excluded.retry_at",
                rows);
    }

    static void release(Transaction transaction, StreamKey stream, Collection<String> records)
            throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (String record : records) {
            rows.add(new @Nullable Object[] {stream.connection(), stream.stream(), record});
        }
        transaction.batch(
                "DELETE FROM quarantine WHERE connection = ? AND stream = ? AND record = ?", rows);
    }

    static void drop(Transaction transaction, Parked parked) throws SQLException {
        transaction.update(
                "DELETE FROM quarantine WHERE connection = ? AND stream = ? AND record = ?"
                        + " AND reason = ?",
                parked.stream().connection(),
                parked.stream().stream(),
                parked.record(),
                parked.reason());
    }

    static List<Parked> all(Transaction transaction) throws SQLException {
        return transaction.list(
                "SELECT connection, stream, record, reason, since, retry_at FROM quarantine"
                        + " ORDER BY since, connection, stream, record, reason",
                row ->
                        new Parked(
                                new StreamKey(row.getString("connection"), row.getString("stream")),
                                row.getString("record"),
                                row.getString("reason"),
                                Micros.instant(row, "since"),
                                Micros.nullable(row, "retry_at")));
    }
}
