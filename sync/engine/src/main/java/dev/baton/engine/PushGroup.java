package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.mappings.Outputs;
import dev.baton.port.MassReader;
import dev.baton.port.MassWriter;
import dev.baton.port.Sink;
import dev.baton.port.WriteRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records of a plan that are looked at, written and read back together. The first group of a plan
 * is its canary: one batch, so that a refusal of everything is noticed at once.
 *
 * @param records key → changes, in plan order
 * @param mass what writes it as a job, null where batches do
 * @param rows records of the object that lie between the first and the last of these, as far as we
 *     know
 */
record PushGroup(
        Target target,
        SequencedMap<String, List<Change>> records,
        @Nullable MassWriter mass,
        long rows) {

    /** Tells how many records of an object lie between two. */
    @FunctionalInterface
    interface Between {
        long rows(String object, String first, String last);
    }

    /** A plan in groups; of an object what is written comes before what is deleted. */
    static List<PushGroup> of(Plan plan, Outputs outputs, Sink sink, Between between) {
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
                            cut(target, records, written, sink, between, groups);
                            if (!removed.isEmpty()) {
                                cut(target.removing(), records, removed, sink, between, groups);
                            }
                        });
        return groups;
    }

    private static Target target(Outputs outputs, String object) {
        return Target.of(outputs, object)
                .orElseThrow(() -> new IllegalStateException("no output " + object));
    }

    private static void cut(
            Target target,
            Map<String, List<Change>> records,
            List<String> keys,
            Sink sink,
            Between between,
            List<PushGroup> groups) {
        MassWriter mass = target.removes() ? null : massFor(keys.size(), sink);
        int from = 0;
        if (groups.isEmpty()) {
            from = Math.min(sink.updateBatch(), keys.size());
            if (from > 0) {
                groups.add(group(target, records, keys.subList(0, from), null, between));
            }
        }
        while (from < keys.size()) {
            List<String> left = keys.subList(from, keys.size());
            int size = mass == null ? batches(target, sink) : job(mass, records, left);
            int to = Math.min(from + size, keys.size());
            groups.add(group(target, records, keys.subList(from, to), mass, between));
            from = to;
        }
    }

    private static @Nullable MassWriter massFor(int records, Sink sink) {
        return sink.mass().filter(each -> each.isWorth(records)).orElse(null);
    }

    /** Whole batches of writes, as many as one reading takes. */
    private static int batches(Target target, Sink sink) {
        int batches = target.readBatch(sink) / sink.updateBatch();
        return Math.max(1, batches) * sink.updateBatch();
    }

    /** As many as fill one job. */
    private static int job(MassWriter mass, Map<String, List<Change>> records, List<String> keys) {
        long bytes = 0;
        int size = 0;
        for (String key : keys) {
            bytes += mass.bytes(request(key, records.getOrDefault(key, List.of())));
            if (size == mass.most() || (bytes > mass.mostBytes() && size > 0)) {
                return size;
            }
            size++;
        }
        return size;
    }

    private static PushGroup group(
            Target target,
            Map<String, List<Change>> records,
            List<String> keys,
            @Nullable MassWriter mass,
            Between between) {
        var some = new LinkedHashMap<String, List<Change>>();
        keys.forEach(key -> some.put(key, records.getOrDefault(key, List.of())));
        boolean isWorth = mass != null && mass.isWorth(some.size());
        long rows =
                isWorth
                        ? between.rows(target.object(), keys.getFirst(), keys.getLast())
                        : keys.size();
        return new PushGroup(target, some, isWorth ? mass : null, Math.max(rows, keys.size()));
    }

    /** How many calls write it. */
    long writes(Sink sink) {
        return mass == null ? target.writes(sink, records.size()) : mass.calls(records.size());
    }

    /** How many calls read it, before and after. */
    long reads(Sink sink) {
        return 2
                * massReader(sink, records.size())
                        .map(reader -> reader.calls(rows))
                        .orElseGet(
                                () -> (long) Batches.count(records.size(), target.readBatch(sink)));
    }

    /** What reads so many of its records as a job; nothing where they are asked for by name. */
    Optional<MassReader> massReader(Sink sink, int some) {
        return mass == null || target.key() != null
                ? Optional.empty()
                : sink.massReader().filter(reader -> reader.isWorth(some, rows));
    }

    /** Bytes that go out with it, about: names and values. */
    long bytes() {
        if (mass != null) {
            return records.keySet().stream()
                    .mapToLong(
                            key -> mass.bytes(request(key, records.getOrDefault(key, List.of()))))
                    .sum();
        }
        long bytes = 0;
        for (List<Change> changes : records.values()) {
            for (Change change : changes) {
                bytes += change.field().length() + String.valueOf(change.after()).length();
            }
        }
        return bytes;
    }

    /**
     * Requests for some of its records, in this order; each is made when it is asked for, and as
     * often.
     */
    List<WriteRequest> requests(List<String> keys) {
        return new MadeList<>(keys, key -> request(key, records.getOrDefault(key, List.of())));
    }

    private static WriteRequest request(String key, List<Change> changes) {
        return new WriteRequest(key, after(changes));
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
