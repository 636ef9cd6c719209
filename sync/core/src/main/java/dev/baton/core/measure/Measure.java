package dev.baton.core.measure;

import dev.baton.core.model.RecordType;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A number about an account, from records of one type. Data, so that an admin adds one over any
 * mapped field without a programmer.
 *
 * @param name unique in a model, lower case with underscores
 * @param label how people call it: "Median first response"
 * @param unit as told: "h", "days", "tickets"; empty for none
 */
public record Measure(
        String name,
        String label,
        String unit,
        RecordType over,
        Predicate filter,
        Window window,
        Aggregate aggregate,
        Comparison comparison) {

    /** The fields it reads of each record, in alphabetical order. */
    public SortedSet<String> fields() {
        var fields = new TreeSet<>(filter.fields());
        fields.add(window.by());
        fields.addAll(aggregate.fields());
        return fields;
    }
}
