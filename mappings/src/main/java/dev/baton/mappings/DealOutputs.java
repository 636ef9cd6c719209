package dev.baton.mappings;

import dev.baton.core.handoff.DealField;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of handoffs is told on deals.
 *
 * @param object the CRM's object: {@code Opportunity}; its records are people's, and updated by
 *     their ids
 * @param fields the CRM field's API name for each thing that is told; at least one
 */
public record DealOutputs(String object, SortedMap<DealField, String> fields) {
    public DealOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The CRM's fields. */
    public List<String> columns() {
        return List.copyOf(fields.values());
    }
}
