package dev.baton.engine;

import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Ours;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a read-back tells of intents whose answer never came: either the CRM took their new values,
 * or it did not.
 */
record Settling(Map<String, Outcome> outcomes) {

    /**
     * Holds intents against what the CRM holds.
     *
     * @param holds record id → field → value; intents for other records stay open
     */
    static Settling of(List<Intent> unsettled, Map<String, Map<String, @Nullable Object>> holds) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (Intent intent : unsettled) {
            Map<String, @Nullable Object> held = holds.get(intent.record());
            if (held != null) {
                outcomes.put(intent.record(), new Outcome.ReadBack(reached(intent, held)));
            }
        }
        return new Settling(outcomes);
    }

    /**
     * The same where every record was asked for: one that is gone or hidden from us took nothing,
     * whatever was to be emptied in it.
     */
    static Settling ofAll(
            List<Intent> unsettled, Map<String, Map<String, @Nullable Object>> holds) {
        var all = new LinkedHashMap<>(of(unsettled, holds).outcomes());
        unsettled.forEach(intent -> all.putIfAbsent(intent.record(), new Outcome.ReadBack(false)));
        return new Settling(all);
    }

    /**
     * What is ours of writes that went unanswered. A CRM takes a record whole or not at all, so one
     * field that holds what was sent tells of all. A field that holds neither that nor what it held
     * before is a person's edit, to be met as such by the next compare, or what the org's own
     * automation made of our value.
     */
    static Map<String, Map<String, Ours>> arrived(List<Intent> unsettled, ReadBack readBack) {
        var arrived = new LinkedHashMap<String, Map<String, Ours>>();
        for (Intent intent : unsettled) {
            Map<String, @Nullable Object> held = readBack.holds().get(intent.record());
            if (held != null) {
                arrived.put(
                        intent.record(), ours(intent, held, readBack.mayBeEdited(intent.record())));
            }
        }
        return arrived;
    }

    private static Map<String, Ours> ours(
            Intent intent, Map<String, @Nullable Object> held, boolean mayBeEdited) {
        boolean reached = reached(intent, held);
        var ours = new LinkedHashMap<String, Ours>();
        intent.changes()
                .forEach(
                        (field, change) -> {
                            Object sent = change.after();
                            Object now = held.get(field);
                            if (FieldValues.same(sent, now)) {
                                ours.put(field, Ours.kept(sent));
                            } else if (reached || !FieldValues.same(change.before(), now)) {
                                ours.put(
                                        field, mayBeEdited ? Ours.kept(sent) : new Ours(sent, now));
                            }
                        });
        return ours;
    }

    /** Whether a field holds what was sent and did not hold it before. */
    private static boolean reached(Intent intent, Map<String, @Nullable Object> held) {
        return intent.changes().entrySet().stream()
                .anyMatch(
                        change -> {
                            Object sent = change.getValue().after();
                            return FieldValues.same(sent, held.get(change.getKey()))
                                    && !FieldValues.same(sent, change.getValue().before());
                        });
    }

    int written() {
        return (int) outcomes.values().stream().filter(new Outcome.ReadBack(true)::equals).count();
    }

    int notWritten() {
        return outcomes.size() - written();
    }
}
