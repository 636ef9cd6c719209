package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To schema 6: what landed, what the CRM holds, and the plan that waits for a person are closed
 * with the state's keys.
 */
final class ClosedMigration extends TableMigration {
    private static final int TOGETHER = 1_000;

    private static final String TABLES =
            """
            DROP INDEX landed_by_parent;
            ALTER TABLE landed RENAME TO landed_open;
            CREATE TABLE landed (
                connection    ${text} NOT NULL,
                stream        ${text} NOT NULL,
                id            ${text} NOT NULL,
                version       ${integer} NOT NULL,
                known_at      ${integer} NOT NULL,
                known_until   ${integer} NOT NULL,
                reconstructed ${integer} NOT NULL CHECK (reconstructed IN (0, 1)),
                created_at    ${integer},
                modified_at   ${integer} NOT NULL,
                deleted       ${integer} NOT NULL CHECK (deleted IN (0, 1)),
                parent        ${text},
                digest        ${bytes} NOT NULL,
                body          ${bytes} NOT NULL,
                PRIMARY KEY (connection, stream, id, version),
                CHECK (known_at <= known_until)
            ) ${strict};
            ALTER TABLE held RENAME TO held_open;
            CREATE TABLE held (
                connection ${text} NOT NULL,
                object     ${text} NOT NULL,
                record     ${text} NOT NULL,
                body       ${bytes} NOT NULL,
                ours       ${bytes},
                PRIMARY KEY (connection, object, record)
            ) ${strict};
            ALTER TABLE stopped_change RENAME TO stopped_change_open;
            CREATE TABLE stopped_change (
                connection ${text} NOT NULL,
                object     ${text} NOT NULL,
                record     ${text} NOT NULL,
                field      ${text} NOT NULL,
                change     ${bytes} NOT NULL,
                PRIMARY KEY (connection, object, record, field)
            ) ${strict};
            """;

    private static final String DONE =
            """
            DROP TABLE landed_open;
            DROP TABLE held_open;
            DROP TABLE stopped_change_open;
            CREATE INDEX landed_by_parent ON landed (connection, stream, parent, known_until)
                WHERE parent IS NOT NULL;
            """;

    private final MasterKey key;

    ClosedMigration(Schema schema, MasterKey key) {
        super(schema, Schema.CLOSED, "closed");
        this.key = key;
    }

    @Override
    void migrate(Transaction transaction) throws SQLException {
        StateKeys keys =
                Identity.of(transaction)
                        .orElseThrow(() -> new SQLException("The state has no identity"))
                        .keys(key);
        execute(transaction, TABLES);
        var landing = new Landing(keys);
        copy(
                transaction,
                "SELECT * FROM landed_open ORDER BY connection, stream, id, version",
                landing::closed,
                Landing.INSERT);
        var holdings = new Holdings(keys);
        copy(
                transaction,
                "SELECT * FROM held_open ORDER BY connection, object, record",
                row -> held(holdings, row),
                "INSERT INTO held (connection, object, record, body, ours)"
                        + " VALUES (?, ?, ?, ?, ?)");
        var stopped = new StoppedPlans(keys);
        copy(
                transaction,
                "SELECT * FROM stopped_change_open",
                row ->
                        stopped.row(
                                row.getString("connection"),
                                row.getString("object"),
                                row.getString("record"),
                                row.getString("field"),
                                row.getString("change")),
                StoppedPlans.INSERT);
        execute(transaction, DONE);
    }

    private static @Nullable Object[] held(Holdings holdings, ResultSet row) throws SQLException {
        var object = new StreamKey(row.getString("connection"), row.getString("object"));
        String record = row.getString("record");
        String ours = row.getString("ours");
        return new @Nullable Object[] {
            object.connection(),
            object.stream(),
            record,
            holdings.closed("body", object, record, row.getString("body")),
            ours == null ? null : holdings.closed("ours", object, record, ours)
        };
    }

    private static void copy(
            Transaction transaction,
            String from,
            Transaction.RowMapper<@Nullable Object[]> row,
            String into)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        transaction.each(
                from,
                each -> {
                    rows.add(row.map(each));
                    if (rows.size() == TOGETHER) {
                        transaction.batch(into, rows);
                        rows.clear();
                    }
                    return true;
                },
                copied -> {});
        transaction.batch(into, rows);
    }
}
