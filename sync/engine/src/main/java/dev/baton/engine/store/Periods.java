package dev.baton.engine.store;

import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Period;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last periods whose snapshots were taken. */
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
