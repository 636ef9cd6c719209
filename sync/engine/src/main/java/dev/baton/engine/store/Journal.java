package dev.baton.engine.store;

import dev.baton.core.plan.Ours;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What we are about to write, and the ledger of all that we ever meant to write. */
final class Journal {
    private static final String OPEN =
            "SELECT connection, object, record, seq, run, mappings, model, evidence, changes"
                    + " FROM outbox WHERE connection = ?";

    /**
     * Intents whose rows are in memory at once. A first plan changes every account, and as rows it
     * is several times as large as in itself.
     */
    private static final int TOGETHER = 200;

    /** An intent whose outcome nobody knows, and the run that it belongs to. */
    private record Open(Intent intent, String run, String mappings, String model) {}

    private Journal() {}

    static void intend(Transaction transaction, Run run, List<Intent> intents) throws SQLException {
        int lines = intents.stream().mapToInt(intent -> intent.changes().size()).sum();
        long seq = numbers(transaction, lines);
        for (int from = 0; from < intents.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, intents.size());
            seq = intend(transaction, run, intents.subList(from, to), seq);
        }
    }

    /** Gives the number after the last one used. */
    private static long intend(Transaction transaction, Run run, List<Intent> some, long first)
            throws SQLException {
        long seq = first;
        var outbox = new ArrayList<@Nullable Object[]>();
        var ledger = new ArrayList<@Nullable Object[]>();
        for (Intent intent : some) {
            outbox.add(outboxRow(run, intent, seq));
            for (var change : intent.changes().entrySet()) {
                ledger.add(intentLine(seq, run, intent, change.getKey(), change.getValue()));
                seq++;
            }
        }
        transaction.batch(
                "INSERT INTO outbox (connection, object, record, seq, run, mappings, model,"
                        + " evidence, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                outbox);
        append(transaction, ledger);
        return seq;
    }

    private static @Nullable Object[] outboxRow(Run run, Intent intent, long seq) {
        return new @Nullable Object[] {
            intent.connection(),
            intent.object(),
            intent.record(),
            seq,
            run.id(),
            run.mappings(),
            run.model(),
            intent.evidence(),
            changes(intent)
        };
    }

    private static @Nullable Object[] intentLine(
            long seq, Run run, Intent intent, String field, Intent.Change change) {
        return new @Nullable Object[] {
            seq,
            Micros.of(run.knownAt()),
            run.id(),
            intent.connection(),
            intent.object(),
            intent.record(),
            field,
            Values.plain(change.before()),
            Values.plain(change.after()),
            run.mappings(),
            run.model(),
            intent.evidence(),
            "intent"
        };
    }

    static void settle(
            Transaction transaction, Run run, StreamKey object, Map<String, Outcome> outcomes)
            throws SQLException {
        Map<String, Open> open = open(transaction, object, outcomes);
        long seq = numbers(transaction, outcomes.size());
        var closed = new ArrayList<@Nullable Object[]>();
        var ledger = new ArrayList<@Nullable Object[]>();
        var written = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (var outcome : outcomes.entrySet()) {
            Open intent = open.get(outcome.getKey());
            if (intent == null) {
                throw noIntent(object, outcome.getKey());
            }
            closed.add(
                    new @Nullable Object[] {
                        object.connection(), object.stream(), outcome.getKey()
                    });
            ledger.add(outcomeLine(seq++, run, intent, outcome.getValue()));
            if (isWritten(outcome.getValue())) {
                written.put(outcome.getKey(), newValues(intent.intent()));
            }
        }
        transaction.batch(
                "DELETE FROM outbox WHERE connection = ? AND object = ? AND record = ?", closed);
        append(transaction, ledger);
        Holdings.hold(transaction, object, written);
        Holdings.own(transaction, object, kept(written));
    }

    private static Map<String, Map<String, Ours>> kept(
            Map<String, Map<String, @Nullable Object>> written) {
        var kept = new LinkedHashMap<String, Map<String, Ours>>();
        written.forEach(
                (record, fields) -> {
                    var ours = new LinkedHashMap<String, Ours>();
                    fields.forEach((field, value) -> ours.put(field, Ours.kept(value)));
                    kept.put(record, ours);
                });
        return kept;
    }

    private static StoreException noIntent(StreamKey object, String record) {
        return new StoreException(
                "No intent is open for "
                        + object
                        + " "
                        + record
                        + ", so it has no outcome. Nothing was stored; what is open is read back at"
                        + " the next run.",
                null);
    }

    /** Under the words that the intent was made of, at the instant when the outcome was learned. */
    private static @Nullable Object[] outcomeLine(long seq, Run run, Open open, Outcome outcome) {
        return new @Nullable Object[] {
            seq,
            Micros.of(run.knownAt()),
            open.run(),
            open.intent().connection(),
            open.intent().object(),
            open.intent().record(),
            null,
            null,
            null,
            open.mappings(),
            open.model(),
            open.intent().evidence(),
            event(outcome)
        };
    }

    private static String event(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted() -> "accepted";
            case Outcome.Refused(String code) -> "refused " + code;
            case Outcome.ReadBack(boolean written) ->
                    written ? "read-back written" : "read-back not written";
            case Outcome.Withheld() -> "withheld";
        };
    }

    private static boolean isWritten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted() -> true;
            case Outcome.Refused unused -> false;
            case Outcome.ReadBack(boolean written) -> written;
            case Outcome.Withheld() -> false;
        };
    }

    private static Map<String, @Nullable Object> newValues(Intent intent) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        intent.changes().forEach((field, change) -> values.put(field, change.after()));
        return values;
    }

    static List<Intent> unsettled(Transaction transaction, String connection) throws SQLException {
        return transaction.list(OPEN + " ORDER BY seq, record", Journal::open, connection).stream()
                .map(Open::intent)
                .toList();
    }

    private static Map<String, Open> open(
            Transaction transaction, StreamKey object, Map<String, Outcome> outcomes)
            throws SQLException {
        var open = new LinkedHashMap<String, Open>();
        transaction
                .listByKeys(
                        OPEN + " AND object = ? AND record IN (%s)",
                        Journal::open,
                        new TreeSet<>(outcomes.keySet()),
                        object.connection(),
                        object.stream())
                .forEach(each -> open.put(each.intent().record(), each));
        return open;
    }

    private static Open open(ResultSet row) throws SQLException {
        var intent =
                new Intent(
                        row.getString("connection"),
                        row.getString("object"),
                        row.getString("record"),
                        changes(row.getString("changes")),
                        row.getString("evidence"));
        return new Open(
                intent, row.getString("run"), row.getString("mappings"), row.getString("model"));
    }

    /** Field → a list of the old and the new value. */
    private static String changes(Intent intent) {
        var changes = new LinkedHashMap<String, List<@Nullable Object>>();
        intent.changes()
                .forEach(
                        (field, change) ->
                                changes.put(field, pair(change.before(), change.after())));
        return Values.write(changes);
    }

    private static Map<String, Intent.Change> changes(String json) {
        var changes = new LinkedHashMap<String, Intent.Change>();
        Values.read(json).forEach((field, value) -> changes.put(field, change(value)));
        return changes;
    }

    private static Intent.Change change(@Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return new Intent.Change(pair.get(0), pair.get(1));
        }
        throw new IllegalStateException("An intent's change is kept as its old and new value");
    }

    private static List<@Nullable Object> pair(@Nullable Object before, @Nullable Object after) {
        var pair = new ArrayList<@Nullable Object>(2);
        pair.add(before);
        pair.add(after);
        return pair;
    }

    static List<LedgerEntry> ledger(Transaction transaction, long afterSeq, int limit)
            throws SQLException {
        return transaction.list(
                "SELECT seq, at, run, connection, object, record, field, before, after, mappings,"
                        + " model, evidence, event FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
                Journal::entry,
                afterSeq,
                limit);
    }

    /** An intent came to a write when its run noted so for the record. */
    static void writes(Transaction transaction, WriteScope scope, Consumer<LedgerEntry> each)
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
                    transaction.each(all + "i.run = ?" + order, Journal::entry, each, run);
            case WriteScope.OfField(String field) ->
                    transaction.each(all + "i.field = ?" + order, Journal::entry, each, field);
            case WriteScope.OfAccount(String account) ->
                    transaction.each(
                            all + "(i.record = ? OR i.record LIKE ?)" + order,
                            Journal::entry,
                            each,
                            account,
                            "%:" + account + ":%");
        }
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
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
    }

    private static void append(Transaction transaction, List<@Nullable Object[]> lines)
            throws SQLException {
        transaction.batch(
                "INSERT INTO ledger (seq, at, run, connection, object, record, field, before, after,"
                        + " mappings, model, evidence, event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                lines);
    }

    /** The first of this many numbers; other writers wait for the next one. */
    private static long numbers(Transaction transaction, int count) throws SQLException {
        transaction.update("UPDATE ledger_head SET seq = seq + ?", count);
        return transaction.first("SELECT seq FROM ledger_head", row -> row.getLong(1)).orElseThrow()
                - count
                + 1;
    }
}
