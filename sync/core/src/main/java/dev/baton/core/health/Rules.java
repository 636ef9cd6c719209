package dev.baton.core.health;

import java.util.List;
import java.util.TreeSet;

/**
 * What a model says of accounts rather than of measures.
 *
 * @param dimensions the ways to divide accounts, beside the model's own segments
 * @param groups of measures that share a weight
 */
public record Rules(List<Dimension> dimensions, List<Group> groups) {
    /** None. */
    public static final Rules NONE = new Rules(List.of(), List.of());

    public Rules {
        dimensions = List.copyOf(dimensions);
        groups = List.copyOf(groups);
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
