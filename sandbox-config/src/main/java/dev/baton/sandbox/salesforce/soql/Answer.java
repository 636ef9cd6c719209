package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.List;

/** What a query found, before it is cut into pages. */
public final class Answer {
    private final ObjectType object;
    private final List<Source> records;
    private final Shape shape;
    private final List<Hit> aggregates;
    private final int size;

    private Answer(
            ObjectType object, List<Source> records, Shape shape, List<Hit> aggregates, int size) {
        this.object = object;
        this.records = records;
        this.shape = shape;
        this.aggregates = aggregates;
        this.size = size;
    }

    static Answer records(ObjectType object, List<Source> records, Shape shape) {
        return new Answer(object, records, shape, List.of(), records.size());
    }

    static Answer aggregate(ObjectType object, Hit row) {
        return new Answer(object, List.of(), Shape.of(List.of()), List.of(row), 1);
    }

    /** COUNT(): a size and no records. */
    static Answer count(ObjectType object, int size) {
        return new Answer(object, List.of(), Shape.of(List.of()), List.of(), size);
    }

    public ObjectType object() {
        return object;
    }

    /** What the records show; the aggregates of an answer that has such. */
    public List<ResultColumn> columns() {
        return aggregates.isEmpty()
                ? shape.columns()
                : aggregates.getFirst().values().keySet().stream()
                        .map(name -> new ResultColumn(name, null, List.of()))
                        .toList();
    }

    /** The vendor's totalSize. */
    public int size() {
        return size;
    }

    /** How many records can be paged through. */
    public int length() {
        return records.size() + aggregates.size();
    }

    /** The records from an index on, at most {@code count}. */
    public List<Hit> page(int from, int count) {
        if (!aggregates.isEmpty()) {
            return aggregates;
        }
        return records.subList(from, Math.min(records.size(), from + count)).stream()
                .map(shape::hit)
                .toList();
    }
}
