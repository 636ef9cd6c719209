package dev.baton.mappings.model;

import dev.baton.core.measure.Predicate;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import org.jspecify.annotations.Nullable;

/** Reads a condition on records where a file other than the model has one. */
public final class RecordCondition {
    private RecordCondition() {}

    /**
     * Null when something is wrong, told.
     *
     * @param type of the records
     */
    public static @Nullable Predicate read(
            Node node, RecordType type, Filled filled, Problems.InFile problems) {
        return new PredicateReader(new FieldFinder(type, filled, problems), problems).read(node);
    }
}
