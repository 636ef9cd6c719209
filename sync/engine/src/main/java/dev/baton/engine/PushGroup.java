package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.mappings.Outputs;
import dev.baton.port.MassWriter;
import dev.baton.port.Sink;
import dev.baton.port.WriteRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records of a plan that are looked at, written and read back together. The first group of a plan
 * is its canary: one batch, so that a refusal of everything is noticed at once.
 *
 * @param records key → changes, in plan order
 * @param mass what writes it as a job, null where batches do
 */
record PushGroup(
        Target target, SequencedMap<String, List<Change>> records, @Nullable MassWriter mass) {

    /** A plan in groups; of an object what is written comes before what is deleted. */
    static List<PushGroup> of(Plan plan, Outputs outputs, Sink sink) {
        var groups = new ArrayList<PushGroup>();
        plan.byRecord()
                .forEach(
                        (object, records) -> {
                            Target target = target(outputs, object);
                            var written = new ArrayList<String>();
                            var removed = new ArrayList<String>();
                            records.forEach(
                                    (key, changes) ->
                                            (target.isRemoval(after(changes)) ? removed : written)
                                                    .add(key));
                            add(groups, target, records, written, sink);
                            if (!removed.isEmpty()) {
                                add(groups, target.removing(), records, removed, sink);
                            }
                        });
        return groups;
    }

    private static Target target(Outputs outputs, String object) {
        return Target.of(outputs, object)
                .orElseThrow(() -> new IllegalStateException("no output " + object));
    }

    private static void add(
            List<PushGroup> groups,
            Target target,
            Map<String, List<Change>> records,
            List<String> keys,
            Sink sink) {
        MassWriter mass = target.removes() ? null : massFor(keys.size(), sink);
        int from = 0;
        while (from < keys.size()) {
            MassWriter way = groups.isEmpty() ? null : mass;
            int size = groups.isEmpty() ? sink.updateBatch() : size(target, sink, way);
            int to = Math.min(from + size, keys.size());
            groups.add(group(target, records, keys.subList(from, to), way));
            from = to;
        }
    }

    private static @Nullable MassWriter massFor(int records, Sink sink) {
        return sink.mass().filter(each -> each.isWorth(records)).orElse(null);
    }

    /** A job, or whole batches of writes, as many as one reading takes. */
    private static int size(Target target, Sink sink, @Nullable MassWriter mass) {
        if (mass != null) {
            return mass.most();
        }
        int batches = target.readBatch(sink) / sink.updateBatch();
        return Math.max(1, batches) * sink.updateBatch();
    }

    private static PushGroup group(
            Target target,
            Map<String, List<Change>> records,
            List<String> keys,
            @Nullable MassWriter mass) {
        var some = new LinkedHashMap<String, List<Change>>();
        keys.forEach(key -> some.put(key, records.getOrDefault(key, List.of())));
        boolean isWorth = mass != null && mass.isWorth(some.size());
        return new PushGroup(target, some, isWorth ? mass : null);
    }

    /** The same with all its changes in memory. */
    PushGroup unpacked() {
        var unpacked = new LinkedHashMap<String, List<Change>>();
        records.forEach((key, changes) -> unpacked.put(key, List.copyOf(changes)));
        return new PushGroup(target, unpacked, mass);
    }

    /** How many calls write it. */
    long writes(Sink sink) {
        return mass == null ? target.writes(sink, records.size()) : mass.calls(records.size());
    }

    /** How many calls read it, before and after. */
    int reads(Sink sink) {
        return 2 * Batches.count(records.size(), target.readBatch(sink));
    }

    List<WriteRequest> requests() {
        return records.entrySet().stream()
                .map(entry -> new WriteRequest(entry.getKey(), after(entry.getValue())))
                .toList();
    }

    /** What a record is to hold: field → value, empty for one that is not of this group. */
    Map<String, @Nullable Object> wanted(String key) {
        return after(records.getOrDefault(key, List.of()));
    }

    private static Map<String, @Nullable Object> after(List<Change> changes) {
        var after = new LinkedHashMap<String, @Nullable Object>();
        changes.forEach(change -> after.put(change.field(), change.after()));
        return after;
    }

    /** Every field that it writes in some of these records. */
    List<String> fields(List<String> keys) {
        var fields = new TreeSet<String>();
        keys.forEach(key -> fields.addAll(wanted(key).keySet()));
        return List.copyOf(fields);
    }
}
