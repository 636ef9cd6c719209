package dev.baton.core.churn;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An account that could have left in the time looked at, and what it was exposed to.
 *
 * @param segment accounts are held against others of theirs; empty where nobody says
 * @param left whether it did
 * @param reasons what was given for it, by any name; empty of those that stayed, and where nobody
 *     said why
 */
public record Exposure(
        String segment, boolean left, SortedSet<String> reasons, SortedSet<Suspect> suspects) {
    public Exposure {
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        suspects = Collections.unmodifiableSortedSet(new TreeSet<>(suspects));
        if (!left && !reasons.isEmpty()) {
            throw new IllegalArgumentException("who stayed gave no reason to leave");
        }
    }
}
