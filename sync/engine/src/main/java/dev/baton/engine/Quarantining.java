package dev.baton.engine;

import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps the quarantine true: what can be translated again leaves it, what newly cannot enters. */
final class Quarantining {
    private Quarantining() {}

    /** Parks what a derivation could not translate; gives how many of them are new. */
    static int settle(StateStore store, Mappings mappings, Derive derive) {
        List<Parked> bad = derive.parked();
        SortedSet<String> before =
                store.quarantine().stream()
                        .map(Quarantining::key)
                        .collect(Collectors.toCollection(TreeSet::new));
        release(store, mappings, derive, bad);
        store.park(bad);
        return (int) bad.stream().filter(parked -> !before.contains(key(parked))).count();
    }

    private static void release(
            StateStore store, Mappings mappings, Derive derive, List<Parked> bad) {
        SortedSet<String> still =
                bad.stream().map(Quarantining::key).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<StreamKey> translated =
                mappings.sources().stream()
                        .map(source -> Streams.key(source.landing()))
                        .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<StreamKey, List<String>> gone = new TreeMap<>();
        for (Parked parked : store.quarantine()) {
            boolean landed =
                    translated.contains(parked.stream())
                            && store.find(parked.stream(), parked.record(), derive.knownAt())
                                    .isPresent();
            if (landed && !still.contains(key(parked))) {
                gone.computeIfAbsent(parked.stream(), unused -> new ArrayList<>())
                        .add(parked.record());
            }
        }
        gone.forEach(store::release);
    }

    private static String key(Parked parked) {
        return parked.stream() + " " + parked.record();
    }
}
