package dev.baton.simulation.vendor;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A record of the org as queries see it. */
public final class Row {
    private final String id;
    private final Instant created;
    private final Map<String, @Nullable String> values = new TreeMap<>();
    private Instant stamp;
    private boolean deleted;
    private String editor = Org.SOMEBODY;

    Row(String id, Instant created) {
        this.id = id;
        this.created = created;
        this.stamp = created;
    }

    Row(Row other) {
        this(other.id, other.created);
        values.putAll(other.values);
        stamp = other.stamp;
        deleted = other.deleted;
        editor = other.editor;
    }

    public String id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    /** To the second, as the vendor keeps it. */
    public Instant stamp() {
        return stamp;
    }

    public boolean deleted() {
        return deleted;
    }

    /** As text; null for an empty field. */
    public @Nullable String get(String field) {
        return switch (field) {
            case "Id" -> id;
            case "IsDeleted" -> String.valueOf(deleted);
            case "CreatedDate" -> Texts.stamp(created);
            case "SystemModstamp" -> Texts.stamp(stamp);
            case "LastModifiedById" -> editor;
            default -> values.get(field);
        };
    }

    void set(Map<String, @Nullable String> fields, Instant at) {
        fields.forEach((name, value) -> values.put(name, "".equals(value) ? null : value));
        stamp = at;
        editor = Org.SOMEBODY;
    }

    /** It was this user who made the last change. */
    void by(String user) {
        editor = user;
    }

    void delete(boolean gone, Instant at) {
        deleted = gone;
        stamp = at;
        editor = Org.SOMEBODY;
    }
}
