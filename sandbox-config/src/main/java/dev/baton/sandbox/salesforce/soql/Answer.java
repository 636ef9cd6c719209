package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import java.util.List;

/** What a query found, before it is cut into pages. */
public final class Answer {
    private final List<Source> records;
    private final Shape shape;
    private final List<Hit> aggregates;
    private final int size;

    private Answer(List<Source> records, Shape shape, List<Hit> aggregates, int size) {
        this.records = records;
        this.shape = shape;
        this.aggregates = aggregates;
        this.size = size;
    }

    static Answer records(List<Source> records, Shape shape) {
        return new Answer(records, shape, List.of(), records.size());
    }

    static Answer aggregate(Hit row) {
        return new Answer(List.of(), Shape.of(List.of()), List.of(row), 1);
    }

    /** COUNT(): a size and no records. */
    static Answer count(int size) {
        return new Answer(List.of(), Shape.of(List.of()), List.of(), size);
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
