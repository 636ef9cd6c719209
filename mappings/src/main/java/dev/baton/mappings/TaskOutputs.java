package dev.baton.mappings;

import dev.baton.core.play.TaskField;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where tasks go.
 *
 * @param object the CRM's object: {@code Task}
 * @param key the field that holds the upsert key
 * @param fields the CRM field's API name for each thing that a task tells
 */
public record TaskOutputs(String object, String key, SortedMap<TaskField, String> fields)
        implements KeyedOutputs {
    public TaskOutputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public Collection<String> columns() {
        return fields.values();
    }
}
