package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.GrantedRights.ObjectRights;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Proves on the org that our user has the rights its permission set gives and no other: a right may
 * also come from a profile or from another permission set, and a deployed field is hidden from
 * everybody until somebody is allowed to see it.
 */
public final class RightsProof {
    private static final String WHERE = "salesforce.";

    private final GrantedRights granted;
    private final List<Finding> findings = new ArrayList<>();

    private RightsProof(GrantedRights granted) {
        this.granted = granted;
    }

    /**
     * Everything that is otherwise than granted; empty when all is proved.
     *
     * @param own the org as our user sees it
     * @param admin tells which permission sets our user has
     * @param user our user's id
     */
    public static List<Finding> findings(
            GrantedRights granted, OrgApi own, OrgApi admin, String user) throws AdapterException {
        var proof = new RightsProof(granted);
        proof.described(own);
        proof.overAllRecords(admin, user);
        return proof.findings;
    }

    /** How many rights are looked at. */
    public static int count(GrantedRights granted) {
        return granted.fields().size() * 2 + granted.objects().size() * 4;
    }

    private void described(OrgApi own) throws AdapterException {
        var objects = new TreeSet<>(granted.objects().keySet());
        granted.fields().keySet().forEach(field -> objects.add(object(field)));
        for (String object : objects) {
            Optional<JsonNode> described = own.describe(object);
            if (described.isEmpty()) {
                error(object, "our user does not see the object", "assign it Baton_Integration");
            } else {
                object(object, described.get());
            }
        }
    }

    private void object(String object, JsonNode described) {
        ObjectRights rights = granted.objects().get(object);
        if (rights != null) {
            right(object, "create records", described.path("createable"), rights.create());
            right(object, "edit records", described.path("updateable"), rights.edit());
            right(object, "delete records", described.path("deletable"), rights.delete());
        }
        var seen = new HashMap<String, Boolean>();
        for (JsonNode field : described.path("fields")) {
            seen.put(field.path("name").asText(), field.path("updateable").asBoolean());
        }
        granted.fields()
                .forEach(
                        (field, editable) -> {
                            if (object(field).equals(object)) {
                                field(field, editable, seen);
                            }
                        });
    }

    private void right(String object, String what, JsonNode has, boolean should) {
        if (has.asBoolean() && !should) {
            error(
                    object,
                    "our user may " + what + ", which Baton must never do",
                    "take the right from its profile and its other permission sets");
        } else if (!has.asBoolean() && should) {
            error(
                    object,
                    "our user may not " + what,
                    "assign it Baton_Integration, and before it the permission-set licence");
        }
    }

    private void field(String field, boolean editable, Map<String, Boolean> seen) {
        Boolean updateable = seen.get(field.substring(field.indexOf('.') + 1));
        if (updateable == null) {
            error(field, "our user does not see the field", "assign it Baton_Integration");
        } else if (updateable && !editable) {
            error(
                    field,
                    "our user may edit a field that belongs to people or to a formula",
                    "take the right from its profile and its other permission sets");
        } else if (!updateable && editable) {
            error(field, "our user may not edit the field", "assign it Baton_Integration");
        }
    }

    /** Rights that go around sharing; describe does not tell of them. */
    private void overAllRecords(OrgApi admin, String user) throws AdapterException {
        String mine =
                "SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = "
                        + OrgApi.quoted(user);
        List<JsonNode> held = admin.query(mine);
        if (held.isEmpty()) {
            return;
        }
        String sets =
                held.stream()
                        .map(row -> OrgApi.quoted(row.path("PermissionSetId").asText()))
                        .distinct()
                        .collect(Collectors.joining(",", "(", ")"));
        String all =
                "SELECT Name FROM PermissionSet WHERE PermissionsModifyAllData = true AND Id IN ";
        for (JsonNode set : admin.query(all + sets)) {
            error(
                    "PermissionSet." + set.path("Name").asText(),
                    "it gives our user Modify All Data",
                    "take it from our user");
        }
        String some =
                "SELECT SobjectType, PermissionsModifyAllRecords FROM ObjectPermissions WHERE"
                        + " PermissionsModifyAllRecords = true AND ParentId IN ";
        for (JsonNode row : admin.query(some + sets)) {
            String object = row.path("SobjectType").asText();
            ObjectRights rights = granted.objects().get(object);
            if (rights == null || !rights.modifyAll()) {
                error(
                        object,
                        "our user may modify all records, whoever they are shared with",
                        "take Modify All from its profile and its other permission sets");
            }
        }
    }

    private void error(String where, String what, String fix) {
        findings.add(Finding.error(WHERE + where, what, fix));
    }

    private static String object(String field) {
        return field.substring(0, field.indexOf('.'));
    }
}
