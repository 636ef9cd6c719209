package dev.baton.core.model;

/**
 * Where a record lives, so that a person can open it.
 *
 * @param system {@code salesforce}, {@code zendesk}
 * @param object the system's own word: {@code Account}, {@code ticket}
 * @param id the system's own id
 */
public record RecordRef(String system, String object, String id) implements Comparable<RecordRef> {

    /** By system, object and id. */
    @Override
    public int compareTo(RecordRef other) {
        int bySystem = system.compareTo(other.system);
        int byObject = bySystem == 0 ? object.compareTo(other.object) : bySystem;
        return byObject == 0 ? id.compareTo(other.id) : byObject;
    }
}
