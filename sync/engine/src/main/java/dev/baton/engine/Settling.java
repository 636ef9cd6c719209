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
 * What a read-back tells of intents whose answer never came: either the CRM holds their new values,
 * or it does not.
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
                outcomes.put(intent.record(), new Outcome.ReadBack(!differs(after(intent), held)));
            }
        }
        return new Settling(outcomes);
    }

    /**
     * The same where every record was asked for: one that is gone or hidden from us holds nothing.
     */
    static Settling ofAll(
            List<Intent> unsettled, Map<String, Map<String, @Nullable Object>> holds) {
        var all = new LinkedHashMap<>(holds);
        unsettled.forEach(intent -> all.putIfAbsent(intent.record(), Map.of()));
        return of(unsettled, all);
    }

    /**
     * The fields that hold what was sent, whatever became of the rest of their record: those are
     * ours. A field that holds something else may be a person's by now.
     */
    static Map<String, Map<String, Ours>> arrived(
            List<Intent> unsettled, Map<String, Map<String, @Nullable Object>> holds) {
        var arrived = new LinkedHashMap<String, Map<String, Ours>>();
        for (Intent intent : unsettled) {
            Map<String, @Nullable Object> held = holds.get(intent.record());
            if (held != null) {
                var ours = new LinkedHashMap<String, Ours>();
                after(intent)
                        .forEach(
                                (field, sent) -> {
                                    if (FieldValues.same(sent, held.get(field))) {
                                        ours.put(field, Ours.kept(sent));
                                    }
                                });
                arrived.put(intent.record(), ours);
            }
        }
        return arrived;
    }

    int written() {
        return (int) outcomes.values().stream().filter(new Outcome.ReadBack(true)::equals).count();
    }

    int notWritten() {
        return outcomes.size() - written();
    }

    static boolean differs(
            Map<String, @Nullable Object> wanted, Map<String, @Nullable Object> held) {
        return wanted.keySet().stream()
                .anyMatch(field -> !FieldValues.same(wanted.get(field), held.get(field)));
    }

    static Map<String, @Nullable Object> after(Intent intent) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        intent.changes().forEach((field, change) -> after.put(field, change.after()));
        return after;
    }
}
