package dev.baton.mappings;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A field that is not given now, and what therefore cannot be told or written.
 *
 * @param where {@code crm.Account.Churn_Risk__c}
 * @param places where the mapping names it, with line and column
 * @param stops what rests on it: {@code measure renewals}, {@code score}; may be empty
 */
public record Stopped(String where, SortedSet<String> places, SortedSet<String> stops)
        implements Comparable<Stopped> {
    public Stopped {
        places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
        stops = Collections.unmodifiableSortedSet(new TreeSet<>(stops));
    }

    @Override
    public int compareTo(Stopped other) {
        return where.compareTo(other.where);
    }
}
