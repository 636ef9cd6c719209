package dev.baton.simulation.store;

import dev.baton.core.plan.Ours;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Intents whose outcome nobody knows, and the ledger of all. */
final class Outbox {
    private final SequencedMap<Name, Open> open = new LinkedHashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    private record Name(String connection, String object, String record) {
        static Name of(Intent intent) {
            return new Name(intent.connection(), intent.object(), intent.record());
        }
    }

    /** An intent and the run that it was made in. */
    private record Open(Intent intent, Run run) {}

    void intend(Run run, List<Intent> intents) {
        var fresh = new HashSet<Name>();
        for (Intent intent : intents) {
            if (open.containsKey(Name.of(intent)) || !fresh.add(Name.of(intent))) {
                throw new StoreException("an intent for " + intent.object() + " is open", null);
            }
        }
        for (Intent intent : intents) {
            Intent kept = Copies.of(intent);
            open.put(Name.of(intent), new Open(kept, run));
            kept.changes()
                    .forEach(
                            (field, change) ->
                                    append(
                                            run,
                                            kept,
                                            run,
                                            field,
                                            Copies.json(change.before()),
                                            Copies.json(change.after()),
                                            "intent"));
        }
    }

    /** Closes intents; gives what was written. */
    Map<String, Map<String, @Nullable Object>> settle(
            Run run, String connection, String object, Map<String, Outcome> outcomes) {
        for (String record : outcomes.keySet()) {
            if (!open.containsKey(new Name(connection, object, record))) {
                throw new StoreException("no intent is open for " + object + " " + record, null);
            }
        }
        var written = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        outcomes.forEach(
                (record, outcome) -> {
                    Open was = open.remove(new Name(connection, object, record));
                    if (was == null) {
                        throw new IllegalStateException("checked above");
                    }
                    append(was.run(), was.intent(), run, null, null, null, event(outcome));
                    if (isWritten(outcome)) {
                        var values = new LinkedHashMap<String, @Nullable Object>();
                        was.intent()
                                .changes()
                                .forEach((field, change) -> values.put(field, change.after()));
                        written.put(record, values);
                    }
                });
        return written;
    }

    /** What is ours of what was written. */
    static Map<String, Map<String, Ours>> kept(Map<String, Map<String, @Nullable Object>> written) {
        var kept = new LinkedHashMap<String, Map<String, Ours>>();
        written.forEach(
                (record, fields) -> {
                    var each = new LinkedHashMap<String, Ours>();
                    fields.forEach((field, value) -> each.put(field, Ours.kept(value)));
                    kept.put(record, each);
                });
        return kept;
    }

    /** What others did. */
    void note(Run run, StreamKey object, SortedMap<String, String> events) {
        events.forEach(
                (record, event) ->
                        append(
                                run,
                                new Intent(
                                        object.connection(), object.stream(), record, Map.of(), ""),
                                run,
                                null,
                                null,
                                null,
                                event));
    }

    private void append(
            Run meant,
            Intent intent,
            Run learned,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            String event) {
        ledger.add(
                new LedgerEntry(
                        ledger.size() + 1L,
                        Copies.micros(learned.knownAt()),
                        meant.id(),
                        intent.connection(),
                        intent.object(),
                        intent.record(),
                        field,
                        before,
                        after,
                        meant.mappings(),
                        meant.model(),
                        intent.evidence(),
                        event));
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

    List<Intent> open(String connection) {
        return open.values().stream()
                .map(Open::intent)
                .filter(intent -> intent.connection().equals(connection))
                .toList();
    }

    /** The lines of intents that came to a write. */
    List<LedgerEntry> writes(WriteScope scope) {
        return ledger.stream()
                .filter(line -> line.event().equals("intent") && isIn(line, scope))
                .filter(line -> ledger.stream().anyMatch(other -> cameTo(line, other)))
                .toList();
    }

    private static boolean isIn(LedgerEntry line, WriteScope scope) {
        return switch (scope) {
            case WriteScope.OfRun(String run) -> line.run().equals(run);
            case WriteScope.OfField(String field) -> field.equals(line.field());
            case WriteScope.OfAccount(String account) ->
                    line.record().equals(account)
                            || line.record().contains(":" + account + ":")
                            || line.record().startsWith(account + ":");
        };
    }

    private static boolean cameTo(LedgerEntry intent, LedgerEntry other) {
        return other.field() == null
                && (other.event().equals("accepted") || other.event().equals("read-back written"))
                && other.run().equals(intent.run())
                && other.connection().equals(intent.connection())
                && other.object().equals(intent.object())
                && other.record().equals(intent.record());
    }

    int lines() {
        return ledger.size();
    }

    List<LedgerEntry> ledger(long afterSeq, int limit) {
        int from = (int) Math.min(Math.max(afterSeq, 0), ledger.size());
        return List.copyOf(ledger.subList(from, Math.min(ledger.size(), from + limit)));
    }
}
