package dev.baton.sandbox.salesforce.soql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an answer.
 *
 * @param type API name of its object, or AggregateResult
 * @param id null for rows that are no records
 * @param values what was asked for, in that order: values in the form of {@code FieldType.Kind} but
 *     for an int, which is a Long; a parent as another hit, children as {@link Children}, null for
 *     what is empty
 */
public record Hit(String type, @Nullable String id, Map<String, @Nullable Object> values) {
    /**
     * The children of a record.
     *
     * @param hits at least one
     */
    public record Children(List<Hit> hits) {
        public Children {
            hits = List.copyOf(hits);
        }
    }
}
