package dev.baton.mappings;

import dev.baton.core.health.ResultName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where results go.
 *
 * @param object the CRM's object: {@code Account}
 * @param fields the CRM field's API name for each result that is written
 * @param tasks where tasks go, null when none are opened
 */
public record Outputs(
        String object, SortedMap<ResultName, String> fields, @Nullable TaskOutputs tasks) {
    public Outputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
}
