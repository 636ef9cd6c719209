package dev.baton.mappings.link;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which organisation is which account.
 *
 * @param linked account id by organisation id
 * @param unlinked organisations that no rule speaks of, in order of their ids
 * @param ambiguous accounts that an organisation could be, at least two, by organisation id; for a
 *     person to decide, never guessed
 */
public record Links(
        SortedMap<String, String> linked,
        List<String> unlinked,
        SortedMap<String, List<String>> ambiguous) {

    public Links {
        linked = Collections.unmodifiableSortedMap(new TreeMap<>(linked));
        unlinked = List.copyOf(unlinked);
        ambiguous = Collections.unmodifiableSortedMap(new TreeMap<>(ambiguous));
    }
}
