package dev.baton.sandbox.salesforce.metadata;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a permission set grants. What it does not name, it does not grant.
 *
 * @param fields by {@code Object.Field}
 * @param objects by API name
 * @param userPermissions names such as {@code EditTask}
 * @param customPermissions names of those the org's own automation asks about
 */
public record PermissionSet(
        Map<String, FieldRight> fields,
        Map<String, ObjectRight> objects,
        Set<String> userPermissions,
        Set<String> customPermissions) {

    /** Grants nothing. */
    public static final PermissionSet NONE =
            new PermissionSet(Map.of(), Map.of(), Set.of(), Set.of());

    public record FieldRight(boolean readable, boolean editable) {
        public static final FieldRight NONE = new FieldRight(false, false);

        FieldRight or(FieldRight other) {
            return new FieldRight(readable || other.readable, editable || other.editable);
        }
    }

    public record ObjectRight(
            boolean create,
            boolean read,
            boolean edit,
            boolean delete,
            boolean viewAll,
            boolean modifyAll) {
        public static final ObjectRight NONE =
                new ObjectRight(false, false, false, false, false, false);

        public ObjectRight or(ObjectRight other) {
            return new ObjectRight(
                    create || other.create,
                    read || other.read,
                    edit || other.edit,
                    delete || other.delete,
                    viewAll || other.viewAll,
                    modifyAll || other.modifyAll);
        }
    }

    public PermissionSet {
        fields = Map.copyOf(fields);
        objects = Map.copyOf(objects);
        userPermissions = Set.copyOf(userPermissions);
        customPermissions = Set.copyOf(customPermissions);
    }

    /**
     * The right on one field.
     *
     * @param field as {@code Object.Field}
     */
    public FieldRight field(String field) {
        return fields.getOrDefault(field, FieldRight.NONE);
    }

    public ObjectRight object(String name) {
        return objects.getOrDefault(name, ObjectRight.NONE);
    }

    /** Both together: rights only ever add up. */
    public PermissionSet or(PermissionSet other) {
        Map<String, FieldRight> allFields = new HashMap<>(fields);
        other.fields.forEach((name, right) -> allFields.merge(name, right, FieldRight::or));
        Map<String, ObjectRight> allObjects = new HashMap<>(objects);
        other.objects.forEach((name, right) -> allObjects.merge(name, right, ObjectRight::or));
        return new PermissionSet(
                allFields,
                allObjects,
                union(userPermissions, other.userPermissions),
                union(customPermissions, other.customPermissions));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
