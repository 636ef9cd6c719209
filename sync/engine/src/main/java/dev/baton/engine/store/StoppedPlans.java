package dev.baton.engine.store;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan that the brake stopped last, one a connection. */
final class StoppedPlans {
    /** Changes that are rows in memory at once. */
    private static final int TOGETHER = 1_000;

    static final String INSERT =
            "INSERT INTO stopped_change (connection, object, record, field, change)"
                    + " VALUES (?, ?, ?, ?, ?)";

    private final RowCipher cipher;

    StoppedPlans(StateKeys keys) {
        this.cipher = new RowCipher(keys.data());
    }

    void keep(Transaction transaction, String connection, StoppedPlan stopped) throws SQLException {
        forget(transaction, connection);
        Plan plan = stopped.plan();
        transaction.update(
                "INSERT INTO stopped_plan (connection, run, hash, as_of, stopped_at, mappings, model,"
                        + " band_field, bands, band_limit, accounts, approved)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                connection,
                stopped.run(),
                plan.hash(),
                Micros.of(stopped.asOf()),
                Micros.of(stopped.stoppedAt()),
                plan.mappings(),
                plan.model(),
                stopped.bandField(),
                stopped.bands(),
                stopped.limit(),
                stopped.accounts(),
                stopped.approved() ? 1 : 0);
        var rows = new ArrayList<@Nullable Object[]>();
        for (Change change : plan.changes()) {
            rows.add(row(connection, change));
            if (rows.size() == TOGETHER) {
                transaction.batch(INSERT, rows);
                rows.clear();
            }
        }
        transaction.batch(INSERT, rows);
    }

    private @Nullable Object[] row(String connection, Change change) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("", Arrays.asList(change.before(), change.after()));
        return row(connection, change.object(), change.key(), change.field(), Values.write(values));
    }

    @Nullable Object[] row(
            String connection, String object, String record, String field, String change) {
        return new @Nullable Object[] {
            connection,
            object,
            record,
            field,
            cipher.close(change, "stopped_change.change", connection, object, record, field)
        };
    }

    static void forget(Transaction transaction, String connection) throws SQLException {
        transaction.update("DELETE FROM stopped_plan WHERE connection = ?", connection);
        transaction.update("DELETE FROM stopped_change WHERE connection = ?", connection);
    }

    Optional<StoppedPlan> find(Transaction transaction, String connection) throws SQLException {
        List<Change> changes = new ArrayList<>();
        transaction.each(
                "SELECT object, record, field, change FROM stopped_change WHERE connection = ?",
                row -> change(connection, row),
                changes::add,
                connection);
        return transaction.first(
                "SELECT run, as_of, stopped_at, mappings, model, band_field, bands, band_limit,"
                        + " accounts, approved FROM stopped_plan WHERE connection = ?",
                row -> stopped(row, changes),
                connection);
    }

    private Change change(String connection, ResultSet row) throws SQLException {
        String object = row.getString("object");
        String record = row.getString("record");
        String field = row.getString("field");
        String change =
                cipher.open(
                        row.getBytes("change"),
                        "stopped_change.change",
                        connection,
                        object,
                        record,
                        field);
        if (Values.read(change).get("") instanceof List<?> pair && pair.size() == 2) {
            return new Change(object, record, field, pair.get(0), pair.get(1));
        }
        throw new IllegalStateException("a stopped change is kept as its old and new value");
    }

    private static StoppedPlan stopped(ResultSet row, List<Change> changes) throws SQLException {
        return new StoppedPlan(
                row.getString("run"),
                new Plan(changes, row.getString("mappings"), row.getString("model")),
                Micros.instant(row, "as_of"),
                Micros.instant(row, "stopped_at"),
                row.getString("band_field"),
                row.getInt("bands"),
                row.getLong("band_limit"),
                row.getInt("accounts"),
                row.getInt("approved") == 1);
    }
}
