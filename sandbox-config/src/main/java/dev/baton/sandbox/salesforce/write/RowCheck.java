package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.AccessLevel;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Every reason for which the platform refuses one row, in the platform's order. */
final class RowCheck {
    private static final String NO_ACCESS = "insufficient access rights on object id";

    private final Org org;
    private final ValueCheck valueCheck;
    private final TaskRules taskRules;
    private final AssignmentRules assignmentRules;

    RowCheck(Org org) {
        this.org = org;
        this.valueCheck = new ValueCheck(org);
        this.taskRules = new TaskRules(org);
        this.assignmentRules = new AssignmentRules(org);
    }

    /** The record that an id names. */
    Row target(ObjectType type, String id) throws Refusal {
        if (!SalesforceId.wellFormed(id) || namesAnother(type, id)) {
            throw new Refusal(
                    "MALFORMED_ID", type.label() + " ID: id value of incorrect type: " + id, "Id");
        }
        Row row =
                org.find(id)
                        .filter(org.sharing()::readable)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                "INVALID_CROSS_REFERENCE_KEY",
                                                "invalid cross reference id"));
        if (org.view().deleted(row)) {
            throw new Refusal("ENTITY_IS_DELETED", "entity is deleted");
        }
        return row;
    }

    private boolean namesAnother(ObjectType type, String id) {
        return org.find(id).filter(row -> !row.type().name().equals(type.name())).isPresent();
    }

    Draft update(Row row, Map<Field, Input> values) throws Refusal {
        if (!org.access().object(row.type()).edit()) {
            throw new Refusal("INSUFFICIENT_ACCESS_OR_READONLY", NO_ACCESS);
        }
        requireFields(row.type(), values, org.access()::updateable);
        if (!org.sharing().level(row).atLeast(AccessLevel.EDIT)) {
            throw new Refusal("INSUFFICIENT_ACCESS_OR_READONLY", NO_ACCESS);
        }
        return draft(row.type(), row, values);
    }

    Draft create(ObjectType type, Map<Field, Input> values) throws Refusal {
        if (!org.access().object(type).create()) {
            throw new Refusal(
                    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                    "entity type cannot be inserted: " + type.label());
        }
        requireFields(type, values, org.access()::createable);
        Draft draft = draft(type, null, values);
        List<String> missing =
                type.fields().stream()
                        .filter(field -> field.is(Trait.REQUIRED))
                        .map(Field::name)
                        .filter(name -> draft.values().get(name) == null)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Refusal(
                    List.of(
                            new RowError(
                                    "REQUIRED_FIELD_MISSING",
                                    "Required fields are missing: " + missing,
                                    missing)));
        }
        requireMaster(type, draft);
        assignmentRules.check(type, draft.values());
        return draft;
    }

    private void requireFields(
            ObjectType type, Map<Field, Input> values, BiPredicate<ObjectType, Field> allowed)
            throws Refusal {
        List<String> refused =
                values.keySet().stream()
                        .filter(field -> !allowed.test(type, field))
                        .map(Field::name)
                        .toList();
        if (!refused.isEmpty()) {
            String message =
                    "Unable to create/update fields: %s. Please check the security settings of this field and verify that it is read/write for your profile or permission set."
                            .formatted(String.join(", ", refused));
            throw new Refusal(
                    List.of(new RowError("INVALID_FIELD_FOR_INSERT_UPDATE", message, refused)));
        }
    }

    /**
     * Whoever adds a detail needs edit on its master, or read where the field says that suffices.
     */
    private void requireMaster(ObjectType type, Draft draft) throws Refusal {
        for (Field field : type.fields()) {
            if (field.is(Trait.MASTER_DETAIL)
                    && draft.values().get(field.name()) instanceof String id) {
                AccessLevel needed =
                        field.is(Trait.WRITE_NEEDS_MASTER_READ)
                                ? AccessLevel.READ
                                : AccessLevel.EDIT;
                boolean granted =
                        org.find(id)
                                .filter(master -> org.sharing().level(master).atLeast(needed))
                                .isPresent();
                if (!granted) {
                    throw new Refusal(
                            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                            "insufficient access rights on cross-reference id: " + id);
                }
            }
        }
    }

    private Draft draft(ObjectType type, @Nullable Row existing, Map<Field, Input> values)
            throws Refusal {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        List<RowError> errors = new ArrayList<>();
        for (Map.Entry<Field, Input> entry : values.entrySet()) {
            try {
                stored.put(
                        entry.getKey().name(), valueCheck.stored(entry.getKey(), entry.getValue()));
            } catch (Refusal refusal) {
                errors.addAll(refusal.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal(errors);
        }
        requireUnique(type, existing, stored);
        if (type.name().equals("Task")) {
            taskRules.complete(existing, stored);
        }
        if (existing == null && type.field("OwnerId").isPresent()) {
            stored.putIfAbsent("OwnerId", org.userId());
        }
        return new Draft(type, existing, stored);
    }

    private void requireUnique(
            ObjectType type, @Nullable Row existing, Map<String, @Nullable Object> stored)
            throws Refusal {
        for (Map.Entry<String, @Nullable Object> entry : stored.entrySet()) {
            Field field = type.field(entry.getKey()).orElseThrow();
            Object value = entry.getValue();
            if (value == null || !field.is(Trait.UNIQUE)) {
                continue;
            }
            for (Row other : org.findBy(type, field, value)) {
                if (!other.equals(existing)) {
                    throw new Refusal(
                            "DUPLICATE_VALUE",
                            "duplicate value found: %s duplicates value on record with id: %s"
                                    .formatted(field.name(), SalesforceId.key(other.id())));
                }
            }
        }
    }
}
