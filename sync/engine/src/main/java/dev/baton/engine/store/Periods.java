package dev.baton.engine.store;

import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Period;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last periods whose snapshots were taken, and the last day whose renewals were told. */
final class Periods {
    private Periods() {}

    static List<Period> taken(Transaction transaction, String connection) throws SQLException {
        return transaction.list(
                "SELECT grain, ended_on FROM snapshot_period WHERE connection = ? ORDER BY grain",
                row ->
                        new Period(
                                Grain.valueOf(row.getString("grain")),
                                LocalDate.parse(row.getString("ended_on"))),
                connection);
    }

    static Optional<LocalDate> renewalDay(Transaction transaction, String connection)
            throws SQLException {
        return transaction
                .list(
                        "SELECT looked_at FROM renewal_day WHERE connection = ?",
                        row -> LocalDate.parse(row.getString("looked_at")),
                        connection)
                .stream()
                .findFirst();
    }

    /** Days compare as in {@link #take}. */
    static void keepRenewalDay(Transaction transaction, String connection, LocalDate day)
            throws SQLException {
        transaction.update(
                "INSERT INTO renewal_day (connection, looked_at) VALUES (?, ?)"
                        + " ON CONFLICT (connection) DO UPDATE SET looked_at = excluded.looked_at"
                        + " WHERE renewal_day.looked_at < excluded.looked_at",
                connection,
                day.toString());
    }

    /** Days are text of one length, so that they compare as days do. */
    static void take(Transaction transaction, String connection, Collection<Period> periods)
            throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (Period each : periods) {
            rows.add(
                    new @Nullable Object[] {
                        connection, each.grain().name(), each.end().toString()
                    });
        }
        transaction.batch(
                "INSERT INTO snapshot_period (connection, grain, ended_on) VALUES (?, ?, ?)"
                        + " ON CONFLICT (connection, grain) DO UPDATE SET ended_on ="
                        + " excluded.ended_on WHERE snapshot_period.ended_on < excluded.ended_on",
                rows);
    }
}
