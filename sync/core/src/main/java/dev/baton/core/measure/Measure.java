package dev.baton.core.measure;

import dev.baton.core.model.RecordType;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A number about an account, from records of one type. Data, so that an admin adds one over any
 * mapped field without a programmer.
 *
 * @param name unique in a model, lower case with underscores
 * @param label how people call it: "Median first response"
 * @param unit as told: "h", "days", "tickets"; empty for none
 * @param per what it is told per unit of, such as active users; null for none. It has itself no
 *     comparison and nothing that it is told per
 */
public record Measure(
        String name,
        String label,
        String unit,
        RecordType over,
        Predicate filter,
        Window window,
        Aggregate aggregate,
        Comparison comparison,
        @Nullable Measure per) {

    /** Per nothing. */
    public Measure(
            String name,
            String label,
            String unit,
            RecordType over,
            Predicate filter,
            Window window,
            Aggregate aggregate,
            Comparison comparison) {
        this(name, label, unit, over, filter, window, aggregate, comparison, null);
    }

    /** The types of record that it looks at. */
    public List<RecordType> types() {
        return per == null ? List.of(over) : List.of(over, per.over());
    }

    /** Every field that it reads, with its type of record: {@code ticket.labels}. */
    public SortedSet<String> reads() {
        var reads = new TreeSet<String>();
        fields().forEach(field -> reads.add(over.word() + "." + field));
        if (per != null) {
            reads.addAll(per.reads());
        }
        return reads;
    }

    /** The fields it reads of each record, in alphabetical order. */
    public SortedSet<String> fields() {
        var fields = new TreeSet<>(filter.fields());
        fields.add(window.by());
        fields.addAll(aggregate.fields());
        return fields;
    }
}
