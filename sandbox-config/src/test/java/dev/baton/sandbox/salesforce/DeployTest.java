package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.Deployer.field;
import static dev.baton.sandbox.salesforce.Deployer.grant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.Deployer.Zip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata deployed into the living org, and taken out again. */
final class DeployTest {
    private static final String ACME = "001000000000001AAA";
    private static final String CSM = "005000000000001AAA";

    private TestOrg org;
    private Deployer admin;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.withoutPackage(
                        dir,
                        Map.of(
                                "Account",
                                "Id,Name,Tier__c,OwnerId\n%s,Acme,Gold,%s\n".formatted(ACME, CSM),
                                "User",
                                "Id,Username,Name,IsActive\n%s,ann@example.com,Ann,true\n"
                                        .formatted(CSM)));
        admin = new Deployer(org, Deployer.ADMIN);
    }

    private static Zip score() {
        return new Zip()
                .file(
                        "objects/Account.object",
                        "CustomObject",
                        field("Score__c", "Number", "<precision>3</precision><scale>0</scale>"))
                .member("CustomField", "Account.Score__c");
    }

    private static Zip granting(String set, String inner) {
        return new Zip()
                .file(
                        "permissionsets/" + set + ".permissionset",
                        "PermissionSet",
                        inner + "<label>" + set + "</label>")
                .member("PermissionSet", set);
    }

    private JsonNode asAdmin(String method, String path, String body) {
        SandboxReply reply = org.callAs(org.tokenOf(Deployer.ADMIN), method, path, Map.of(), body);
        return reply.body().length == 0 ? NullNode.instance : TestOrg.json(reply);
    }

    private List<String> fieldsSeenBy(String user) {
        JsonNode described =
                TestOrg.json(
                        org.callAs(
                                org.tokenOf(user),
                                "GET",
                                "/sobjects/Account/describe",
                                Map.of(),
                                ""));
        return described.path("fields").findValuesAsText("name");
    }

    private List<String> queryAs(String user, String soql, String field) {
        JsonNode answer =
                TestOrg.json(org.callAs(org.tokenOf(user), "GET", "/query", Map.of("q", soql), ""));
        return answer.has("records")
                ? answer.path("records").findValuesAsText(field)
                : List.of(answer.path(0).path("errorCode").asText());
    }

    private String idOf(String object, String where) {
        return queryAs(Deployer.ADMIN, "SELECT Id FROM " + object + " WHERE " + where, "Id")
                .getFirst();
    }

    private JsonNode assign(String user, String set) {
        return asAdmin(
                "POST",
                "/sobjects/PermissionSetAssignment",
                "{\"AssigneeId\":\"%s\",\"PermissionSetId\":\"%s\"}"
                        .formatted(user, idOf("PermissionSet", "Name = '" + set + "'")));
    }

    @Test
    void aNewFieldIsInvisibleToEverybodyUntilAPermissionSetGrantsIt() {
        JsonNode result = admin.deploy(score());

        assertThat(result.path("status").asText()).isEqualTo("Succeeded");
        assertThat(fieldsSeenBy(Deployer.ADMIN)).contains("Tier__c").doesNotContain("Score__c");
        assertThat(queryAs(Deployer.ADMIN, "SELECT Score__c FROM Account", "Score__c"))
                .containsExactly("INVALID_FIELD");

        admin.deploy(granting("Scores", grant("Account.Score__c", true)));
        assertThat(fieldsSeenBy(CSM)).doesNotContain("Score__c");
        assertThat(assign(CSM, "Scores").path("success").asBoolean()).isTrue();

        assertThat(fieldsSeenBy(CSM)).contains("Score__c");
        assertThat(fieldsSeenBy(Deployer.ADMIN)).doesNotContain("Score__c");
        assertThat(queryAs(CSM, "SELECT Score__c FROM Account", "Id")).isEmpty();
    }

    @Test
    void whatIsWrittenIntoANewFieldIsThere() {
        admin.deploy(score());
        admin.deploy(granting("Scores", grant("Account.Score__c", true)));
        assign(CSM, "Scores");

        SandboxReply written =
                org.callAs(
                        org.tokenOf(CSM),
                        "PATCH",
                        "/sobjects/Account/" + ACME,
                        Map.of(),
                        "{\"Score__c\":81}");

        assertThat(written.status()).isEqualTo(204);
        assertThat(queryAs(CSM, "SELECT Score__c FROM Account", "Score__c"))
                .containsExactly("81.0");
    }

    @Test
    void aDeploymentComesOnWithEveryPollAndCanBeStoppedUntilItIsDone() {
        String id =
                TestOrg.json(admin.post(score().bytes(), "{\"rollbackOnError\":true}"))
                        .path("id")
                        .asText();
        List<String> states = new ArrayList<>();
        for (int poll = 0; poll < 3; poll++) {
            states.add(admin.status(id).path("status").asText());
        }
        assertThat(states).containsExactly("Pending", "InProgress", "Succeeded");

        String canceling = "{\"deployResult\":{\"status\":\"Canceling\"}}";
        String path = "/metadata/deployRequest/";
        assertThat(asAdmin("PATCH", path + id, canceling).path(0).path("message").asText())
                .contains("already completed");
        Zip other = granting("Other", "");
        String second = TestOrg.json(admin.post(other.bytes(), "{}")).path("id").asText();
        asAdmin("PATCH", path + second, canceling);
        assertThat(admin.status(second).path("status").asText()).isEqualTo("Canceled");
        assertThat(
                        queryAs(
                                Deployer.ADMIN,
                                "SELECT Name FROM PermissionSet WHERE IsOwnedByProfile = false",
                                "Name"))
                .doesNotContain("Other");
    }

    @Test
    void aCheckChangesNothing() {
        JsonNode result = admin.deploy(score(), "{\"checkOnly\":true,\"rollbackOnError\":true}");

        assertThat(result.path("status").asText()).isEqualTo("Succeeded");
        assertThat(result.path("checkOnly").asBoolean()).isTrue();
        assertThat(
                        Deployer.problems(
                                admin.deploy(granting("Scores", grant("Account.Score__c", true)))))
                .containsExactly(
                        "Scores: In field: field - no CustomField named Account.Score__c found");
    }

    @Test
    void oneRefusedComponentRollsAllBackOrNot() {
        Zip both =
                score().file(
                                "permissionsets/Bad.permissionset",
                                "PermissionSet",
                                grant("Account.Nonsense__c", true) + "<label>Bad</label>")
                        .member("PermissionSet", "Bad");

        JsonNode all = admin.deploy(both);
        assertThat(all.path("status").asText()).isEqualTo("Failed");
        assertThat(all.path("numberComponentErrors").asInt()).isEqualTo(1);
        assertThat(all.path("details").path("componentSuccesses").findValuesAsText("fullName"))
                .contains("Account.Score__c");
        JsonNode again = admin.deploy(both, "{\"rollbackOnError\":false}");

        assertThat(again.path("status").asText()).isEqualTo("SucceededPartial");
        assertThat(
                        again
                                .path("details")
                                .path("componentSuccesses")
                                .findValues("created")
                                .stream()
                                .anyMatch(JsonNode::asBoolean))
                .isTrue();
        assertThat(
                        Deployer.problems(
                                admin.deploy(granting("Scores", grant("Account.Score__c", true)))))
                .isEmpty();
    }

    @Test
    void whatTheOrgRefusesItSaysInTheVendorsWords() {
        Zip zip =
                new Zip()
                        .file(
                                "objects/Account.object",
                                "CustomObject",
                                field("A__c", "Hologram", "")
                                        + field(
                                                "B__c",
                                                "Lookup",
                                                "<referenceTo>Nobody__c</referenceTo>")
                                        + field("Tier__c", "Number", "<precision>3</precision>")
                                        + "<validationRules><fullName>Rule</fullName><active>true</active><errorConditionFormula>ISBLANK(Gone__c)</errorConditionFormula><errorMessage>No</errorMessage></validationRules>")
                        .member("CustomField", "Account.A__c")
                        .member("CustomField", "Account.B__c")
                        .member("CustomField", "Account.Tier__c")
                        .member("CustomField", "Account.Missing__c")
                        .member("ValidationRule", "Account.Rule");

        assertThat(Deployer.problems(admin.deploy(zip)))
                .containsExactlyInAnyOrder(
                        "Account.A__c: 'Hologram' is not a valid value for the enum 'FieldType'",
                        "Account.B__c: referenceTo value of 'Nobody__c' does not resolve to a valid sObject type",
                        "Account.Tier__c: Cannot change the type of the existing field Tier__c from string to double",
                        "Account.Missing__c: An object 'Account.Missing__c' of type CustomField was named in package.xml, but was not found in zipped directory",
                        "Account.Rule: Field Gone__c does not exist. Check spelling.");
    }

    @Test
    void requiredAndMasterDetailFieldsTakeNoPermission() {
        Zip child =
                new Zip()
                        .file(
                                "objects/Child__c.object",
                                "CustomObject",
                                field(
                                                "Account__c",
                                                "MasterDetail",
                                                "<referenceTo>Account</referenceTo><relationshipName>Children</relationshipName>")
                                        + field(
                                                "Code__c",
                                                "Text",
                                                "<length>10</length><required>true</required>")
                                        + "<label>Child</label><nameField><label>No</label><type>AutoNumber</type></nameField><pluralLabel>Children</pluralLabel><sharingModel>ControlledByParent</sharingModel>")
                        .member("CustomObject", "Child__c");
        assertThat(admin.deploy(child).path("status").asText()).isEqualTo("Succeeded");

        for (String name : List.of("Child__c.Account__c", "Child__c.Code__c", "Account.Name")) {
            assertThat(Deployer.problems(admin.deploy(granting("Bad", grant(name, true)))))
                    .containsExactly("Bad: You cannot deploy to a required field: " + name);
        }
        assertThat(
                        Deployer.problems(
                                admin.deploy(
                                        granting(
                                                "Bad",
                                                "<objectPermissions><allowRead>true</allowRead><object>Child__c</object></objectPermissions>"))))
                .containsExactly(
                        "Bad: Permission Read Child__c depends on permission(s): Read Account");
    }

    @Test
    void aFieldOfActivityAppearsOnTaskAndEvent() {
        admin.deploy(
                new Zip()
                        .file(
                                "objects/Activity.object",
                                "CustomObject",
                                field("Play__c", "Text", "<length>80</length>"))
                        .member("CustomField", "Activity.Play__c"));

        assertThat(
                        Deployer.problems(
                                admin.deploy(
                                        granting(
                                                "Plays",
                                                grant("Task.Play__c", true)
                                                        + grant("Event.Play__c", false)))))
                .isEmpty();
    }

    @Test
    void aDeletedFieldTakesItsDataAlongAndOneThatIsNotThereIsOnlyAWarning() {
        admin.deploy(score());
        admin.deploy(granting("Scores", grant("Account.Score__c", true)));
        assign(CSM, "Scores");
        org.callAs(
                org.tokenOf(CSM),
                "PATCH",
                "/sobjects/Account/" + ACME,
                Map.of(),
                "{\"Score__c\":81}");
        Zip gone =
                new Zip()
                        .raw(
                                "destructiveChanges.xml",
                                Deployer.manifest(
                                        Map.of(
                                                "CustomField",
                                                List.of("Account.Score__c", "Account.Never__c"))));

        JsonNode result = admin.deploy(gone);

        assertThat(result.path("status").asText()).isEqualTo("Succeeded");
        assertThat(Deployer.warnings(result))
                .containsExactly("Account.Never__c: No CustomField named: Account.Never__c found");
        assertThat(fieldsSeenBy(CSM)).doesNotContain("Score__c");
        admin.deploy(score());
        admin.deploy(granting("Scores", grant("Account.Score__c", true)));
        assertThat(queryAs(CSM, "SELECT Score__c FROM Account", "Score__c"))
                .containsExactly("null");
    }

    @Test
    void aDeletedObjectTakesItsRecordsAndItsLookupsAlong() {
        Zip site =
                new Zip()
                        .file(
                                "objects/Site__c.object",
                                "CustomObject",
                                "<label>Site</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Sites</pluralLabel><sharingModel>ReadWrite</sharingModel>")
                        .file(
                                "objects/Account.object",
                                "CustomObject",
                                field(
                                        "Site__c",
                                        "Lookup",
                                        "<referenceTo>Site__c</referenceTo><relationshipName>Accounts</relationshipName>"))
                        .member("CustomObject", "Site__c")
                        .member("CustomField", "Account.Site__c");
        assertThat(Deployer.problems(admin.deploy(site))).isEmpty();
        JsonNode created = asAdmin("POST", "/sobjects/Site__c", "{\"Name\":\"HQ\"}");
        assertThat(created.path("success").asBoolean()).isTrue();

        admin.deploy(
                new Zip()
                        .raw(
                                "destructiveChanges.xml",
                                Deployer.manifest(Map.of("CustomObject", List.of("Site__c")))));

        assertThat(org.vendor.records("Site__c")).isEmpty();
        assertThat(queryAs(Deployer.ADMIN, "SELECT Id FROM Site__c", "Id"))
                .containsExactly("INVALID_TYPE");
        assertThat(org.vendor.records("Account").getFirst()).doesNotContainKey("Site__c");
    }

    @Test
    void workflowRulesAreRowsOfTheToolingApi() {
        Zip rules =
                new Zip()
                        .file(
                                "workflows/Account.workflow",
                                "Workflow",
                                "<rules><fullName>Tell sales</fullName><active>true</active><formula>true</formula><triggerType>onAllChanges</triggerType></rules>")
                        .member("WorkflowRule", "Account.Tell sales");

        assertThat(Deployer.problems(admin.deploy(rules))).isEmpty();

        JsonNode rows =
                TestOrg.json(
                        org.callAs(
                                org.tokenOf(Deployer.ADMIN),
                                "GET",
                                "/tooling/query",
                                Map.of("q", "SELECT Name, TableEnumOrId FROM WorkflowRule"),
                                ""));
        assertThat(rows.path("records").path(0).path("Name").asText()).isEqualTo("Tell sales");
        assertThat(rows.path("records").path(0).path("TableEnumOrId").asText())
                .isEqualTo("Account");
    }

    @Test
    void aPermissionSetThatSomebodyHasIsNotDeleted() {
        admin.deploy(granting("Scores", ""));
        String assignment = assign(CSM, "Scores").path("id").asText();
        Zip gone =
                new Zip()
                        .raw(
                                "destructiveChanges.xml",
                                Deployer.manifest(Map.of("PermissionSet", List.of("Scores"))));

        assertThat(Deployer.problems(admin.deploy(gone)))
                .singleElement()
                .asString()
                .contains("assigned");
        asAdmin("DELETE", "/sobjects/PermissionSetAssignment/" + assignment, "");
        assertThat(admin.deploy(gone).path("status").asText()).isEqualTo("Succeeded");
        assertThat(
                        queryAs(
                                Deployer.ADMIN,
                                "SELECT Name FROM PermissionSet WHERE IsOwnedByProfile = false",
                                "Name"))
                .isEmpty();
    }

    @Test
    void aFieldThatARuleNamesIsNotDeletedWithoutTheRule() {
        Zip ruled =
                new Zip()
                        .file(
                                "objects/Account.object",
                                "CustomObject",
                                field("Until__c", "Date", "")
                                        + "<validationRules><fullName>Rule</fullName><active>true</active><errorConditionFormula>ISBLANK(Until__c)</errorConditionFormula><errorMessage>No</errorMessage></validationRules>")
                        .member("CustomField", "Account.Until__c")
                        .member("ValidationRule", "Account.Rule");
        admin.deploy(ruled);

        JsonNode alone =
                admin.deploy(
                        new Zip()
                                .raw(
                                        "destructiveChanges.xml",
                                        Deployer.manifest(
                                                Map.of(
                                                        "CustomField",
                                                        List.of("Account.Until__c")))));
        assertThat(Deployer.problems(alone))
                .singleElement()
                .asString()
                .contains("referenced elsewhere", "Validation Rule - Rule");

        JsonNode together =
                admin.deploy(
                        new Zip()
                                .raw(
                                        "destructiveChanges.xml",
                                        Deployer.manifest(
                                                Map.of(
                                                        "CustomField",
                                                        List.of("Account.Until__c"),
                                                        "ValidationRule",
                                                        List.of("Account.Rule")))));
        assertThat(together.path("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void onlyAdministratorsDeploy() {
        SandboxReply refused = new Deployer(org, CSM).post(score().bytes(), "{}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(TestOrg.json(refused).path(0).path("errorCode").asText())
                .isEqualTo("INSUFFICIENT_ACCESS");
    }

    @Test
    void aNameThatLeadsOutOfTheZipIsRefused() {
        JsonNode result = admin.deploy(score().raw("objects/../../etc/passwd", "x"));

        assertThat(Deployer.problems(result))
                .containsExactly("package.xml: The zip file holds a name that leads out of it");
    }
}
