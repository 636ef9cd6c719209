package dev.baton.core.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written: the desired values less those the CRM holds already, see {@link ThreeWay}.
 * Planning what was just written gives an empty plan (invariant 10).
 *
 * @param changes sorted by object, key and field, one for each
 * @param mappings digest of the mapping it was made with
 * @param model digest of the model it was made with
 */
public record Plan(List<Change> changes, String mappings, String model) {

    /**
     * Puts the changes in order.
     *
     * @throws IllegalArgumentException when two are of one field
     */
    public Plan {
        changes = PackedChanges.of(changes);
    }

    /**
     * SHA-256 over the sorted changes and the digests of mapping and model; the same plan tomorrow
     * has the same hash.
     */
    public String hash() {
        return Digests.of(
                Stream.concat(
                        Stream.of("plan 1", mappings, model),
                        changes.stream()
                                .flatMap(
                                        change ->
                                                Stream.of(
                                                        change.object(),
                                                        change.key(),
                                                        change.field(),
                                                        FieldValues.spelled(change.before()),
                                                        FieldValues.spelled(change.after())))));
    }

    /** The changes of each record, in order of object and key. */
    public List<List<Change>> records() {
        return Collections.unmodifiableList(packed());
    }

    private List<PackedRecord> packed() {
        return PackedChanges.of(changes).records();
    }

    /** The changes of each record, objects and keys in order. */
    public SortedMap<String, SortedMap<String, List<Change>>> byRecord() {
        var objects = new TreeMap<String, SortedMap<String, List<Change>>>();
        for (PackedRecord record : packed()) {
            objects.computeIfAbsent(record.object(), unused -> new TreeMap<>())
                    .put(record.key(), record);
        }
        return objects;
    }

    /** How many records it touches. */
    public int touched() {
        return byRecord().values().stream().mapToInt(Map::size).sum();
    }

    /** How many records of one object it touches. */
    public int touched(String object) {
        return byRecord().getOrDefault(object, Collections.emptySortedMap()).size();
    }

    /** What the touched records would hold, of one object: key → field → value. */
    public Map<String, Map<String, @Nullable Object>> after(String object) {
        var after = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        byRecord()
                .getOrDefault(object, Collections.emptySortedMap())
                .forEach(
                        (key, all) -> {
                            var fields = new LinkedHashMap<String, @Nullable Object>();
                            all.forEach(change -> fields.put(change.field(), change.after()));
                            after.put(key, fields);
                        });
        return after;
    }
}
