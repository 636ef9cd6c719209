package dev.baton.core.health;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of accounts rather than of measures.
 *
 * @param dimensions the ways to divide accounts, beside the model's own segments
 * @param groups of measures that share a weight
 * @param knockOuts what caps a score, in the order of the file
 * @param terminal states after which accounts are judged no more; the first that fits is told
 * @param rollUp how families are told; null where they are not
 * @param products which product is an account's primary one; null where products are not told apart
 */
public record Rules(
        List<Dimension> dimensions,
        List<Group> groups,
        List<KnockOut> knockOuts,
        List<TerminalState> terminal,
        @Nullable RollUp rollUp,
        @Nullable Products products) {
    /** None. */
    public static final Rules NONE = new Rules(List.of(), List.of(), List.of(), List.of());

    /** Without families or products. */
    public Rules(
            List<Dimension> dimensions,
            List<Group> groups,
            List<KnockOut> knockOuts,
            List<TerminalState> terminal) {
        this(dimensions, groups, knockOuts, terminal, null, null);
    }

    public Rules {
        dimensions = List.copyOf(dimensions);
        groups = List.copyOf(groups);
        knockOuts = List.copyOf(knockOuts);
        terminal = List.copyOf(terminal);
        var names = new TreeSet<>(List.of(Dimension.OWN));
        for (Dimension dimension : dimensions) {
            if (!names.add(dimension.name())) {
                throw new IllegalArgumentException("two dimensions named " + dimension.name());
            }
        }
        if (groups.stream().map(Group::name).distinct().count() < groups.size()) {
            throw new IllegalArgumentException("two groups of one name");
        }
    }
}
