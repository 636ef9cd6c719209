package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From an empty org to scores that some see and others do not, and back to an empty org. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallTest {
    private static final String CSM = "anna@sandbox.invalid";
    private static final String OTHER = "ben@sandbox.invalid";
    private static final String LATE = "cora@sandbox.invalid";
    private static final String USERS =
            """
            Id,Username,LastName,Name,IsActive
            00500000000000aAAA,anna@sandbox.invalid,Anna,Anna,true
            00500000000000bAAA,ben@sandbox.invalid,Ben,Ben,true
            00500000000000cAAA,cora@sandbox.invalid,Cora,Cora,true
            """;

    @TempDir static Path folder;

    private static SandboxProcess sandbox;
    private static Path config;
    private static Path token;

    @BeforeAll
    static void serve() throws Exception {
        Path data =
                SmallExport.in(folder.resolve("data")).write("salesforce/User.csv", USERS).folder();
        sandbox = SandboxProcess.serve(data, SmallExport.AS_OF, folder, "--without-package");
        config = folder.resolve("mine.yaml");
        Files.copy(folder.resolve("baton.yaml.secrets"), folder.resolve("mine.yaml.secrets"));
        token =
                Files.writeString(
                        folder.resolve("admin.token"), sandbox.session("admin@sandbox.invalid"));
        for (Path each : List.of(token, folder.resolve("mine.yaml.secrets"))) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Cli.Result asAdmin(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--admin-token-file", token.toString()));
        return Cli.run(config, all.toArray(String[]::new));
    }

    private static JsonNode query(String user, String soql) throws Exception {
        String path = "query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
        return sandbox.rest(sandbox.session(user), path);
    }

    /** Everything of ours that describe tells an administrator. */
    private static List<String> ours() throws Exception {
        String admin = sandbox.session("admin@sandbox.invalid");
        var found = new ArrayList<String>();
        for (JsonNode object : sandbox.rest(admin, "sobjects/").get("sobjects")) {
            if (object.get("name").asText().startsWith("Baton_")) {
                found.add(object.get("name").asText());
            }
        }
        for (String object : List.of("Account", "Opportunity", "Task")) {
            for (JsonNode field :
                    sandbox.rest(admin, "sobjects/" + object + "/describe").get("fields")) {
                if (field.get("name").asText().startsWith("Baton_")) {
                    found.add(object + "." + field.get("name").asText());
                }
            }
        }
        return found;
    }

    @Test
    @Order(1)
    void anEmptyOrgIsProposedForAndMissesOurFields() {
        Cli.Result init =
                Cli.run(
                        config,
                        "init",
                        "--url",
                        sandbox.url,
                        "--client-id",
                        "sandbox",
                        "--helpdesk-url",
                        sandbox.url,
                        "--helpdesk-client-id",
                        "sandbox",
                        "--accept");
        assertThat(init.exit()).as(init.err()).isZero();
        Cli.Result check = Cli.run(config, "check");
        assertThat(check.exit()).as(check.out() + check.err()).isEqualTo(2);
        assertThat(check.out()).contains("Baton_Score__c");
    }

    @Test
    @Order(2)
    void tryingItListsAllAndChangesNothing() throws Exception {
        Cli.Result tried = asAdmin("install", "--check-only", "--json");
        assertThat(tried.exit()).as(tried.err()).isZero();
        assertThat(tried.json().get("check_only").asBoolean()).isTrue();
        assertThat(tried.json().get("added").toString())
                .contains("CustomField Account.Baton_Score__c", "PermissionSet Baton_CSM");
        assertThat(tried.json().get("given").toString())
                .contains("permission-set licence", "permission set Baton_Integration");
        assertThat(ours()).isEmpty();
        assertThat(folder.resolve("mine.yaml.installed.json")).doesNotExist();
    }

    @Test
    @Order(3)
    void installingProvesEveryRight() throws Exception {
        Cli.Result install = asAdmin("install", "--csm", CSM);
        assertThat(install.exit()).as(install.out() + install.err()).isZero();
        assertThat(install.out()).contains("Installed in", "rights of our user were looked at");
        assertThat(ours()).contains("Account.Baton_Score__c", "Baton_Run__c");
        assertThat(Files.readString(folder.resolve("mine.yaml.installed.json")))
                .contains("\"done\" : true", "Account.Baton_Score__c")
                .doesNotContain(Files.readString(token));
    }

    @Test
    @Order(4)
    void aSecondTimeThereIsNothingToDo() throws Exception {
        Cli.Result again = asAdmin("install", "--csm", CSM, "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().get("nothing_to_do").asBoolean()).isTrue();
        assertThat(again.json().get("added")).isEmpty();
    }

    @Test
    @Order(5)
    void whatIsNotKnownAsOursIsACollisionUntilSomebodySaysOtherwise() throws Exception {
        Path manifest = folder.resolve("mine.yaml.installed.json");
        Path away = folder.resolve("away.json");
        Files.move(manifest, away);
        Cli.Result refused = asAdmin("install");
        assertThat(refused.exit()).as(refused.out()).isEqualTo(4);
        assertThat(refused.err()).contains("CustomField Account.Baton_", "--adopt");
        assertThat(manifest).doesNotExist();
        Cli.Result adopted = asAdmin("install", "--adopt");
        assertThat(adopted.exit()).as(adopted.err()).isZero();
        assertThat(adopted.out()).contains("Nothing to do");
        Files.delete(manifest);
        Files.move(away, manifest);
    }

    @Test
    @Order(6)
    void scoresAreWrittenOnceThePlanWasSeen() throws Exception {
        assertThat(Cli.run(config, "check").out()).contains("No problem found");
        String plan = folder.resolve("plan.json").toString();
        assertThat(Cli.run(config, "plan", "--out", plan).exit()).isZero();
        Cli.Result sync = Cli.run(config, "sync", "--plan", plan, "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.json().get("written").asInt()).isEqualTo(3);
    }

    @Test
    @Order(7)
    void aCsmSeesTheScoresAndOthersDoNot() throws Exception {
        String soql = "SELECT Name, Baton_Score__c FROM Account WHERE Baton_Band__c != null";
        JsonNode seen = query(CSM, soql);
        assertThat(seen.path("totalSize").asInt()).as(seen.toString()).isEqualTo(3);
        JsonNode hidden = query(OTHER, soql);
        assertThat(hidden.path(0).path("errorCode").asText())
                .as(hidden.toString())
                .isEqualTo("INVALID_FIELD");
    }

    @Test
    @Order(8)
    void automationThatOurWritesWakeIsListedForTheAdmin() throws Exception {
        Cli.Result before = asAdmin("check", "--json");
        assertThat(before.exit()).as(before.err()).isZero();
        assertThat(before.json().get("problems").toString())
                .as("what is ours is no news")
                .doesNotContain("our writes wake");
        sandbox.deploy(
                Map.of(
                        "package.xml",
                        manifest("Flow:Renewal_Alarm", "ApexTrigger:AccountTouched"),
                        "flows/Renewal_Alarm.flow",
                        flow(""),
                        "triggers/AccountTouched.trigger",
                        "trigger AccountTouched on Account (before update) {}"));
        Cli.Result check = asAdmin("check", "--json");
        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.json().get("problems").toString())
                .contains("our writes wake the flow Renewal_Alarm")
                .contains("our writes wake the Apex trigger AccountTouched")
                .contains("$Permission.Baton_Integration");
    }

    private static String manifest(String... components) {
        var types = new StringBuilder();
        for (String component : components) {
            int colon = component.indexOf(':');
            types.append("<types><members>")
                    .append(component.substring(colon + 1))
                    .append("</members><name>")
                    .append(component, 0, colon)
                    .append("</name></types>");
        }
        return "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                + types
                + "<version>65.0</version></Package>";
    }

    /** A flow that each change of an account starts. */
    private static String flow(String condition) {
        return "<Flow xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>Renewal alarm</label>"
                + "<processType>AutoLaunchedFlow</processType><start><object>Account</object>"
                + condition
                + "<recordTriggerType>Update</recordTriggerType>"
                + "<triggerType>RecordAfterSave</triggerType></start><status>Active</status></Flow>";
    }

    @Test
    @Order(9)
    void aLookAtTakingItOutTakesNothingOut() throws Exception {
        Cli.Result look = asAdmin("uninstall", "--json");
        assertThat(look.exit()).as(look.err()).isZero();
        assertThat(look.json().get("done").asBoolean()).isFalse();
        assertThat(look.json().get("records").get("Account").asInt()).isEqualTo(3);
        assertThat(ours()).contains("Account.Baton_Score__c");
    }

    @Test
    @Order(9)
    void whatTheAdminDoesNotSeeIsUnknownAndNotNone() throws Exception {
        var given = new ArrayList<JsonNode>();
        for (JsonNode each : sandbox.records("PermissionSetAssignment")) {
            if (each.get("AssigneeId").asText().equals(admin())) {
                given.add(each);
            }
        }
        assertThat(given).as("what the installation gave the admin").isNotEmpty();
        for (JsonNode each : given) {
            sandbox.delete("PermissionSetAssignment", each.get("Id").asText());
        }
        Cli.Result look = asAdmin("uninstall", "--json");
        assertThat(look.exit()).as(look.err()).isZero();
        assertThat(look.json().get("records").get("Account").isNull()).as(look.out()).isTrue();
        assertThat(asAdmin("uninstall").out())
                .contains("what Account hold; how many cannot be told");
        for (JsonNode each : given) {
            sandbox.create(
                    "PermissionSetAssignment",
                    "{\"AssigneeId\":\"%s\",\"PermissionSetId\":\"%s\"}"
                            .formatted(admin(), each.get("PermissionSetId").asText()));
        }
    }

    private String admin() throws Exception {
        for (JsonNode user : sandbox.records("User")) {
            if (user.path("Username").asText().equals("admin@sandbox.invalid")) {
                return user.get("Id").asText();
            }
        }
        throw new IllegalStateException("no admin");
    }

    /** The second run gives a right that a list put back from a copy does not know. */
    @Test
    @Order(10)
    void rightsThatOthersGaveStopIt() throws Exception {
        Path manifest = folder.resolve("mine.yaml.installed.json");
        Path copy = Files.copy(manifest, folder.resolve("copy.json"));
        assertThat(asAdmin("install", "--csm", LATE).exit()).isZero();
        Files.delete(manifest);
        Files.move(copy, manifest);
        Cli.Result stopped = asAdmin("uninstall", "--yes");
        assertThat(stopped.exit()).as(stopped.out()).isEqualTo(4);
        assertThat(stopped.out()).contains("00500000000000cAAA", "--anyway");
        assertThat(ours()).contains("Account.Baton_Score__c");
    }

    @Test
    @Order(11)
    void whatPeopleBuiltOnOursStopsIt() throws Exception {
        sandbox.deploy(
                Map.of(
                        "package.xml",
                        manifest("Flow:Renewal_Alarm"),
                        "flows/Renewal_Alarm.flow",
                        flow("<filters><field>Baton_Score__c</field></filters>")));
        Cli.Result stopped = asAdmin("uninstall", "--yes");
        assertThat(stopped.exit()).as(stopped.out()).isEqualTo(4);
        assertThat(stopped.out())
                .contains("Flow Renewal_Alarm uses CustomField Account.Baton_Score__c")
                .doesNotContain("used    Report");
        assertThat(ours()).contains("Account.Baton_Score__c");
    }

    @Test
    @Order(12)
    void takenOutNothingOfOursIsLeft() throws Exception {
        Cli.Result uninstall = asAdmin("uninstall", "--yes", "--anyway");
        assertThat(uninstall.exit()).as(uninstall.out() + uninstall.err()).isZero();
        assertThat(ours()).isEmpty();
        assertThat(sandbox.records("PermissionSet").toString()).doesNotContain("Baton_");
        assertThat(folder.resolve("mine.yaml.installed.json")).doesNotExist();
        assertThat(asAdmin("uninstall").exit()).isEqualTo(2);
    }
}
