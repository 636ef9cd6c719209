package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PermissionSet;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which profile, licences and permission sets users have: read from the org's own records. */
public final class Assignments {
    private static final String INTEGRATION_SET = "Baton_Integration";
    static final String INTEGRATION_PSL = "SalesforceAPIIntegrationPsl";

    private final Org org;

    Assignments(Org org) {
        this.org = org;
    }

    Access access(String userId) {
        Profile profile = profile(userId);
        PermissionSet rights = rights(MetadataType.PROFILE, profile.metadataName());
        for (String name : permissionSets(userId)) {
            rights = rights.or(rights(MetadataType.PERMISSION_SET, name));
        }
        return new Access(
                profile,
                rights,
                type ->
                        org.customization()
                                .find(MetadataType.CUSTOM_OBJECT, type.name())
                                .isPresent());
    }

    /** As an admin who installed the package did: first the licence, then the permission set. */
    void assignIntegration() {
        org.all("PermissionSet").stream()
                .filter(set -> text(set, "Name").equals(Optional.of(INTEGRATION_SET)))
                .findFirst()
                .ifPresent(
                        set -> {
                            org.all("PermissionSetLicense").stream()
                                    .findFirst()
                                    .ifPresent(
                                            license ->
                                                    assign(
                                                            "PermissionSetLicenseAssign",
                                                            "PermissionSetLicenseId",
                                                            license));
                            assign("PermissionSetAssignment", "PermissionSetId", set);
                        });
    }

    private void assign(String object, String what, Row assigned) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("AssigneeId", org.integrationUserId());
        values.put(what, assigned.id());
        org.create(org.schema().get(object), values);
    }

    /** A user that no profile is known of is a standard one. */
    private Profile profile(String userId) {
        return org.find(userId)
                .flatMap(user -> text(user, "ProfileId"))
                .flatMap(org::find)
                .flatMap(profile -> text(profile, "Name"))
                .map(Profile::labelled)
                .orElse(Profile.STANDARD);
    }

    private PermissionSet rights(MetadataType type, String name) {
        return org.customization()
                .find(type, name)
                .map(Component.Permissions.class::cast)
                .map(Component.Permissions::rights)
                .orElse(PermissionSet.NONE);
    }

    private List<String> permissionSets(String userId) {
        return assigned("PermissionSetAssignment", userId, "PermissionSetId")
                .flatMap(id -> org.find(id).stream())
                .flatMap(set -> text(set, "Name").stream())
                .toList();
    }

    private Stream<String> assigned(String object, String userId, String what) {
        return org.all(object).stream()
                .filter(row -> text(row, "AssigneeId").filter(id -> same(id, userId)).isPresent())
                .flatMap(row -> text(row, what).stream());
    }

    /**
     * An active user of the org.
     *
     * @param idOrName id of 15 or 18 characters, or user name
     * @return the id, 18 characters
     */
    public Optional<String> user(String idOrName) {
        return users(idOrName).filter(this::active).map(Row::id).findFirst();
    }

    /** Whether such a user exists and may not log in any more. */
    public boolean deactivated(String idOrName) {
        return users(idOrName).findFirst().filter(user -> !active(user)).isPresent();
    }

    private Stream<Row> users(String idOrName) {
        return org.rows(org.schema().get("User"))
                .filter(
                        user ->
                                SalesforceId.key(user.id()).equals(SalesforceId.key(idOrName))
                                        || text(user, "Username")
                                                .filter(idOrName::equalsIgnoreCase)
                                                .isPresent());
    }

    private boolean active(Row user) {
        return !Boolean.FALSE.equals(org.view().value(user, "IsActive"));
    }

    /** Whether the permission set of that name is assigned to anybody. */
    public boolean assignedByName(String permissionSet) {
        return org.all("PermissionSetAssignment").stream()
                .flatMap(row -> text(row, "PermissionSetId").stream())
                .flatMap(id -> org.find(id).stream())
                .anyMatch(
                        set ->
                                text(set, "Name")
                                        .filter(permissionSet::equalsIgnoreCase)
                                        .isPresent());
    }

    /** Whether that assignment, or that licence's, is there already. */
    public boolean exists(String object, String userId, String what, String id) {
        return assigned(object, userId, what).anyMatch(given -> same(given, id));
    }

    /**
     * A right of the permission set that the user's licence does not allow, in the vendor's words.
     * The integration licence allows rights on objects only together with its permission set
     * licence.
     */
    public Optional<String> notAllowed(String userId, Row permissionSet) {
        if (profile(userId) != Profile.INTEGRATION || hasIntegrationLicense(userId)) {
            return Optional.empty();
        }
        String name = text(permissionSet, "Name").orElse("");
        return rights(MetadataType.PERMISSION_SET, name).objects().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(ObjectRight.NONE))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .flatMap(object -> org.schema().find(object))
                .map(type -> "Read " + type.plural());
    }

    private boolean hasIntegrationLicense(String userId) {
        return assigned("PermissionSetLicenseAssign", userId, "PermissionSetLicenseId")
                .flatMap(id -> org.find(id).stream())
                .anyMatch(
                        license ->
                                text(license, "DeveloperName")
                                        .filter(INTEGRATION_PSL::equals)
                                        .isPresent());
    }

    private Optional<String> text(Row row, String field) {
        return Optional.ofNullable(org.view().value(row, field)).map(Object::toString);
    }

    private static boolean same(String one, String other) {
        return SalesforceId.key(one).equals(SalesforceId.key(other));
    }
}
