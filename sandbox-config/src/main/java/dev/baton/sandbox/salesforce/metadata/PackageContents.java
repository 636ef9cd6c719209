package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.salesforce.schema.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the package brings.
 *
 * @param components sorted by type and name, so that what others build on comes first
 */
public record PackageContents(List<Component> components) {
    private static final String INTEGRATION = "Baton_Integration";

    /** An org into which nothing was deployed. */
    public static final PackageContents NOTHING = new PackageContents(List.of());

    public PackageContents {
        components = List.copyOf(components);
    }

    /** Custom objects, sorted by name. */
    public List<Component.CustomObject> objects() {
        return of(Component.CustomObject.class).toList();
    }

    /** Fields by the object they appear on; those of Activity under Task and Event. */
    public Map<String, List<Field>> fields() {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        of(Component.CustomField.class)
                .forEach(
                        custom ->
                                appearsOn(custom.object())
                                        .forEach(
                                                object ->
                                                        fields.computeIfAbsent(
                                                                        object,
                                                                        name -> new ArrayList<>())
                                                                .add(custom.field())));
        return fields;
    }

    /** The objects on which the fields of one appear: Task and Event share those of Activity. */
    public static List<String> appearsOn(String object) {
        return object.equals("Activity") ? List.of("Task", "Event") : List.of(object);
    }

    /** The rights of the user that Baton runs as; none if the package has no such set. */
    public PermissionSet integration() {
        return of(Component.Permissions.class)
                .filter(permissions -> permissions.fullName().equals(INTEGRATION))
                .map(Component.Permissions::rights)
                .findFirst()
                .orElse(PermissionSet.NONE);
    }

    private <C extends Component> Stream<C> of(Class<C> kind) {
        return components.stream().filter(kind::isInstance).map(kind::cast);
    }
}
