package dev.baton.core.family;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are above which, by their ids. A parent that nobody knows is none, and accounts
 * whose parents run in a circle have none: there is no telling who is above whom.
 */
public final class Families {
    private final Map<String, String> parents;
    private final SortedMap<String, List<String>> children;
    private final SortedSet<String> circling;

    private Families(
            Map<String, String> parents,
            SortedMap<String, List<String>> children,
            SortedSet<String> circling) {
        this.parents = parents;
        this.children = children;
        this.circling = circling;
    }

    /**
     * Of accounts, in any order.
     *
     * @param named the parent that each account names; who names none is absent
     * @param known every account that there is
     */
    public static Families of(Map<String, String> named, Collection<String> known) {
        var there = new HashSet<>(known);
        var parents = new HashMap<String, String>();
        named.forEach(
                (account, parent) -> {
                    if (there.contains(account) && there.contains(parent)) {
                        parents.put(account, parent);
                    }
                });
        SortedSet<String> circling = circling(parents);
        parents.keySet().removeAll(circling);
        var children = new TreeMap<String, List<String>>();
        parents.forEach(
                (account, parent) ->
                        children.computeIfAbsent(parent, none -> new ArrayList<>()).add(account));
        children.values().forEach(Collections::sort);
        return new Families(parents, children, circling);
    }

    /** Walks up from each account until somebody is met who was met before. */
    private static SortedSet<String> circling(Map<String, String> parents) {
        var circling = new TreeSet<String>();
        var done = new HashSet<String>();
        for (String start : parents.keySet()) {
            var path = new ArrayList<String>();
            var onPath = new HashSet<String>();
            String here = start;
            while (here != null && !done.contains(here) && onPath.add(here)) {
                path.add(here);
                here = parents.get(here);
            }
            if (here != null && onPath.contains(here)) {
                circling.addAll(path.subList(path.indexOf(here), path.size()));
            }
            done.addAll(path);
        }
        return circling;
    }

    /** The account above; null for one that has none. */
    public @Nullable String parent(String account) {
        return parents.get(account);
    }

    /** Accounts that have another parent than in other families, or none in one of the two. */
    public Set<String> moved(Families before) {
        var moved = new TreeSet<String>();
        var children = new TreeSet<>(parents.keySet());
        children.addAll(before.parents.keySet());
        for (String child : children) {
            if (!Objects.equals(parents.get(child), before.parents.get(child))) {
                moved.add(child);
            }
        }
        return moved;
    }

    /** Whether any account is below it. */
    public boolean isAboveOthers(String account) {
        return children.containsKey(account);
    }

    /** Everyone below, on all levels, in order of id. */
    public List<String> below(String account) {
        var found = new TreeSet<String>();
        var open = new ArrayDeque<>(List.of(account));
        while (!open.isEmpty()) {
            for (String child : children.getOrDefault(open.remove(), List.of())) {
                found.add(child);
                open.add(child);
            }
        }
        return List.copyOf(found);
    }

    /** Everyone who has an account above or below. */
    public Set<String> members() {
        var members = new TreeSet<>(parents.keySet());
        members.addAll(children.keySet());
        return members;
    }

    /** Accounts whose parents run in a circle, themselves among them. */
    public SortedSet<String> circling() {
        return Collections.unmodifiableSortedSet(circling);
    }
}
