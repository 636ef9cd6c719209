package dev.baton.mappings;

import dev.baton.core.model.RecordType;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.translate.Expression;
import dev.baton.mappings.translate.FieldRule;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A source file as read, before it is held against the other files.
 *
 * @param from null when it names no stream, told
 * @param type null for a link source, or when it cannot be read
 * @param customer the condition for customers; null when there is none or it cannot be read
 * @param linkRules null for a source of records
 * @param rereadDays null for never, or when it cannot be read, told
 * @param filled the canonical fields that it fills, also those whose rules cannot be read
 * @param uses every path it reads, of whatever stream
 */
record SourceDraft(
        String name,
        Problems.InFile problems,
        Position at,
        @Nullable StreamName from,
        Position fromAt,
        @Nullable RecordType type,
        @Nullable Way way,
        @Nullable Expression customer,
        List<Child> children,
        @Nullable List<Placed<LinkRule>> linkRules,
        String object,
        @Nullable String link,
        List<Placed<FieldRule>> rules,
        @Nullable Integer rereadDays,
        SortedSet<String> filled,
        List<Use> uses) {

    /** Something and where it stands. */
    record Placed<T>(T what, Position at) {}

    /**
     * The way to the account, if any is needed.
     *
     * @param field the account's field that holds the same key; null where ids are named
     */
    record Way(
            @Nullable StreamName through,
            @Nullable String field,
            String key,
            Position at,
            Position throughAt) {}

    record Child(String name, StreamName from, String key, Position at) {}

    /** How a path is used. */
    enum Purpose {
        READ,
        HASHED,
        PARENT,
        /** Names the parent by a key that letter case is set aside for. */
        PARENT_KEY
    }

    record Use(StreamName stream, String path, Purpose purpose, Position at) {}
}
