package dev.baton.sandbox.salesforce.metadata;

import java.util.Map;
import java.util.Set;

/**
 * What a permission set grants. What it does not name, it does not grant.
 *
 * @param fields by {@code Object.Field}
 * @param objects by API name
 * @param userPermissions names such as {@code EditTask}
 */
public record PermissionSet(
        Map<String, FieldRight> fields,
        Map<String, ObjectRight> objects,
        Set<String> userPermissions) {

    /** The permission set of an org without the package. */
    public static final PermissionSet NONE = new PermissionSet(Map.of(), Map.of(), Set.of());

    public record FieldRight(boolean readable, boolean editable) {
        public static final FieldRight NONE = new FieldRight(false, false);
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
    }

    public PermissionSet {
        fields = Map.copyOf(fields);
        objects = Map.copyOf(objects);
        userPermissions = Set.copyOf(userPermissions);
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
}
