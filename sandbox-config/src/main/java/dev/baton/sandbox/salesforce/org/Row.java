package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record: what the export says about its whole life, and on top what was written through the
 * API. Read it through {@link View}; here is also what the clock still hides. Guarded by the org's
 * lock.
 */
public final class Row {
    private ObjectType type;
    private final String id;
    private final Map<String, Object> exported;
    private final Map<String, @Nullable Object> written;
    private @Nullable Instant writtenAt;
    private @Nullable Instant deletedAt;

    /**
     * A record.
     *
     * @param exported values by API name as {@code FieldType.Kind} holds them, without empty ones
     */
    Row(ObjectType type, String id, Map<String, Object> exported) {
        this.type = type;
        this.id = id;
        this.exported = exported;
        this.written = FieldValues.beside(exported);
    }

    public ObjectType type() {
        return type;
    }

    /** After a deployment: the same object with other fields. */
    void type(ObjectType redefined) {
        type = redefined;
    }

    /** 18 characters. */
    public String id() {
        return id;
    }

    Map<String, Object> exported() {
        return exported;
    }

    @Nullable Object exported(String field) {
        return exported.get(field);
    }

    Map<String, @Nullable Object> written() {
        return written;
    }

    @Nullable Instant writtenAt() {
        return writtenAt;
    }

    /** When the API deleted it; null if it did not. */
    @Nullable Instant deletedAt() {
        return deletedAt;
    }

    void write(Map<String, @Nullable Object> values, Instant at) {
        written.putAll(values);
        writtenAt = at;
    }

    /** Loses a field's value, as when the field is deleted. */
    void forget(String field) {
        exported.remove(field);
        written.remove(field);
    }

    void delete(Instant at) {
        deletedAt = at;
    }

    /** Is no longer deleted, which is a change of the record. */
    void undelete(Instant at) {
        deletedAt = null;
        writtenAt = at;
        exported.replace("IsDeleted", false);
    }

    /** What was written so far, to return to. */
    State state() {
        Map<String, @Nullable Object> copy = FieldValues.beside(exported);
        copy.putAll(written);
        return new State(copy, writtenAt, deletedAt);
    }

    void restore(State before) {
        written.clear();
        written.putAll(before.written());
        writtenAt = before.writtenAt();
        deletedAt = before.deletedAt();
    }

    /** What was written through the API up to some moment. */
    record State(
            Map<String, @Nullable Object> written,
            @Nullable Instant writtenAt,
            @Nullable Instant deletedAt) {}
}
