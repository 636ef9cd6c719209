package dev.baton.mappings;

import dev.baton.core.health.ResultName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where results go.
 *
 * @param object the CRM's object: {@code Account}
 * @param fields the CRM field's API name for each result that is written
 */
public record Outputs(String object, SortedMap<ResultName, String> fields) {
    public Outputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
}
