package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every sync that ever began. */
final class Runs {
    private static final String ALL =
            "SELECT id, as_of, known_at, mappings, model, plan_hash, state, written, failed FROM run";

    private static final String LAST = " ORDER BY id DESC LIMIT 1";

    private Runs() {}

    static void begin(Transaction transaction, Run run) throws SQLException {
        transaction.update(
                "INSERT INTO run (as_of, known_at, mappings, model, plan_hash, state, written,"
                        + " failed, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row(run));
    }

    static void update(Transaction transaction, Run run) throws SQLException {
        int touched =
                transaction.update(
                        "UPDATE run SET as_of = ?, known_at = ?, mappings = ?, model = ?,"
                                + " plan_hash = ?, state = ?, written = ?, failed = ? WHERE id = ?",
                        row(run));
        if (touched == 0) {
            throw new StoreException("Run " + run.id() + " never began, so it cannot go on.", null);
        }
    }

    static Optional<Run> find(Transaction transaction, String id) throws SQLException {
        return transaction.first(ALL + " WHERE id = ?", Runs::run, id);
    }

    static Optional<Run> last(Transaction transaction, Run.@Nullable State state)
            throws SQLException {
        return state == null
                ? transaction.first(ALL + LAST, Runs::run)
                : transaction.first(ALL + " WHERE state = ?" + LAST, Runs::run, state.name());
    }

    static Optional<Run> last(Transaction transaction, Run.State state, Instant knownBy)
            throws SQLException {
        return transaction.first(
                ALL + " WHERE state = ? AND known_at <= ?" + LAST,
                Runs::run,
                state.name(),
                Micros.clamped(knownBy));
    }

    private static @Nullable Object[] row(Run run) {
        return new @Nullable Object[] {
            Micros.of(run.asOf()),
            Micros.of(run.knownAt()),
            run.mappings(),
            run.model(),
            run.planHash(),
            run.state().name(),
            run.written(),
            run.failed(),
            run.id()
        };
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                Micros.instant(row, "as_of"),
                Micros.instant(row, "known_at"),
                row.getString("mappings"),
                row.getString("model"),
                row.getString("plan_hash"),
                Run.State.valueOf(row.getString("state")),
                row.getInt("written"),
                row.getInt("failed"));
    }
}
