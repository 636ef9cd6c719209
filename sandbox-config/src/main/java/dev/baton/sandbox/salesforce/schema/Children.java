package dev.baton.sandbox.salesforce.schema;

import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from a record to those that look up to it.
 *
 * @param object of the children
 * @param field by which they look up
 */
public record Children(ObjectType object, Field field) {

    /**
     * The children of a relationship name such as {@code Contacts}. What a lookup does not name
     * bears the plural of its object, as the standard relationships do.
     */
    public static Optional<Children> named(Schema schema, ObjectType parent, String name) {
        return schema.all().stream()
                .flatMap(
                        object ->
                                object.fields().stream()
                                        .filter(field -> pointsTo(field, parent))
                                        .filter(field -> name(object, field).equalsIgnoreCase(name))
                                        .map(field -> new Children(object, field)))
                .findFirst();
    }

    /**
     * The relationship's name as describe gives it; null where the name leads elsewhere, as of two
     * lookups to one object that nobody named.
     */
    public static @Nullable String relationship(
            Schema schema, ObjectType parent, ObjectType object, Field field) {
        String name = name(object, field);
        return named(schema, parent, name)
                .filter(found -> found.object().equals(object) && found.field().equals(field))
                .map(found -> name)
                .orElse(null);
    }

    private static boolean pointsTo(Field field, ObjectType parent) {
        Lookup lookup = field.lookup();
        return lookup != null
                && (lookup.targets().contains(parent.name())
                        || lookup.targets().equals(List.of("*")));
    }

    private static String name(ObjectType object, Field field) {
        Lookup lookup = field.lookup();
        String given = lookup == null ? null : lookup.children();
        String plural = object.plural().replaceAll("[^A-Za-z0-9_]", "");
        return given != null ? given : plural;
    }
}
