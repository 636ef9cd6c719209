package dev.baton.engine;

import dev.baton.core.snapshot.Keeping;
import dev.baton.core.snapshot.Period;
import dev.baton.core.snapshot.SnapshotKey;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots whose write or deletion the CRM refused, and that are to be tried again.
 *
 * @param object of the snapshots
 * @param keys in order
 */
record SnapshotRefusals(StateStore store, StreamKey object, List<String> keys) {

    /**
     * Those that are no longer left alone.
     *
     * @param now all there are for {@link Instant#MAX}
     */
    static SnapshotRefusals of(StateStore store, StreamKey object, Instant now) {
        StreamKey stream = Quarantining.writes(object.connection(), object.stream());
        return new SnapshotRefusals(
                store,
                object,
                store.quarantine().stream()
                        .filter(each -> each.stream().equals(stream))
                        .filter(each -> each.retryAt() == null || !each.retryAt().isAfter(now))
                        .map(Parked::record)
                        .sorted()
                        .distinct()
                        .toList());
    }

    /**
     * The accounts of those that the CRM does not hold, by period. What is too old by now, or of an
     * account that is gone, leaves the quarantine.
     *
     * @param accounts those that there are, by id
     */
    SortedMap<Period, Set<String>> missing(Keeping keeping, Set<String> accounts) {
        Map<String, Map<String, @Nullable Object>> held = store.held(object, keys);
        var missing = new TreeMap<Period, Set<String>>();
        var past = new ArrayList<String>();
        for (String each : keys) {
            SnapshotKey key = SnapshotKey.of(each).orElse(null);
            if (key == null || held.containsKey(each)) {
                continue;
            }
            if (keeping.keeps(key) && accounts.contains(key.account())) {
                missing.computeIfAbsent(key.period(), unused -> new TreeSet<>()).add(key.account());
            } else {
                past.add(each);
            }
        }
        store.release(Quarantining.writes(object.connection(), object.stream()), past);
        return missing;
    }

    /** Whether some are of a time that is given up. */
    boolean isOfOld(Keeping keeping) {
        return keys.stream()
                .flatMap(key -> SnapshotKey.of(key).stream())
                .anyMatch(key -> !keeping.keeps(key));
    }
}
