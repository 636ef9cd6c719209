package dev.baton.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the records of one kind were, one by one.
 *
 * @param <T> what counts of a record
 */
final class Past<T> {
    private final T absent;
    private final SortedMap<String, List<Version<T>>> versions = new TreeMap<>();

    /** What a record was from an instant on. */
    private record Version<T>(Instant since, T value) {}

    /**
     * Nothing has been.
     *
     * @param absent what counts of a record that is not there
     */
    Past(T absent) {
        this.absent = absent;
    }

    /** Takes note of how a record is from now on. */
    void note(Instant now, String id, T value) {
        List<Version<T>> all = versions.computeIfAbsent(id, unused -> new ArrayList<>(2));
        if (all.isEmpty() || !all.getLast().value().equals(value)) {
            all.add(new Version<>(now, value));
        }
    }

    /** Every record that ever was, in order of id. */
    List<String> ids() {
        return List.copyOf(versions.keySet());
    }

    /** What counts of a record that is not there. */
    T absent() {
        return absent;
    }

    /** What counts of a record now. */
    T now(String id) {
        return during(id, Instant.MAX).getFirst();
    }

    /** All that a record was at some instant from one on until now, the newest first. */
    List<T> during(String id, Instant from) {
        List<Version<T>> all = versions.getOrDefault(id, List.of());
        var values = new ArrayList<T>();
        for (int i = all.size() - 1; i >= 0; i--) {
            values.add(all.get(i).value());
            if (!all.get(i).since().isAfter(from)) {
                return values;
            }
        }
        values.add(absent);
        return values;
    }
}
