package dev.baton.mappings;

import dev.baton.core.heartbeat.HeartbeatField;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the row of a day goes.
 *
 * @param object the CRM's object: {@code Baton_Run__c}
 * @param key the field that holds the upsert key
 * @param fields the CRM field's API name for each thing that it tells
 */
public record HeartbeatOutputs(String object, String key, SortedMap<HeartbeatField, String> fields)
        implements KeyedOutputs {
    public HeartbeatOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public Collection<String> columns() {
        return fields.values();
    }
}
