package dev.baton.engine.store;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that we ever meant to write, and what became of it: lines are added, never changed. */
final class Ledger {
    /** Lines whose rows are in memory at once. */
    private static final int TOGETHER = 500;

    private static final String COLUMNS =
            "seq, at, run, connection, object, record, field, before, after, mappings, model,"
                    + " evidence, event";

    private final StateKeys keys;
    private final RowCipher cipher;

    Ledger(StateKeys keys) {
        this.keys = keys;
        this.cipher = new RowCipher(keys.data());
    }

    /** A line but for its number. */
    @FunctionalInterface
    interface Line {
        LedgerEntry numbered(long seq);
    }

    /** Adds lines within one transaction; other writers wait for its end. */
    final class Appending {
        private final Transaction transaction;
        private final LedgerChain chain = new LedgerChain(keys);
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private LedgerHead head;

        private Appending(Transaction transaction) throws SQLException {
            this.transaction = transaction;
            transaction.update("UPDATE ledger_head SET seq = seq");
            this.head = Ledger.head(transaction);
        }

        /** The next line's number. */
        long next() {
            return head.seq() + 1;
        }

        void add(Line line) throws SQLException {
            LedgerEntry entry = line.numbered(next());
            byte[] digest = chain.after(head.chain(), entry);
            rows.add(row(entry, digest));
            head = new LedgerHead(entry.seq(), digest);
            if (rows.size() == TOGETHER) {
                flush();
            }
        }

        private void flush() throws SQLException {
            transaction.batch(
                    "INSERT INTO ledger ("
                            + COLUMNS
                            + ", chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
            rows.clear();
        }

        /** Stores what was added. */
        LedgerHead end() throws SQLException {
            flush();
            transaction.update(
                    "UPDATE ledger_head SET seq = ?, chain = ?", head.seq(), head.chain());
            return head;
        }
    }

    Appending append(Transaction transaction) throws SQLException {
        return new Appending(transaction);
    }

    static LedgerHead head(Transaction transaction) throws SQLException {
        return transaction
                .first(
                        "SELECT seq, chain FROM ledger_head",
                        row -> new LedgerHead(row.getLong("seq"), row.getBytes("chain")))
                .orElseThrow(() -> new SQLException("The ledger has no head"));
    }

    /** The digest of a line, empty if there is no such line. */
    static Optional<byte[]> digest(Transaction transaction, long seq) throws SQLException {
        return transaction.first(
                "SELECT chain FROM ledger WHERE seq = ?", row -> row.getBytes("chain"), seq);
    }

    List<LedgerEntry> entries(Transaction transaction, long afterSeq, int limit)
            throws SQLException {
        return transaction.list(
                "SELECT " + COLUMNS + " FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
                this::entry,
                afterSeq,
                limit);
    }

    /** An intent came to a write when its run noted so for the record. */
    void writes(Transaction transaction, WriteScope scope, Consumer<LedgerEntry> each)
            throws SQLException {
        String all =
                "SELECT i.* FROM ledger i JOIN ledger o ON o.run = i.run"
                        + " AND o.connection = i.connection AND o.object = i.object"
                        + " AND o.record = i.record AND o.field IS NULL"
                        + " AND o.event IN ('accepted', 'read-back written')"
                        + " WHERE i.event = 'intent' AND ";
        String order = " ORDER BY i.seq";
        switch (scope) {
            case WriteScope.OfRun(String run) ->
                    transaction.each(all + "i.run = ?" + order, this::entry, each, run);
            case WriteScope.OfField(String field) ->
                    transaction.each(all + "i.field = ?" + order, this::entry, each, field);
            case WriteScope.OfAccount(String account) ->
                    transaction.each(
                            all + "(i.record = ? OR i.record LIKE ? OR i.record LIKE ?)" + order,
                            this::entry,
                            each,
                            account,
                            "%:" + account + ":%",
                            account + ":%");
        }
    }

