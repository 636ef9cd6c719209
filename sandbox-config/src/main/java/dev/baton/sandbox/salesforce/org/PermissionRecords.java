package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.FieldRight;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the records that show deployed permission sets to queries: the sets and their grants. */
final class PermissionRecords {
    /** What the fields of a set begin with that stand for user permissions. */
    static final String PERMISSION = "Permissions";

    private final Org org;

    PermissionRecords(Org org) {
        this.org = org;
    }

    /** The set's own record keeps its id over deployments; its grants are written anew. */
    void put(Component.Permissions set) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("Name", set.fullName());
        values.put("Label", set.label());
        values.put("IsCustom", true);
        values.put("IsOwnedByProfile", false);
        values.put("Type", "Regular");
        values.put("LicenseId", license(set.license()));
        userPermissions(set).forEach(values::put);
        Optional<Row> existing = named(set.fullName());
        existing.ifPresent(row -> org.write(row, values));
        grants(existing.orElseGet(() -> create("PermissionSet", values)), set);
    }

    /** What a profile's file grants stands in the set that the profile owns. */
    void putProfile(Component.Permissions profile) {
        org.all("Profile").stream()
                .filter(row -> named(row, profile.fullName()))
                .flatMap(
                        row ->
                                org.all("PermissionSet").stream()
                                        .filter(set -> has(set, "ProfileId", row.id())))
                .findFirst()
                .ifPresent(set -> grants(set, profile));
    }

    /** The vendor's own profiles have other names in files than in their records. */
    private boolean named(Row profile, String fileName) {
        String label = String.valueOf(value(profile, "Name"));
        return label.equalsIgnoreCase(fileName)
                || Profile.named(label)
                        .filter(known -> known.metadataName().equalsIgnoreCase(fileName))
                        .isPresent();
    }

    private void grants(Row row, Component.Permissions set) {
        dropGrants(row.id());
        // Sorted: the sets of a record have no order that would be the same twice.
        new TreeMap<>(set.rights().objects()).forEach((name, right) -> object(row, name, right));
        new TreeMap<>(set.rights().fields()).forEach((name, right) -> field(row, name, right));
        set.rights().customPermissions().stream()
                .sorted()
                .forEach(permission -> grantCustom(row, permission));
    }

    /** A checkbox for each user permission that the org shows. */
    private Map<String, Boolean> userPermissions(Component.Permissions set) {
        Map<String, Boolean> checked = new LinkedHashMap<>();
        for (Field field : org.schema().get("PermissionSet").fields()) {
            if (field.name().startsWith(PERMISSION)) {
                String permission = field.name().substring(PERMISSION.length());
                checked.put(field.name(), set.rights().userPermissions().contains(permission));
            }
        }
        return checked;
    }

    private @Nullable String license(@Nullable String name) {
        return org.all("UserLicense").stream()
                .filter(row -> has(row, "Name", name))
                .map(Row::id)
                .findFirst()
                .orElse(null);
    }

    private void object(Row set, String name, ObjectRight right) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("ParentId", set.id());
        values.put("SobjectType", name);
        values.put("PermissionsCreate", right.create());
        values.put("PermissionsRead", right.read());
        values.put("PermissionsEdit", right.edit());
        values.put("PermissionsDelete", right.delete());
        values.put("PermissionsViewAllRecords", right.viewAll());
        values.put("PermissionsModifyAllRecords", right.modifyAll());
        create("ObjectPermissions", values);
    }

    private void field(Row set, String name, FieldRight right) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("ParentId", set.id());
        values.put("SobjectType", name.substring(0, Math.max(0, name.indexOf('.'))));
        values.put("Field", name);
        values.put("PermissionsRead", right.readable());
        values.put("PermissionsEdit", right.editable());
        create("FieldPermissions", values);
    }

    private void grantCustom(Row set, String permission) {
        customPermission(permission)
                .ifPresent(
                        granted -> {
                            Map<String, @Nullable Object> values = new LinkedHashMap<>();
                            values.put("ParentId", set.id());
                            values.put("SetupEntityId", granted.id());
                            values.put("SetupEntityType", "CustomPermission");
                            create("SetupEntityAccess", values);
                        });
    }

    void putCustomPermission(String name) {
        if (customPermission(name).isEmpty()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("DeveloperName", name);
            values.put("MasterLabel", name.replace('_', ' '));
            create("CustomPermission", values);
        }
    }

    void removeCustomPermission(String name) {
        customPermission(name)
                .ifPresent(
                        row -> {
                            drop(
                                    "SetupEntityAccess",
                                    grant -> has(grant, "SetupEntityId", row.id()));
                            org.forget(row);
                        });
    }

    private Optional<Row> customPermission(String name) {
        return org.all("CustomPermission").stream()
                .filter(row -> has(row, "DeveloperName", name))
                .findFirst();
    }

    /** With its grants and assignments. */
    void remove(String name) {
        named(name)
                .ifPresent(
                        row -> {
                            dropGrants(row.id());
                            drop(
                                    "PermissionSetAssignment",
                                    given -> has(given, "PermissionSetId", row.id()));
                            org.forget(row);
                        });
    }

    void removeField(String object, String field) {
        drop("FieldPermissions", row -> has(row, "Field", object + "." + field));
    }

    void removeObject(String object) {
        drop("ObjectPermissions", row -> has(row, "SobjectType", object));
        drop("FieldPermissions", row -> has(row, "SobjectType", object));
    }

    private void dropGrants(String set) {
        for (String object :
                List.of("ObjectPermissions", "FieldPermissions", "SetupEntityAccess")) {
            drop(object, row -> has(row, "ParentId", set));
        }
    }

    private void drop(String object, Predicate<Row> which) {
        List.copyOf(org.all(object)).stream().filter(which).forEach(org::forget);
    }

    /** The id of the record behind such a component, if there is one. */
    Optional<String> record(MetadataType type, String fullName) {
        return switch (type) {
            case PERMISSION_SET -> named(fullName).map(Row::id);
            case CUSTOM_PERMISSION -> customPermission(fullName).map(Row::id);
            default -> Optional.empty();
        };
    }

    private Optional<Row> named(String name) {
        return org.all("PermissionSet").stream()
                .filter(row -> name.equalsIgnoreCase(String.valueOf(value(row, "Name"))))
                .findFirst();
    }

    private Row create(String object, Map<String, @Nullable Object> values) {
        return org.create(org.schema().get(object), values);
    }

    private boolean has(Row row, String field, @Nullable String value) {
        return value != null && value.equals(value(row, field));
    }

    private @Nullable Object value(Row row, String field) {
        return org.view().value(row, field);
    }
}
