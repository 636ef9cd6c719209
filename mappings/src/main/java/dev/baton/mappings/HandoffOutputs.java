package dev.baton.mappings;

import dev.baton.core.handoff.HandoffField;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where handoffs go.
 *
 * @param object the CRM's object: {@code Baton_Handoff__c}
 * @param key the field that holds the upsert key
 * @param fields the CRM field's API name for each thing that a handoff tells
 * @param deal what of it is told on the deal itself, null for nothing
 */
public record HandoffOutputs(
        String object,
        String key,
        SortedMap<HandoffField, String> fields,
        @Nullable DealOutputs deal)
        implements KeyedOutputs {
    public HandoffOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public Collection<String> columns() {
        return fields.values();
    }
}