    LedgerCheck verify(Transaction transaction) throws SQLException {
        var walk = new Walk();
        transaction.each(
                "SELECT " + COLUMNS + ", chain FROM ledger ORDER BY seq", walk::step, step -> {});
        return walk.end(transaction);
    }

    /** Follows the chain line by line, up to the first that does not fit. */
    private final class Walk {
        private final LedgerChain chain = new LedgerChain(keys);
        private long last;
        private byte[] digest = chain.first();
        private LedgerCheck.@Nullable Broken broken;

        boolean step(ResultSet row) throws SQLException {
            if (broken == null) {
                follow(row, row.getLong("seq"));
            }
            return broken == null;
        }

        private void follow(ResultSet row, long seq) throws SQLException {
            if (seq != last + 1) {
                broken = new LedgerCheck.Broken(last + 1, "the line is missing");
                return;
            }
            byte[] expected = chained(row);
            if (expected == null) {
                broken = new LedgerCheck.Broken(seq, "its values do not open");
            } else if (!MessageDigest.isEqual(expected, row.getBytes("chain"))) {
                broken = new LedgerCheck.Broken(seq, "it is not what was written");
            } else {
                last = seq;
                digest = expected;
            }
        }

        private byte @Nullable [] chained(ResultSet row) {
            try {
                return chain.after(digest, entry(row));
            } catch (SQLException e) {
                return null; // told as broken, with the line's number
            }
        }

        LedgerCheck end(Transaction transaction) throws SQLException {
            if (broken != null) {
                return broken;
            }
            LedgerHead head = head(transaction);
            if (head.seq() != last) {
                return new LedgerCheck.Broken(
                        Math.min(head.seq(), last) + 1,
                        head.seq() > last ? "the line is missing" : "it was not written by Baton");
            }
            if (!MessageDigest.isEqual(head.chain(), digest)) {
                return new LedgerCheck.Broken(last, "the ledger's end is not what was written");
            }
            long adopted =
                    transaction
                            .first("SELECT adopted FROM ledger_head", row -> row.getLong(1))
                            .orElse(0L);
            return new LedgerCheck.Sound(last, HexFormat.of().formatHex(digest), adopted);
        }
    }

    private @Nullable Object[] row(LedgerEntry entry, byte[] digest) {
        return new @Nullable Object[] {
            entry.seq(),
            Micros.of(entry.at()),
            entry.run(),
            entry.connection(),
            entry.object(),
            entry.record(),
            entry.field(),
            closed(entry.before(), place("before", entry)),
            closed(entry.after(), place("after", entry)),
            entry.mappings(),
            entry.model(),
            entry.evidence(),
            entry.event(),
            digest
        };
    }

    private byte @Nullable [] closed(@Nullable String text, @Nullable Object... place) {
        return text == null ? null : cipher.close(text, place);
    }

    private @Nullable String opened(byte @Nullable [] closed, @Nullable Object... place)
            throws SQLException {
        return closed == null ? null : cipher.open(closed, place);
    }

    /** What a value is bound to; the rest of its line is in the chain. */
    private static @Nullable Object[] place(String column, LedgerEntry entry) {
        return place(
                column,
                entry.seq(),
                entry.connection(),
                entry.object(),
                entry.record(),
                entry.field());
    }

    private static @Nullable Object[] place(
            String column,
            long seq,
            String connection,
            String object,
            String record,
            @Nullable String field) {
        return new @Nullable Object[] {"ledger." + column, seq, connection, object, record, field};
    }

    private LedgerEntry entry(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        String connection = row.getString("connection");
        String object = row.getString("object");
        String record = row.getString("record");
        String field = row.getString("field");
        return new LedgerEntry(
                seq,
                Micros.instant(row, "at"),
                row.getString("run"),
                connection,
                object,
                record,
                field,
                opened(
                        row.getBytes("before"),
                        place("before", seq, connection, object, record, field)),
                opened(
                        row.getBytes("after"),
                        place("after", seq, connection, object, record, field)),
                row.getString("mappings"),
                row.getString("model"),
                row.getString("evidence"),
                row.getString("event"));
    }
}
