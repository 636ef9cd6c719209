package dev.baton.mappings.model;

import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the sources give to measure.
 *
 * @param fields the fields that some source fills, by type; a type that no source maps is absent
 * @param complete false when a source could not be read: then what seems to be missing may be there
 */
public record Filled(
        Vocabulary vocabulary, SortedMap<RecordType, SortedSet<String>> fields, boolean complete) {
    public Filled {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
}
