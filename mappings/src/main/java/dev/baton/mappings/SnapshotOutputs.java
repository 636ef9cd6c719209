package dev.baton.mappings;

import dev.baton.core.snapshot.SnapshotField;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where snapshots go.
 *
 * @param object the CRM's object: {@code Baton_Health_Snapshot__c}
 * @param key the field that holds the upsert key
 * @param fields the CRM field's API name for each thing that a snapshot tells
 */
public record SnapshotOutputs(String object, String key, SortedMap<SnapshotField, String> fields)
        implements KeyedOutputs {
    public SnapshotOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public Collection<String> columns() {
        return fields.values();
    }
}
