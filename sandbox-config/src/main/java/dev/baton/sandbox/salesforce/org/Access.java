package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.PermissionSet;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.List;

/**
 * What the integration user may do with objects and fields. Package fields follow the permission
 * set to the letter, as fields deployed by metadata are invisible to everybody until one grants
 * them. Everything else is readable (the customer's admin granted that) and never writable, but for
 * tasks, which EditTask opens.
 */
public final class Access {
    private static final ObjectRight READ =
            new ObjectRight(false, true, false, false, false, false);
    private static final ObjectRight TASKS = new ObjectRight(true, true, true, false, false, false);

    private final PermissionSet permissions;

    public Access(PermissionSet permissions) {
        this.permissions = permissions;
    }

    public ObjectRight object(ObjectType type) {
        if (type.name().equals("Task") && permissions.userPermissions().contains("EditTask")) {
            return TASKS;
        }
        ObjectRight granted = permissions.object(type.name());
        return granted.equals(ObjectRight.NONE) && !fromPackage(type) ? READ : granted;
    }

    private static boolean fromPackage(ObjectType type) {
        return type.custom()
                && type.byName().values().stream().anyMatch(field -> field.is(Trait.PACKAGE));
    }

    public boolean readable(ObjectType type, Field field) {
        if (!field.is(Trait.PACKAGE) || alwaysVisible(field)) {
            return object(type).read();
        }
        return permissions.field(type.name() + "." + field.name()).readable();
    }

    public boolean updateable(ObjectType type, Field field) {
        return object(type).edit() && writable(type, field);
    }

    public boolean createable(ObjectType type, Field field) {
        return object(type).create() && writable(type, field);
    }

    /** In order of definition. */
    public List<Field> readableFields(ObjectType type) {
        return type.fields().stream().filter(field -> readable(type, field)).toList();
    }

    private boolean writable(ObjectType type, Field field) {
        if (!field.is(Trait.WRITABLE) || field.calculated()) {
            return false;
        }
        if (field.is(Trait.PACKAGE)) {
            return alwaysVisible(field)
                    || permissions.field(type.name() + "." + field.name()).editable();
        }
        return type.name().equals("Task") || fromPackage(type);
    }

    /**
     * The platform takes no field permissions for master-detail and required fields: who sees the
     * record sees them.
     */
    private static boolean alwaysVisible(Field field) {
        return field.is(Trait.MASTER_DETAIL)
                || (!field.nillable() && !field.calculated() && field.type() != FieldType.BOOLEAN);
    }
}
