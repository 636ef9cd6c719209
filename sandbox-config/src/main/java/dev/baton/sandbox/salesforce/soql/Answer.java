package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.List;
import java.util.Set;

/** What a query found, before it is cut into pages. */
public final class Answer {
    private final ObjectType object;
    private final List<Source> records;
    private final Shape shape;
    private final Set<String> aggregates;
    private final int size;

    private Answer(
            ObjectType object,
            List<Source> records,
            Shape shape,
            Set<String> aggregates,
            int size) {
        this.object = object;
        this.records = records;
        this.shape = shape;
        this.aggregates = aggregates;
        this.size = size;
    }

    static Answer records(ObjectType object, List<Source> records, Shape shape) {
        return new Answer(object, records, shape, Set.of(), records.size());
    }

    /**
     * Rows about many records each.
     *
     * @param aggregates the names among their columns that are no fields
     */
    static Answer groups(
            ObjectType object, List<Source> rows, Shape shape, Set<String> aggregates) {
        return new Answer(object, rows, shape, Set.copyOf(aggregates), rows.size());
    }

    /** COUNT(): a size and no records. */
    static Answer count(ObjectType object, int size) {
        return new Answer(object, List.of(), Shape.of(List.of()), Set.of(), size);
    }

    public ObjectType object() {
        return object;
    }

    /** What the records show. */
    public List<ResultColumn> columns() {
        return shape.columns().stream()
                .map(
                        column ->
                                aggregates.contains(column.name())
                                        ? new ResultColumn(column.name(), null, List.of())
                                        : column)
                .toList();
    }

    /** Whether its rows are about many records each. */
    public boolean grouped() {
        return !aggregates.isEmpty();
    }

    /** The vendor's totalSize. */
    public int size() {
        return size;
    }

    /** How many records can be paged through. */
    public int length() {
        return records.size();
    }

    /** The records from an index on, at most {@code count}. */
    public List<Hit> page(int from, int count) {
        return records.subList(from, Math.min(records.size(), from + count)).stream()
                .map(shape::hit)
                .toList();
    }
}
