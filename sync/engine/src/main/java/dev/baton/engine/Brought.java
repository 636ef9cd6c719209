package dev.baton.engine;

import dev.baton.engine.store.NewVersion;
import dev.baton.engine.store.StreamKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pull brought that is not as it was, as long as it is little: after a pull that brought
 * much everything is looked at. Thread-safe.
 */
final class Brought {
    /** Records that are told one by one; all of them together then take a megabyte or two. */
    private static final int MOST = 10_000;

    private final SortedMap<StreamKey, List<NewVersion>> versions = new TreeMap<>();
    private final SortedMap<StreamKey, SortedSet<String>> held = new TreeMap<>();
    private int size;

    /**
     * Takes what landed.
     *
     * @param held the records in whose fields of ours something was read, by our name of them
     */
    synchronized void add(StreamKey stream, List<NewVersion> versions, Collection<String> held) {
        size += versions.size() + held.size();
        if (isMuch()) {
            this.versions.clear();
            this.held.clear();
        } else {
            if (!versions.isEmpty()) {
                this.versions.computeIfAbsent(stream, none -> new ArrayList<>()).addAll(versions);
            }
            if (!held.isEmpty()) {
                this.held.computeIfAbsent(stream, none -> new TreeSet<>()).addAll(held);
            }
        }
    }

    /** Whether it is too much to be told record by record. */
    synchronized boolean isMuch() {
        return size > MOST;
    }

    /** By stream; nothing of what is much. */
    synchronized SortedMap<StreamKey, List<NewVersion>> versions() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /** Records in whose fields of ours something was read, by stream; nothing of what is much. */
    synchronized SortedMap<StreamKey, SortedSet<String>> held() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(held));
    }
}
