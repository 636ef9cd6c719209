package dev.baton.sandbox.salesforce.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One object with its fields in order of definition. Names are found without regard to case, as the
 * vendor does.
 *
 * @param prefix the first three characters of its ids; empty for objects that have none
 */
public record ObjectType(
        String name, String label, String plural, String prefix, Map<String, Field> byName) {

    public ObjectType {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public static ObjectType of(
            String name, String label, String plural, String prefix, Collection<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(key(field.name()), field));
        return new ObjectType(name, label, plural, prefix, byName);
    }

    public List<Field> fields() {
        return List.copyOf(byName.values());
    }

    public Optional<Field> field(String fieldName) {
        return Optional.ofNullable(byName.get(key(fieldName)));
    }

    /** The field behind a relationship name such as {@code Owner}. */
    public Optional<Field> relationship(String relationshipName) {
        return byName.values().stream()
                .filter(
                        field ->
                                field.lookup() != null
                                        && relationshipName.equalsIgnoreCase(
                                                field.lookup().relationship()))
                .findFirst();
    }

    public boolean custom() {
        return name.endsWith("__c");
    }

    /** The same object with more fields; one of an existing name takes its place. */
    public ObjectType plus(Collection<Field> more) {
        Map<String, Field> all = new LinkedHashMap<>(byName);
        more.forEach(field -> all.put(key(field.name()), field));
        return new ObjectType(name, label, plural, prefix, all);
    }

    /** The same object without a field. */
    public ObjectType without(Field field) {
        Map<String, Field> rest = new LinkedHashMap<>(byName);
        rest.remove(key(field.name()));
        return new ObjectType(name, label, plural, prefix, rest);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
