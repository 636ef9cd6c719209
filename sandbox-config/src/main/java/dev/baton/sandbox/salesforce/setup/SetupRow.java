package dev.baton.sandbox.salesforce.setup;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row made while a query is answered, from what the org is built of. */
final class SetupRow implements Source {
    private final ObjectType type;
    private final @Nullable String id;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Source> parents = new LinkedHashMap<>();

    /**
     * A row without values yet.
     *
     * @param id 18 characters; null for rows that have none
     */
    SetupRow(ObjectType type, @Nullable String id) {
        this.type = type;
        this.id = id;
        if (id != null) {
            values.put("Id", id);
        }
    }

    SetupRow with(String field, Object value) {
        values.put(field, value);
        return this;
    }

    /** With what a lookup points to. */
    SetupRow below(String field, SetupRow parent) {
        parents.put(field, parent);
        return with(field, String.valueOf(parent.id()));
    }

    @Override
    public ObjectType type() {
        return type;
    }

    @Override
    public @Nullable String id() {
        return id;
    }

    @Override
    public @Nullable Object value(Field field) {
        return values.get(field.name());
    }

    @Override
    public Optional<Source> parent(Field lookup) {
        return Optional.ofNullable(parents.get(lookup.name()));
    }
}
