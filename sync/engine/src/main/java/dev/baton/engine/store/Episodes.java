package dev.baton.engine.store;

import dev.baton.core.play.Episode;
import dev.baton.core.play.TaskKey;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Causes of plays that last. */
final class Episodes {
    private Episodes() {}

    static List<Episode> all(Transaction transaction, String connection) throws SQLException {
        return transaction.list(
                "SELECT account, play, began, silent FROM episode WHERE connection = ?"
                        + " ORDER BY account, play",
                row ->
                        new Episode(
                                new TaskKey(
                                        row.getString("play"),
                                        row.getString("account"),
                                        LocalDate.parse(row.getString("began"))),
                                row.getLong("silent") == 1),
                connection);
    }

    /** Touches only what differs: most causes last. */
    static void keep(Transaction transaction, String connection, List<Episode> episodes)
            throws SQLException {
        List<Episode> before = all(transaction, connection);
        var gone = new ArrayList<@Nullable Object[]>();
        var kept = new HashSet<>(episodes);
        for (Episode each : before) {
            if (!kept.contains(each)) {
                gone.add(
                        new @Nullable Object[] {
                            connection, each.key().account(), each.key().play()
                        });
            }
        }
        var fresh = new ArrayList<@Nullable Object[]>();
        kept = new HashSet<>(before);
        for (Episode each : episodes) {
            if (!kept.contains(each)) {
                fresh.add(row(connection, each));
            }
        }
        transaction.batch(
                "DELETE FROM episode WHERE connection = ? AND account = ? AND play = ?", gone);
        transaction.batch(
                "INSERT INTO episode (connection, account, play, began, silent)"
                        + " VALUES (?, ?, ?, ?, ?)",
                fresh);
    }

    private static @Nullable Object[] row(String connection, Episode episode) {
        return new @Nullable Object[] {
            connection,
            episode.key().account(),
            episode.key().play(),
            episode.key().began().toString(),
            episode.silent() ? 1L : 0L
        };
    }
}
