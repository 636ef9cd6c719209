package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.salesforce.schema.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the package brings.
 *
 * @param objects custom objects, sorted by name
 * @param fields fields by the object they appear on, in order of definition; those of Activity
 *     under Task and Event
 * @param integration the permission set of the user all calls run as
 */
public record PackageContents(
        List<CustomObject> objects, Map<String, List<Field>> fields, PermissionSet integration) {

    /** An org into which nothing was deployed. */
    public static final PackageContents NOTHING =
            new PackageContents(List.of(), Map.of(), PermissionSet.NONE);

    /**
     * An object the package defines.
     *
     * @param nameField the Name field
     * @param owned whether records have an owner of their own; details of a master have not
     */
    public record CustomObject(
            String name, String label, String plural, Field nameField, boolean owned) {}

    public PackageContents {
        objects = List.copyOf(objects);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
