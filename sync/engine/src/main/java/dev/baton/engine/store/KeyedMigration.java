package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * To schema 5: the state gets an identity, the ledger a chain, and the values in ledger and outbox
 * are closed. Lines of before are chained as they stand; how many they were is kept, for nobody can
 * vouch for what happened to them until then.
 */
final class KeyedMigration extends TableMigration {
    private static final String TABLES =
            """
            CREATE TABLE state (
                one    ${integer} NOT NULL PRIMARY KEY CHECK (one = 1),
                id     ${text} NOT NULL,
                key_id ${text} NOT NULL
            ) ${strict};
            CREATE TABLE lease (
                connection ${text} NOT NULL PRIMARY KEY,
                holder     ${text} NOT NULL,
                token      ${integer} NOT NULL,
                expires_at ${integer} NOT NULL
            ) ${strict};
            ALTER TABLE ledger RENAME TO ledger_unchained;
            CREATE TABLE ledger (
                seq        ${integer} NOT NULL PRIMARY KEY,
                at         ${integer} NOT NULL,
                run        ${text} NOT NULL,
                connection ${text} NOT NULL,
                object     ${text} NOT NULL,
                record     ${text} NOT NULL,
                field      ${text},
                before     ${bytes},
                after      ${bytes},
                mappings   ${text} NOT NULL,
                model      ${text} NOT NULL,
                evidence   ${text} NOT NULL,
                event      ${text} NOT NULL,
                chain      ${bytes} NOT NULL
            ) ${strict};
            DROP TABLE ledger_head;
            CREATE TABLE ledger_head (
                one     ${integer} NOT NULL PRIMARY KEY CHECK (one = 1),
                seq     ${integer} NOT NULL,
                chain   ${bytes} NOT NULL,
                adopted ${integer} NOT NULL
            ) ${strict};
            ALTER TABLE outbox RENAME TO outbox_open;
            CREATE TABLE outbox (
                connection ${text} NOT NULL,
                object     ${text} NOT NULL,
                record     ${text} NOT NULL,
                seq        ${integer} NOT NULL,
                run        ${text} NOT NULL,
                mappings   ${text} NOT NULL,
                model      ${text} NOT NULL,
                evidence   ${text} NOT NULL,
                changes    ${bytes} NOT NULL,
                PRIMARY KEY (connection, object, record)
            ) ${strict};
            """;

    private final MasterKey key;

    KeyedMigration(Schema schema, MasterKey key) {
        super(schema, Schema.KEYED, "keyed");
        this.key = key;
    }

    @Override
    void migrate(Transaction transaction) throws SQLException {
        execute(transaction, TABLES);
        String state = UUID.randomUUID().toString();
        transaction.update("INSERT INTO state (one, id, key_id) VALUES (1, ?, ?)", state, key.id());
        StateKeys keys = StateKeys.of(key, state);
        chain(transaction, keys);
        close(transaction, keys);
        execute(transaction, "DROP TABLE ledger_unchained");
        execute(transaction, "DROP TABLE outbox_open");
        for (String guard : guards()) {
            transaction.update(guard);
        }
    }

    private List<String> guards() {
        return switch (schema()) {
            case SQLITE ->
                    List.of(
                            "CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger"
                                    + " BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
                            "CREATE TRIGGER ledger_is_not_cut BEFORE DELETE ON ledger"
                                    + " BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END");
            case POSTGRESQL ->
                    List.of(
                            "CREATE TRIGGER ledger_is_neither_changed_nor_cut"
                                    + " BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger"
                                    + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()");
        };
    }

    private static void chain(Transaction transaction, StateKeys keys) throws SQLException {
        transaction.update(
                "INSERT INTO ledger_head (one, seq, chain, adopted) VALUES (1, 0, ?, 0)",
                new LedgerChain(keys).first());
        Ledger.Appending lines = new Ledger(keys).append(transaction);
        transaction.each(
                "SELECT seq, at, run, connection, object, record, field, before, after, mappings,"
                        + " model, evidence, event FROM ledger_unchained ORDER BY seq",
                row -> {
                    lines.add(line(row));
                    return true;
                },
                each -> {});
        LedgerHead head = lines.end();
        transaction.update("UPDATE ledger_head SET adopted = ?", head.seq());
    }

    private static Ledger.Line line(ResultSet row) throws SQLException {
        var old =
                new LedgerEntry(
                        row.getLong("seq"),
                        Micros.instant(row, "at"),
                        row.getString("run"),
                        row.getString("connection"),
                        row.getString("object"),
                        row.getString("record"),
                        row.getString("field"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("mappings"),
                        row.getString("model"),
                        row.getString("evidence"),
                        row.getString("event"));
        return seq -> {
            if (seq != old.seq()) {
                throw new StoreException(
                        "The ledger lacks line "
                                + seq
                                + ", so it cannot be brought to schema 5. Put back a copy of the"
                                + " state.",
                        null);
            }
            return old;
        };
    }

    private static void close(Transaction transaction, StateKeys keys) throws SQLException {
        var cipher = new RowCipher(keys.data());
        List<@Nullable Object[]> rows =
                transaction.list(
                        "SELECT connection, object, record, seq, run, mappings, model, evidence,"
                                + " changes FROM outbox_open",
                        row -> Journal.closed(cipher, row.getString("changes"), columns(row)));
        transaction.batch(Journal.INSERT, rows);
    }

    private static @Nullable Object[] columns(ResultSet row) throws SQLException {
        return new @Nullable Object[] {
            row.getString("connection"),
            row.getString("object"),
            row.getString("record"),
            row.getLong("seq"),
            row.getString("run"),
            row.getString("mappings"),
            row.getString("model"),
            row.getString("evidence")
        };
    }
}
