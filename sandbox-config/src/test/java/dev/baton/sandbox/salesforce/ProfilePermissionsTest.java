package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permission sets that profiles own, in which their rights stand. */
final class ProfilePermissionsTest {
    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org = TestOrg.open(dir, Map.of("Account", "Id,Name\n001000000000001AAA,Acme\n"));
    }

    private JsonNode query(String soql) {
        String admin = org.tokenOf(Deployer.ADMIN);
        return TestOrg.json(org.callAs(admin, "GET", "/query", Map.of("q", soql), ""))
                .path("records");
    }

    @Test
    void everyProfileHasOne() {
        JsonNode sets =
                query(
                        "SELECT Profile.Name, PermissionsModifyAllData FROM PermissionSet"
                                + " WHERE IsOwnedByProfile = true ORDER BY Profile.Name");

        assertThat(sets.findValuesAsText("Name"))
                .containsExactly(
                        "Minimum Access - API Only Integrations",
                        "Standard User",
                        "System Administrator");
        assertThat(sets.findValuesAsText("PermissionsModifyAllData"))
                .containsExactly("false", "false", "true");
    }

    @Test
    void whatAProfilesFileGrantsStandsInIt() {
        new Deployer(org, Deployer.ADMIN)
                .deploy(
                        new Deployer.Zip()
                                .file(
                                        "profiles/Admin.profile",
                                        "Profile",
                                        Deployer.grant("Account.Baton_Score__c", false))
                                .member("Profile", "Admin"));

        JsonNode grants =
                query(
                        "SELECT Field, Parent.Profile.Name FROM FieldPermissions"
                                + " WHERE Parent.IsOwnedByProfile = true");

        assertThat(grants.findValuesAsText("Field")).containsExactly("Account.Baton_Score__c");
        assertThat(grants.findValuesAsText("Name")).containsExactly("System Administrator");
    }
}
