package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.org.Access;
import dev.baton.sandbox.salesforce.org.Customization;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Why the org would refuse a component that by itself is well-formed. */
final class ComponentCheck {
    private final Draft draft;

    ComponentCheck(Draft draft) {
        this.draft = draft;
    }

    void check(Component component) throws ComponentProblem {
        switch (component) {
            case Component.CustomObject object -> {}
            case Component.CustomField field -> field(field);
            case Component.ValidationRule rule -> parent(rule.object());
            case Component.Permissions permissions -> permissions(permissions);
            case Component.Kept kept -> kept(kept);
        }
    }

    void requireFormula(Component component) throws ComponentProblem {
        Optional<String> missing =
                component.type().parent() == MetadataType.CUSTOM_OBJECT
                        ? Formulas.missing(draft.schema(), component)
                        : Optional.empty();
        if (missing.isPresent()) {
            throw new ComponentProblem(
                    "Field %s does not exist. Check spelling.".formatted(missing.get()));
        }
    }

    private void parent(String object) throws ComponentProblem {
        for (String name : PackageContents.appearsOn(object)) {
            if (draft.schema().find(name).isEmpty()) {
                throw new ComponentProblem(
                        "Entity Enumeration Or ID: bad value for restricted picklist field: "
                                + object);
            }
        }
    }

    private void field(Component.CustomField custom) throws ComponentProblem {
        parent(custom.object());
        Field field = custom.field();
        Lookup lookup = field.lookup();
        if (lookup != null) {
            for (String target : lookup.targets()) {
                if (draft.schema().find(target).isEmpty()) {
                    throw new ComponentProblem(
                            "referenceTo value of '%s' does not resolve to a valid sObject type"
                                    .formatted(target));
                }
            }
        }
        for (Customization.Place place : Customization.places(draft.schema(), custom.fullName())) {
            sameType(place.field(), field);
        }
    }

    private static void sameType(Field old, Field field) throws ComponentProblem {
        boolean same =
                old.type() == field.type()
                        && old.calculated() == field.calculated()
                        && old.is(Trait.MASTER_DETAIL) == field.is(Trait.MASTER_DETAIL);
        if (!same) {
            throw new ComponentProblem(
                    "Cannot change the type of the existing field %s from %s to %s"
                            .formatted(old.name(), old.type().apiName(), field.type().apiName()));
        }
    }

    private void permissions(Component.Permissions set) throws ComponentProblem {
        for (String name : new TreeMap<>(set.rights().objects()).keySet()) {
            objectRight(name, set.rights().object(name), set);
        }
        for (String name : new TreeMap<>(set.rights().fields()).keySet()) {
            fieldRight(name);
        }
        for (String name : set.rights().customPermissions().stream().sorted().toList()) {
            if (!draft.exists(MetadataType.CUSTOM_PERMISSION, name)) {
                throw missing("customPermission", "CustomPermission", name);
            }
        }
    }

    private static ComponentProblem missing(String element, String type, String name) {
        return new ComponentProblem(
                "In field: %s - no %s named %s found".formatted(element, type, name));
    }

    private void objectRight(String name, ObjectRight right, Component.Permissions set)
            throws ComponentProblem {
        ObjectType type =
                draft.schema()
                        .find(name)
                        .orElseThrow(() -> missing("object", "CustomObject", name));
        boolean more = right.create() || right.edit() || right.delete() || right.viewAll();
        if ((more || right.modifyAll()) && !right.read()) {
            throw depends(more ? "Edit " + name : "Modify All " + name, "Read " + name);
        }
        if (right.delete() && !right.edit()) {
            throw depends("Delete " + name, "Edit " + name);
        }
        if (right.modifyAll() && !(right.delete() && right.edit() && right.viewAll())) {
            throw depends("Modify All " + name, "Delete " + name + ", View All " + name);
        }
        for (Field field : type.fields()) {
            Lookup lookup = field.lookup();
            if (right.read() && field.is(Trait.MASTER_DETAIL) && lookup != null) {
                String master = lookup.targets().getFirst();
                if (!set.rights().object(master).read()) {
                    throw depends("Read " + name, "Read " + master);
                }
            }
        }
    }

    private static ComponentProblem depends(String permission, String on) {
        return new ComponentProblem(
                "Permission %s depends on permission(s): %s".formatted(permission, on));
    }

    private void fieldRight(String name) throws ComponentProblem {
        List<Customization.Place> places = Customization.places(draft.schema(), name);
        if (places.isEmpty()) {
            throw missing("field", "CustomField", name);
        }
        if (places.stream().anyMatch(place -> required(place.field()))) {
            throw new ComponentProblem("You cannot deploy to a required field: " + name);
        }
    }

    /** Who sees the record sees such fields; nobody can be granted them. */
    private static boolean required(Field field) {
        return field.is(Trait.REQUIRED) || Access.alwaysVisible(field);
    }

    private void kept(Component.Kept kept) throws ComponentProblem {
        boolean part =
                kept.type().parent() == MetadataType.CUSTOM_OBJECT
                        || kept.type().parent() == MetadataType.WORKFLOW;
        if (part) {
            parent(kept.fullName().substring(0, Math.max(0, kept.fullName().indexOf('.'))));
        }
        boolean tab = kept.type() == MetadataType.CUSTOM_TAB && kept.fullName().endsWith("__c");
        boolean envelope = kept.type() == MetadataType.CUSTOM_OBJECT;
        if (tab || envelope) {
            for (String object : PackageContents.appearsOn(kept.fullName())) {
                if (draft.schema().find(object).isEmpty()) {
                    throw new ComponentProblem(
                            "no CustomObject named %s found".formatted(kept.fullName()));
                }
            }
        }
    }
}
