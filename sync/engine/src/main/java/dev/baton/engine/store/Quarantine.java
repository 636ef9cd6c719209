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
                        Micros.of(each.since())
                    });
        }
        transaction.batch(
                "INSERT INTO quarantine (connection, stream, record, reason, since)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
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

    static List<Parked> all(Transaction transaction) throws SQLException {
        return transaction.list(
                "SELECT connection, stream, record, reason, since FROM quarantine"
                        + " ORDER BY since, connection, stream, record, reason",
                row ->
                        new Parked(
                                new StreamKey(row.getString("connection"), row.getString("stream")),
                                row.getString("record"),
                                row.getString("reason"),
                                Micros.instant(row, "since")));
    }
}
