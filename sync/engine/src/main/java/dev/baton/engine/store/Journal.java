package dev.baton.engine.store;

import dev.baton.core.plan.Ours;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What we are about to write: intents whose outcome nobody knows yet. */
final class Journal {
    private static final String OPEN =
            "SELECT connection, object, record, seq, run, mappings, model, evidence, changes"
                    + " FROM outbox WHERE connection = ?";

    static final String INSERT =
            "INSERT INTO outbox (connection, object, record, seq, run, mappings, model, evidence,"
                    + " changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /**
     * Intents whose rows are in memory at once. A first plan changes every account, and as rows it
     * is several times as large as in itself.
     */
    private static final int TOGETHER = 200;

    /** An intent whose outcome nobody knows, and the run that it belongs to. */
    private record Open(Intent intent, long seq, String run, String mappings, String model) {}

    private final Ledger ledger;
    private final Holdings holdings;
    private final RowCipher cipher;

    Journal(StateKeys keys, Ledger ledger, Holdings holdings) {
        this.ledger = ledger;
        this.holdings = holdings;
        this.cipher = new RowCipher(keys.data());
    }

    /** Gives the ledger's end after it. */
    LedgerHead intend(Transaction transaction, Run run, List<Intent> intents) throws SQLException {
        Ledger.Appending lines = ledger.append(transaction);
        for (int from = 0; from < intents.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, intents.size());
            intend(transaction, run, intents.subList(from, to), lines);
        }
        return lines.end();
    }

    private void intend(Transaction transaction, Run run, List<Intent> some, Ledger.Appending lines)
            throws SQLException {
        var outbox = new ArrayList<@Nullable Object[]>();
        for (Intent intent : some) {
            outbox.add(outboxRow(run, intent, lines.next()));
            for (var change : intent.changes().entrySet()) {
                lines.add(intentLine(run, intent, change.getKey(), change.getValue()));
            }
        }
        transaction.batch(INSERT, outbox);
    }

    private @Nullable Object[] outboxRow(Run run, Intent intent, long seq) {
        return closed(
                cipher,
                changes(intent),
                intent.connection(),
                intent.object(),
                intent.record(),
                seq,
                run.id(),
                run.mappings(),
                run.model(),
                intent.evidence());
    }

    /** An outbox row: the columns that tell whose it is, then the closed changes. */
    static @Nullable Object[] closed(
            RowCipher cipher, String changes, @Nullable Object... columns) {
        @Nullable Object[] row = Arrays.copyOf(columns, columns.length + 1);
        row[columns.length] = cipher.close(changes, place(columns));
        return row;
    }

    /** What changes are bound to. */
    private static @Nullable Object[] place(@Nullable Object... columns) {
        @Nullable Object[] place = new @Nullable Object[columns.length + 1];
        place[0] = "outbox.changes";
        System.arraycopy(columns, 0, place, 1, columns.length);
        return place;
    }

    private static Ledger.Line intentLine(
            Run run, Intent intent, String field, Intent.Change change) {
        return seq ->
                new LedgerEntry(
                        seq,
                        run.knownAt(),
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
                        "intent");
    }

    /** Gives the ledger's end after it. */
    LedgerHead settle(
            Transaction transaction, Run run, StreamKey object, Map<String, Outcome> outcomes)
            throws SQLException {
        Map<String, Open> open = byRecord(transaction, object, outcomes.keySet());
        Ledger.Appending lines = ledger.append(transaction);
        var closed = new ArrayList<@Nullable Object[]>();
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
            lines.add(outcomeLine(run, intent, outcome.getValue()));
            if (isWritten(outcome.getValue())) {
                written.put(outcome.getKey(), newValues(intent.intent()));
            }
        }
        transaction.batch(
                "DELETE FROM outbox WHERE connection = ? AND object = ? AND record = ?", closed);
        holdings.hold(transaction, object, written);
        holdings.own(transaction, object, kept(written));
        return lines.end();
    }

    /** Gives the ledger's end after it. */
    LedgerHead note(
            Transaction transaction, Run run, StreamKey object, SortedMap<String, String> events)
            throws SQLException {
        Ledger.Appending lines = ledger.append(transaction);
        for (var event : events.entrySet()) {
            lines.add(
                    seq ->
                            new LedgerEntry(
                                    seq,
                                    run.knownAt(),
                                    run.id(),
                                    object.connection(),
                                    object.stream(),
                                    event.getKey(),
                                    null,
                                    null,
                                    null,
                                    run.mappings(),
                                    run.model(),
                                    "",
                                    event.getValue()));
        }
        return lines.end();
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
    private static Ledger.Line outcomeLine(Run run, Open open, Outcome outcome) {
        return seq ->
                new LedgerEntry(
                        seq,
                        run.knownAt(),
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
                        event(outcome));
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

    List<Intent> unsettled(Transaction transaction, String connection) throws SQLException {
        return transaction.list(OPEN + " ORDER BY seq, record", this::open, connection).stream()
                .map(Open::intent)
                .toList();
    }

    List<Intent> unsettled(Transaction transaction, StreamKey object, int most)
            throws SQLException {
        return transaction
                .list(
                        OPEN + " AND object = ? ORDER BY seq, record LIMIT ?",
                        this::open,
                        object.connection(),
                        object.stream(),
                        (long) most)
                .stream()
                .map(Open::intent)
                .toList();
    }

    List<Intent> unsettled(Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        return open(transaction, object, records).stream()
                .sorted(Comparator.comparingLong(Open::seq))
                .map(Open::intent)
                .toList();
    }

    static SortedMap<String, Integer> countUnsettled(Transaction transaction, String connection)
            throws SQLException {
        var counts = new TreeMap<String, Integer>();
        transaction
                .list(
                        "SELECT object, COUNT(*) FROM outbox WHERE connection = ? GROUP BY object",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        connection)
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    private List<Open> open(Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        return transaction.listByKeys(
                OPEN + " AND object = ? AND record IN (%s)",
                this::open,
                new TreeSet<>(records),
                object.connection(),
                object.stream());
    }

    private Map<String, Open> byRecord(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var open = new LinkedHashMap<String, Open>();
        open(transaction, object, records).forEach(each -> open.put(each.intent().record(), each));
        return open;
    }

    private Open open(ResultSet row) throws SQLException {
        String connection = row.getString("connection");
        String object = row.getString("object");
        String record = row.getString("record");
        String run = row.getString("run");
        String mappings = row.getString("mappings");
        String model = row.getString("model");
        String evidence = row.getString("evidence");
        byte[] changes = row.getBytes("changes");
        long seq = row.getLong("seq");
        String text =
                cipher.open(
                        changes,
                        place(connection, object, record, seq, run, mappings, model, evidence));
        var intent = new Intent(connection, object, record, changes(text), evidence);
        return new Open(intent, seq, run, mappings, model);
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
}
