package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds which of our permission sets and the licence that they need; seen as an admin sees it.
 */
public final class Assignments {
    /** Of the user licence Salesforce Integration: what its users may be given at all. */
    public static final String INTEGRATION_LICENCE = "SalesforceAPIIntegrationPsl";

    private final OrgApi admin;

    public Assignments(OrgApi admin) {
        this.admin = admin;
    }

    /** The user's id; empty if nobody has this username, or somebody who was made inactive. */
    public Optional<String> user(String username) throws AdapterException {
        String soql =
                "SELECT Id FROM User WHERE IsActive = true AND Username = "
                        + OrgApi.quoted(username);
        return admin.query(soql).stream().map(row -> row.path("Id").asText()).findFirst();
    }

    /** Whether the org has what would be assigned. */
    public boolean exists(Assignment.Kind kind, String name) throws AdapterException {
        return id(kind, name).isPresent();
    }

    public boolean isGiven(Assignment wanted) throws AdapterException {
        Optional<String> id = id(wanted.kind(), wanted.name());
        return id.isPresent() && given(wanted, id.get()).isPresent();
    }

    /**
     * Gives it.
     *
     * @throws IllegalArgumentException when the org has nothing of that name
     */
    public void give(Assignment wanted) throws AdapterException {
        String id =
                id(wanted.kind(), wanted.name())
                        .orElseThrow(() -> new IllegalArgumentException(wanted.name()));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("AssigneeId", wanted.user());
        values.put(wanted.kind().reference(), id);
        admin.create(wanted.kind().assignment(), values);
    }

    /** Takes it away; nothing happens where it is not given. */
    public void take(Assignment given) throws AdapterException {
        Optional<String> id = id(given.kind(), given.name());
        if (id.isPresent()) {
            Optional<String> assignment = given(given, id.get());
            if (assignment.isPresent()) {
                admin.delete(given.kind().assignment(), assignment.get());
            }
        }
    }

    /** Everybody who holds a permission set. */
    public List<Assignment> holders(String permissionSet) throws AdapterException {
        var holders = new ArrayList<Assignment>();
        Optional<String> id = id(Assignment.Kind.PERMISSION_SET, permissionSet);
        if (id.isPresent()) {
            String soql =
                    "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = "
                            + OrgApi.quoted(id.get());
            for (JsonNode row : admin.query(soql)) {
                String user = row.path("AssigneeId").asText();
                holders.add(new Assignment(Assignment.Kind.PERMISSION_SET, permissionSet, user));
            }
        }
        return holders;
    }

    private Optional<String> id(Assignment.Kind kind, String name) throws AdapterException {
        String soql =
                "SELECT Id FROM "
                        + kind.object()
                        + " WHERE "
                        + kind.nameField()
                        + " = "
                        + OrgApi.quoted(name);
        return admin.query(soql).stream().map(row -> row.path("Id").asText()).findFirst();
    }

    private Optional<String> given(Assignment wanted, String id) throws AdapterException {
        String soql =
                "SELECT Id FROM "
                        + wanted.kind().assignment()
                        + " WHERE AssigneeId = "
                        + OrgApi.quoted(wanted.user())
                        + " AND "
                        + wanted.kind().reference()
                        + " = "
                        + OrgApi.quoted(id);
        return admin.query(soql).stream().map(row -> row.path("Id").asText()).findFirst();
    }
}
