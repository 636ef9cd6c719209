package dev.baton.core.model;

import java.util.Comparator;

/**
 * Where a record lives, so that a person can open it.
 *
 * @param system {@code salesforce}, {@code zendesk}
 * @param object the system's own word: {@code Account}, {@code ticket}
 * @param id the system's own id
 */
public record RecordRef(String system, String object, String id) implements Comparable<RecordRef> {
    private static final Comparator<RecordRef> ORDER =
            Comparator.comparing(RecordRef::system)
                    .thenComparing(RecordRef::object)
                    .thenComparing(RecordRef::id);

    @Override
    public int compareTo(RecordRef other) {
        return ORDER.compare(this, other);
    }
}
