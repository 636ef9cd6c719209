package dev.baton.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

    public Plan {
        changes = changes.stream().sorted().toList();
        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i).compareTo(changes.get(i - 1)) == 0) {
                throw new IllegalArgumentException(
                        "two changes of one field: " + changes.get(i).field());
            }
        }
    }

    /**
     * SHA-256 over the sorted changes and the digests of mapping and model; the same plan tomorrow
     * has the same hash.
     */
    public String hash() {
        var texts = new ArrayList<String>(List.of("plan 1", mappings, model));
        for (Change change : changes) {
            texts.add(change.object());
            texts.add(change.key());
            texts.add(change.field());
            texts.add(FieldValues.spelled(change.before()));
            texts.add(FieldValues.spelled(change.after()));
        }
        return Digests.of(texts);
    }

    /** The changes of each record, in order of object and key. */
    public List<List<Change>> records() {
        var records = new ArrayList<List<Change>>();
        int first = 0;
        for (int next = 1; next <= changes.size(); next++) {
            if (next == changes.size() || !ofOneRecord(changes.get(first), changes.get(next))) {
                records.add(changes.subList(first, next));
                first = next;
            }
        }
        return records;
    }

    private static boolean ofOneRecord(Change one, Change other) {
        return one.key().equals(other.key()) && one.object().equals(other.object());
    }

    /** The changes of each record, objects and keys in order. */
    public SortedMap<String, SortedMap<String, List<Change>>> byRecord() {
        var objects = new TreeMap<String, SortedMap<String, List<Change>>>();
        for (List<Change> record : records()) {
            objects.computeIfAbsent(record.getFirst().object(), unused -> new TreeMap<>())
                    .put(record.getFirst().key(), record);
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
