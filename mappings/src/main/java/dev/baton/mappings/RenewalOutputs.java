package dev.baton.mappings;

import dev.baton.core.measure.Predicate;
import dev.baton.core.renewal.RenewalField;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the health of accounts goes that a renewal came near of.
 *
 * @param object the CRM's object: {@code Opportunity}; its records are people's, and updated by
 *     their ids
 * @param who which deals are renewals
 * @param fields the CRM field's API name for each thing that is told; at least one
 */
public record RenewalOutputs(String object, Predicate who, SortedMap<RenewalField, String> fields) {
    public RenewalOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The CRM's fields. */
    public List<String> columns() {
        return List.copyOf(fields.values());
    }
}
