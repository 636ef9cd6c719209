package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which permission sets and licences can be assigned to whom. */
final class AssignmentRules {
    private final Org org;

    AssignmentRules(Org org) {
        this.org = org;
    }

    void check(ObjectType type, Map<String, @Nullable Object> values) throws Refusal {
        switch (type.name()) {
            case "PermissionSetAssignment" -> permissionSet(type, values);
            case "PermissionSetLicenseAssign" ->
                    requireFirst(type, values, "PermissionSetLicenseId");
            default -> {}
        }
    }

    private void permissionSet(ObjectType type, Map<String, @Nullable Object> values)
            throws Refusal {
        requireFirst(type, values, "PermissionSetId");
        String userId = String.valueOf(values.get("AssigneeId"));
        Row set = org.find(String.valueOf(values.get("PermissionSetId"))).orElseThrow();
        Optional<String> missing = org.assignments().notAllowed(userId, set);
        if (missing.isPresent()) {
            throw new Refusal(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "Can't assign permission set %s to user %s. The user license doesn't allow the permission: %s"
                            .formatted(
                                    org.view().value(set, "Label"),
                                    org.find(userId)
                                            .map(user -> org.view().value(user, "Name"))
                                            .orElse(userId),
                                    missing.get()),
                    "PermissionSetId");
        }
    }

    private void requireFirst(ObjectType type, Map<String, @Nullable Object> values, String what)
            throws Refusal {
        String userId = String.valueOf(values.get("AssigneeId"));
        String id = String.valueOf(values.get(what));
        if (org.assignments().exists(type.name(), userId, what, id)) {
            throw new Refusal(
                    "DUPLICATE_VALUE",
                    "Duplicate %s. Assignee: %s; %s: %s".formatted(type.name(), userId, what, id));
        }
    }
}
