package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The licences, profiles and users that every org has even if its export leaves them out: an
 * administrator, and the user that client credentials run as. Users without a profile are standard
 * ones.
 */
final class UserDefaults {
    private static final String ADMINISTRATOR = SalesforceId.extend("005000000Admin1");

    /** What every profile here grants: all of them let in through the API. */
    private static final Set<String> EVERYBODY = Set.of("PermissionsApiEnabled");

    private final Schema schema;
    private final List<Row> rows;

    /**
     * Completes an export.
     *
     * @param rows all records, to which the missing ones are added
     */
    UserDefaults(Schema schema, List<Row> rows) {
        this.schema = schema;
        this.rows = rows;
    }

    void complete() {
        license("Salesforce", "SFDC");
        license("Salesforce Integration", "PID_SALESFORCE_INTEGRATION");
        String integration = Assignments.INTEGRATION_PSL;
        if (named("PermissionSetLicense", "DeveloperName", integration).isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("DeveloperName", integration);
            values.put("MasterLabel", "Salesforce API Integration");
            values.put("PermissionSetLicenseKey", integration);
            values.put("Status", "Active");
            add("PermissionSetLicense", values);
        }
        for (Profile profile : Profile.values()) {
            profile(profile);
        }
        rows.stream()
                .filter(row -> row.type().name().equals("Profile"))
                .toList()
                .forEach(this::permissionSetOf);
        users();
    }

    /** The vendor keeps what a profile grants in a permission set that it owns. */
    private void permissionSetOf(Row profile) {
        if (named("PermissionSet", "ProfileId", profile.id()).isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("Name", "X" + SalesforceId.key(profile.id()));
            values.put("Label", "X" + SalesforceId.key(profile.id()));
            values.put("IsCustom", false);
            values.put("IsOwnedByProfile", true);
            values.put("ProfileId", profile.id());
            values.put("Type", "Profile");
            boolean all = Profile.labelled(profile.exported("Name")) == Profile.ADMINISTRATOR;
            for (Field field : schema.get("PermissionSet").fields()) {
                if (field.name().startsWith(PermissionRecords.PERMISSION)) {
                    values.put(field.name(), all || EVERYBODY.contains(field.name()));
                }
            }
            add("PermissionSet", values);
        }
    }

    private void license(String name, String key) {
        if (named("UserLicense", "Name", name).isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("Name", name);
            values.put("MasterLabel", name);
            values.put("LicenseDefinitionKey", key);
            values.put("Status", "Active");
            add("UserLicense", values);
        }
    }

    private void profile(Profile profile) {
        if (named("Profile", "Name", profile.label()).isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("Name", profile.label());
            values.put("UserType", "Standard");
            named("UserLicense", "Name", profile.license())
                    .ifPresent(license -> values.put("UserLicenseId", license.id()));
            add("Profile", values);
        }
    }

    private void users() {
        if (rows.stream().noneMatch(row -> row.id().equals(OrgDefaults.INTEGRATION_USER))) {
            rows.add(
                    user(
                            OrgDefaults.INTEGRATION_USER,
                            "baton@sandbox.invalid",
                            "Baton Integration",
                            "baton"));
        }
        String standard = profileId(Profile.STANDARD);
        String administrator = profileId(Profile.ADMINISTRATOR);
        for (Row row : rows) {
            if (row.type().name().equals("User")) {
                boolean integration = row.id().equals(OrgDefaults.INTEGRATION_USER);
                // Users of an export that does not say so can log in.
                row.exported().putIfAbsent("IsActive", true);
                row.exported()
                        .putIfAbsent(
                                "ProfileId",
                                integration ? profileId(Profile.INTEGRATION) : standard);
            }
        }
        boolean administered =
                rows.stream()
                        .filter(row -> row.type().name().equals("User"))
                        .filter(row -> !Boolean.FALSE.equals(row.exported("IsActive")))
                        .anyMatch(row -> same(row.exported("ProfileId"), administrator));
        if (!administered && rows.stream().noneMatch(row -> row.id().equals(ADMINISTRATOR))) {
            Row admin = user(ADMINISTRATOR, "admin@sandbox.invalid", "Sandbox Admin", "admin");
            admin.exported().put("ProfileId", administrator);
            rows.add(admin);
        }
    }

    private static boolean same(@Nullable Object one, String other) {
        return one != null && SalesforceId.key(one.toString()).equals(SalesforceId.key(other));
    }

    private String profileId(Profile profile) {
        return named("Profile", "Name", profile.label()).orElseThrow().id();
    }

    private Row user(String id, String username, String name, String alias) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Username", username);
        values.put("Email", username);
        values.put("Name", name);
        values.put("LastName", name);
        values.put("Alias", alias);
        values.put("IsActive", true);
        values.put("TimeZoneSidKey", "GMT");
        values.put("LocaleSidKey", "en_US");
        values.put("LanguageLocaleKey", "en_US");
        values.put("UserType", "Standard");
        return new Row(schema.get("User"), id, values);
    }

    private Optional<Row> named(String object, String field, String name) {
        return rows.stream()
                .filter(row -> row.type().name().equals(object))
                .filter(row -> name.equals(row.exported(field)))
                .findFirst();
    }

    /** Ids of such records count from 1, after those of the export. */
    private void add(String object, Map<String, Object> values) {
        long taken = rows.stream().filter(row -> row.type().name().equals(object)).count();
        String id =
                SalesforceId.extend(
                        String.format(
                                Locale.ROOT,
                                "%s000000Sand%02d",
                                schema.get(object).prefix(),
                                taken + 1));
        rows.add(new Row(schema.get(object), id, values));
    }
}
