package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.PermissionSet;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one user may do with objects and fields, from the profile and the permission sets assigned.
 * Fields deployed by metadata are invisible to everybody, administrators too, until one of those
 * grants them; so are deployed objects, but for administrators, who see and modify all data. For
 * the rest, standard users work with the standard objects and what the customer added to them. The
 * integration user's profile grants nothing; that it reads whatever was not deployed is taken for
 * granted by the customer's admin, and EditTask opens tasks to it.
 */
public final class Access {
    private static final ObjectRight READ =
            new ObjectRight(false, true, false, false, false, false);
    private static final ObjectRight TASKS = new ObjectRight(true, true, true, false, false, false);
    private static final ObjectRight WORK = new ObjectRight(true, true, true, true, false, false);
    private static final ObjectRight ALL = new ObjectRight(true, true, true, true, true, true);
    private static final ObjectRight SEE_ALL =
            new ObjectRight(false, true, false, false, true, false);
    private static final ObjectRight ASSIGN = new ObjectRight(true, true, false, true, true, false);

    /** What no user changes through the data API. */
    private static final Set<String> READ_ONLY =
            Set.of(
                    "CustomPermission",
                    "DuplicateRule",
                    "EntityDefinition",
                    "FieldDefinition",
                    "FieldPermissions",
                    "FlowDefinitionView",
                    "ObjectPermissions",
                    "OpportunityHistory",
                    "OpportunityStage",
                    "Organization",
                    "PermissionSet",
                    "PermissionSetLicense",
                    "Profile",
                    "SetupEntityAccess",
                    "TaskStatus",
                    "UserEntityAccess",
                    "UserFieldAccess",
                    "UserLicense",
                    "UserRecordAccess");

    /** What takes View Setup and Configuration to read. */
    private static final Set<String> SETUP =
            Set.of(
                    "CustomPermission",
                    "DuplicateRule",
                    "FieldPermissions",
                    "FlowDefinitionView",
                    "ObjectPermissions",
                    "PermissionSet",
                    "PermissionSetAssignment",
                    "PermissionSetLicense",
                    "PermissionSetLicenseAssign",
                    "SetupEntityAccess");

    /** What people work with: read, create, edit and delete, as sharing lets them. */
    private static final Set<String> WORKED_WITH =
            Set.of(
                    "Account",
                    "AccountContactRelation",
                    "Asset",
                    "Case",
                    "CaseComment",
                    "Contact",
                    "Contract",
                    "Event",
                    "Lead",
                    "Opportunity",
                    "OpportunityContactRole",
                    "OpportunityLineItem",
                    "Task");

    private final Profile profile;
    private final PermissionSet permissions;
    private final Predicate<ObjectType> deployed;
    private final Map<String, ObjectRight> objects = new HashMap<>();

    /**
     * The rights of one user.
     *
     * @param permissions those of the profile and of all permission sets together
     * @param deployed whether metadata, not the customer's export, brought the object
     */
    Access(Profile profile, PermissionSet permissions, Predicate<ObjectType> deployed) {
        this.profile = profile;
        this.permissions = permissions;
        this.deployed = deployed;
    }

    /** Whether the user may deploy metadata, and see setup. */
    public boolean administers() {
        return profile == Profile.ADMINISTRATOR;
    }

    /** Of user and custom permissions together with the rest. */
    public PermissionSet permissions() {
        return permissions;
    }

    public ObjectRight object(ObjectType type) {
        return objects.computeIfAbsent(type.name(), name -> right(type));
    }

    private ObjectRight right(ObjectType type) {
        return switch (profile) {
            case ADMINISTRATOR -> administrator(type.name());
            case STANDARD -> standard(type).or(permissions.object(type.name()));
            case INTEGRATION -> integration(type);
        };
    }

    private static ObjectRight administrator(String object) {
        if (object.startsWith("PermissionSet") && object.contains("Assign")) {
            return ASSIGN;
        }
        return READ_ONLY.contains(object) ? SEE_ALL : ALL;
    }

    private ObjectRight standard(ObjectType type) {
        if (SETUP.contains(type.name()) || deployed.test(type)) {
            return ObjectRight.NONE;
        }
        return type.custom() || WORKED_WITH.contains(type.name()) ? WORK : READ;
    }

    private ObjectRight integration(ObjectType type) {
        if (type.name().equals("Task") && permissions.userPermissions().contains("EditTask")) {
            return TASKS;
        }
        ObjectRight granted = permissions.object(type.name());
        boolean taken = !deployed.test(type) && !SETUP.contains(type.name());
        return granted.equals(ObjectRight.NONE) && taken ? READ : granted;
    }

    public boolean readable(ObjectType type, Field field) {
        if (!field.is(Trait.DEPLOYED) || alwaysVisible(field)) {
            return object(type).read();
        }
        return object(type).read()
                && permissions.field(type.name() + "." + field.name()).readable();
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
        if (field.is(Trait.DEPLOYED)) {
            return alwaysVisible(field)
                    || permissions.field(type.name() + "." + field.name()).editable();
        }
        return profile != Profile.INTEGRATION || type.name().equals("Task") || deployed.test(type);
    }

    /**
     * The platform takes no field permissions for master-detail and required fields: who sees the
     * record sees them.
     */
    public static boolean alwaysVisible(Field field) {
        return field.is(Trait.MASTER_DETAIL)
                || (!field.nillable() && !field.calculated() && field.type() != FieldType.BOOLEAN);
    }
}
