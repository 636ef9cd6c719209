package dev.baton.core.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record in Baton's own words: the version in force at some known-at.
 *
 * @param createdAt null where the source does not say; then it counts as having existed always
 * @param modifiedAt since when its state is as told here
 * @param fields by canonical name; a field that is empty at the source is absent
 */
public record CanonicalRecord(
        RecordType type,
        RecordRef ref,
        @Nullable Instant createdAt,
        Instant modifiedAt,
        SortedMap<String, Value> fields) {

    public CanonicalRecord {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public CanonicalRecord(
            RecordType type,
            RecordRef ref,
            @Nullable Instant createdAt,
            Instant modifiedAt,
            Map<String, Value> fields) {
        this(type, ref, createdAt, modifiedAt, new TreeMap<>(fields));
    }

    /** A text field's text, or null when it is empty or no text. */
    public @Nullable String text(String field) {
        return fields.get(field) instanceof Value.Text text ? text.text() : null;
    }
}
