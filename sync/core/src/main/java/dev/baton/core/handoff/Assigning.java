package dev.baton.core.handoff;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who takes over what nobody has yet: handoffs in the order in which they were opened, so that who
 * has waited longest is served first and the order they are found in does not matter.
 *
 * @param lead the user who gets what nobody else takes, null for none
 */
public record Assigning(List<Handoff> all, @Nullable String lead) {
    private static final Comparator<Handoff> LONGEST_FIRST =
            Comparator.comparing((Handoff each) -> each.days().openedOn())
                    .thenComparing(Handoff::deal);

    public Assigning {
        all = List.copyOf(all);
    }

    /** Whether nobody but the lead has it, and the lead not by a rule. */
    public static boolean isUnassigned(Handoff handoff, @Nullable String lead) {
        return isNobodys(handoff.owner(), handoff.candidates(), lead);
    }

    static boolean isNobodys(
            @Nullable String owner, List<Assignment.Candidate> candidates, @Nullable String lead) {
        return owner == null
                || (owner.equals(lead)
                        && candidates.stream().noneMatch(each -> each.user().equals(owner)));
    }

    private List<Handoff> waiting() {
        return all.stream()
                .filter(each -> !each.status().isEnded() && isUnassigned(each, lead))
                .sorted(LONGEST_FIRST)
                .toList();
    }

    /** Everybody who could be given one: of these it has to be known who is active. */
    public SortedSet<String> possible() {
        var possible = new TreeSet<String>();
        for (Handoff handoff : waiting()) {
            handoff.candidates().forEach(each -> possible.add(each.user()));
            if (lead != null) {
                possible.add(lead);
            }
        }
        return possible;
    }

    /**
     * The owner of each handoff that nobody has, by deal; those for which there is none are left
     * out.
     *
     * @param active those of {@link #possible()} who can do something
     */
    public SortedMap<String, String> decide(Set<String> active) {
        var load = new HashMap<String, Integer>();
        for (Handoff handoff : all) {
            if (!handoff.status().isEnded() && !isUnassigned(handoff, lead)) {
                load.merge(String.valueOf(handoff.owner()), 1, Integer::sum);
            }
        }
        var owners = new TreeMap<String, String>();
        for (Handoff handoff : waiting()) {
            String user = first(handoff, active, load);
            if (user != null) {
                owners.put(handoff.deal(), user);
                load.merge(user, 1, Integer::sum);
            } else if (lead != null && active.contains(lead)) {
                owners.put(handoff.deal(), lead);
            }
        }
        return owners;
    }

    private static @Nullable String first(
            Handoff handoff, Set<String> active, Map<String, Integer> load) {
        return handoff.candidates().stream()
                .filter(each -> active.contains(each.user()))
                .filter(each -> load.getOrDefault(each.user(), 0) < each.most())
                .map(Assignment.Candidate::user)
                .findFirst()
                .orElse(null);
    }
}
