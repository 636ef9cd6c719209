package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What queries read: a stored record, or a row the platform makes up while it answers. */
public interface Source {
    ObjectType type();

    /** 18 characters; null for rows that are no records. */
    @Nullable String id();

    /** The value in the form of {@code FieldType.Kind}, null if empty. */
    @Nullable Object value(Field field);

    /** The record that a lookup points to, if it is there and may be seen. */
    Optional<Source> parent(Field lookup);
}
