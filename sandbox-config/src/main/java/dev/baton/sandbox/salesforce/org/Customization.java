package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What deployments made of the org, and what they can still make of it. */
public final class Customization {
    private final Org org;
    private final PermissionRecords permissions;
    private final ComponentIds ids = new ComponentIds();
    private final Map<MetadataType, Map<String, Component>> components =
            new EnumMap<>(MetadataType.class);

    Customization(Org org) {
        this.org = org;
        this.permissions = new PermissionRecords(org);
    }

    /**
     * The id of a component that exists: its record's where it has one.
     *
     * @return 18 characters
     */
    public String id(MetadataType type, String fullName) {
        return permissions.record(type, fullName).orElseGet(() -> ids.of(type, fullName));
    }

    /** A deployed component; names are found without regard to case. */
    public Optional<Component> find(MetadataType type, String fullName) {
        return Optional.ofNullable(of(type).get(fullName));
    }

    /** The deployed components of a type, sorted by name. */
    public Collection<Component> all(MetadataType type) {
        return List.copyOf(of(type).values());
    }

    private Map<String, Component> of(MetadataType type) {
        return components.computeIfAbsent(
                type, any -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    /** Takes the component over, schema, records and rights included. It must have been checked. */
    public void deploy(Component component) {
        Schema changed = org.schema().copy();
        CustomObjects.put(component, changed);
        changed.all().stream()
                .filter(type -> !org.schema().find(type.name()).equals(Optional.of(type)))
                .forEach(org::redefine);
        keep(component);
    }

    /** Notes a component that the schema already holds, as at the start of the org. */
    void keep(Component component) {
        of(component.type()).put(component.fullName(), component);
        if (component instanceof Component.Permissions set) {
            if (set.type() == MetadataType.PERMISSION_SET) {
                permissions.put(set);
            } else {
                permissions.putProfile(set);
            }
        }
        if (component.type() == MetadataType.CUSTOM_PERMISSION) {
            permissions.putCustomPermission(component.fullName());
        }
        org.rightsChanged();
    }

    /** Removes the component with all that hangs on it; one that is not there is no error. */
    public void remove(MetadataType type, String fullName) {
        switch (type) {
            case CUSTOM_OBJECT -> org.schema().find(fullName).ifPresent(this::dropObject);
            case CUSTOM_FIELD -> fields(fullName).forEach(this::dropField);
            case PERMISSION_SET -> permissions.remove(fullName);
            case CUSTOM_PERMISSION -> permissions.removeCustomPermission(fullName);
            default -> {}
        }
        of(type).remove(fullName);
        org.rightsChanged();
    }

    /**
     * A field on an object it appears on.
     *
     * @param type the object, which for fields of Activity is Task or Event
     */
    public record Place(ObjectType type, Field field) {}

    /** Where a field of that full name appears; empty if the org has none. */
    public List<Place> fields(String fullName) {
        return places(org.schema(), fullName);
    }

    /** As above in any schema. */
    public static List<Place> places(Schema schema, String fullName) {
        int dot = fullName.indexOf('.');
        List<Place> places = new ArrayList<>();
        if (dot > 0) {
            for (String object : PackageContents.appearsOn(fullName.substring(0, dot))) {
                schema.find(object)
                        .ifPresent(
                                type ->
                                        type.field(fullName.substring(dot + 1))
                                                .ifPresent(
                                                        field ->
                                                                places.add(
                                                                        new Place(type, field))));
            }
        }
        return places;
    }

    private void dropField(Place place) {
        org.dropField(place.type(), place.field());
        of(MetadataType.CUSTOM_FIELD).remove(place.type().name() + "." + place.field().name());
        permissions.removeField(place.type().name(), place.field().name());
    }

    /** Lookups to the object go with it, and so does what is part of it. */
    private void dropObject(ObjectType object) {
        for (ObjectType other : org.schema().all()) {
            for (Field field : other.fields()) {
                if (field.lookup() != null
                        && field.lookup().targets().equals(List.of(object.name()))) {
                    dropField(new Place(org.schema().get(other.name()), field));
                }
            }
        }
        String prefix = object.name() + ".";
        for (MetadataType part : MetadataType.CUSTOM_OBJECT.children()) {
            of(part).keySet()
                    .removeIf(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()));
        }
        permissions.removeObject(object.name());
        org.dropObject(object);
    }
}
