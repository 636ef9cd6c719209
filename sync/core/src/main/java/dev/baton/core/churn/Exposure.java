package dev.baton.core.churn;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An account that could have left in the time looked at, and what it was exposed to.
 *
 * @param segment accounts are held against others of theirs; empty where nobody says
 * @param left whether it did
 * @param untold kinds of which nobody can tell what it was exposed to: without a helpdesk the
 *     themes of its tickets are unknown, not none. It is left out of looks at these
 * @param reasons what was given for it, by any name; empty of those that stayed, and where nobody
 *     said why
 */
public record Exposure(
        String segment,
        boolean left,
        SortedSet<String> reasons,
        SortedSet<Suspect> suspects,
        Set<Suspect.Kind> untold) {
    public Exposure {
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        untold = Set.copyOf(untold);
        suspects = Collections.unmodifiableSortedSet(new TreeSet<>(suspects));
        if (!left && !reasons.isEmpty()) {
            throw new IllegalArgumentException("who stayed gave no reason to leave");
        }
        for (Suspect suspect : suspects) {
            if (untold.contains(suspect.kind())) {
                throw new IllegalArgumentException(suspect.kind() + " is told and untold");
            }
        }
    }
}
