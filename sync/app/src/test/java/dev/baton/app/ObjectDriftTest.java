package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole objects that an admin removes or hides while Baton runs, and what snapshots rest on. */
class ObjectDriftTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = " xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
    private static final String ESCALATION =
            HEAD
                    + "<CustomObject"
                    + SPACE
                    + """
                    ><label>Escalation</label><pluralLabel>Escalations</pluralLabel>
                    <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
                    <nameField><label>Number</label><type>AutoNumber</type><displayFormat>E-{0}</displayFormat></nameField>
                    <fields><fullName>Account__c</fullName><label>Account</label><type>Lookup</type>
                    <referenceTo>Account</referenceTo><relationshipName>Escalations</relationshipName></fields>
                    </CustomObject>
                    """;
    private static final String ESCALATION_RIGHTS =
            HEAD
                    + "<PermissionSet"
                    + SPACE
                    + """
                    ><label>Escalation</label>
                    <objectPermissions><object>Escalation__c</object><allowRead>true</allowRead><allowCreate>true</allowCreate>
                    <allowEdit>true</allowEdit><allowDelete>true</allowDelete><viewAllRecords>true</viewAllRecords>
                    <modifyAllRecords>true</modifyAllRecords></objectPermissions>
                    <fieldPermissions><editable>true</editable><field>Escalation__c.Account__c</field><readable>true</readable></fieldPermissions>
                    </PermissionSet>
                    """;
    private static final String SEGMENT =
            HEAD
                    + "<CustomObject"
                    + SPACE
                    + """
                    ><fields><fullName>Segment__c</fullName><label>Segment</label><type>Text</type><length>80</length></fields>
                    </CustomObject>
                    """;
    private static final String SEGMENT_RIGHTS =
            HEAD
                    + "<PermissionSet"
                    + SPACE
                    + """
                    ><label>Segment</label>
                    <fieldPermissions><editable>true</editable><field>Baton_Health_Snapshot__c.Segment__c</field><readable>true</readable></fieldPermissions>
                    </PermissionSet>
                    """;

    @TempDir Path folder;
    private SandboxProcess sandbox;

    @BeforeEach
    void serve() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping);
        Path data = SmallExport.in(folder.resolve("data")).folder();
        sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode sync(int exit) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(exit);
        return sync.json();
    }

    private static String named(String... typesAndNames) {
        var text = new StringBuilder(HEAD + "<Package" + SPACE + ">");
        for (int at = 0; at < typesAndNames.length; at += 2) {
            text.append("<types><members>")
                    .append(typesAndNames[at + 1])
                    .append("</members><name>")
                    .append(typesAndNames[at])
                    .append("</name></types>");
        }
        return text.append("<version>65.0</version></Package>").toString();
    }

    private void remove(String type, String name) throws Exception {
        sandbox.deploy(Map.of("package.xml", named(), "destructiveChanges.xml", named(type, name)));
    }

    private String id(String object, String field, String begins) throws Exception {
        for (JsonNode record : sandbox.records(object)) {
            if (record.path(field).asText().startsWith(begins)) {
                return record.get("Id").asText();
            }
        }
        throw new IllegalStateException("no " + object + " " + begins);
    }

    private void assign(String permissionSet, String user) throws Exception {
        sandbox.create(
                "PermissionSetAssignment",
                "{\"AssigneeId\":\"%s\",\"PermissionSetId\":\"%s\"}"
                        .formatted(
                                id("User", "Username", user),
                                id("PermissionSet", "Name", permissionSet)));
    }

    private void deployEscalations() throws Exception {
        sandbox.deploy(
                Map.of(
                        "package.xml",
                        named("CustomObject", "Escalation__c", "PermissionSet", "Escalation"),
                        "objects/Escalation__c.object",
                        ESCALATION,
                        "permissionsets/Escalation.permissionset",
                        ESCALATION_RIGHTS));
    }

    private JsonNode line(String measure) throws Exception {
        JsonNode told = Cli.run(sandbox.config, "explain", "acme", "--json").json();
        for (JsonNode line : told.get("lines")) {
            if (measure.equals(line.path("measure").asText())) {
                return line;
            }
        }
        throw new IllegalStateException("no line of " + measure);
    }

    @Test
    void anObjectThatIsRemovedStopsOnlyWhatRestsOnItAndItsReturnHealsIt() throws Exception {
        deployEscalations();
        assign("Escalation", "baton");
        assign("Escalation", "admin");
        sandbox.create("Escalation__c", "{\"Account__c\":\"" + SmallExport.FIRST + "\"}");
        Mapping mapping = Mapping.at(folder.resolve("mappings"));
        mapping.change(
                        "connections.yaml",
                        "streams: [Account]",
                        "streams: [Account, Escalation__c]")
                .append(
                        "model.yaml",
                        """
                          escalations:
                            label: Escalations
                            over: activity
                            aggregate: count
                            score: {curve: [[0, 1], [2, 0]], weight: 10, reference: 1, driver: support}
                        """);
        Files.writeString(
                mapping.folder().resolve("sources/escalation.yaml"),
                """
                from: crm.Escalation__c
                to: activity
                account: {key: Account__c}
                fields:
                  kind: {value: escalation}
                """);
        assertThat(sync(0).has("left_out")).isFalse();
        assertThat(line("escalations").get("kind").asText()).isEqualTo("measure");
        assertThat(line("escalations").get("points").asDouble()).isNegative();

        remove("CustomObject", "Escalation__c");
        sandbox.advance("2026-03-02T00:00:00Z");
        JsonNode without = sync(3);
        assertThat(without.get("left_out")).hasSize(1);
        JsonNode left = without.get("left_out").get(0);
        assertThat(left.get("field").asText()).isEqualTo("crm.Escalation__c");
        assertThat(left.get("stops").toString())
                .contains("source escalation", "measure escalations");
        assertThat(left.get("places").toString()).contains("sources/escalation.yaml:");
        assertThat(line("escalations").get("kind").asText()).isEqualTo("missing");
        assertThat(Cli.run(sandbox.config, "status").out()).contains("left out: crm.Escalation__c");

        deployEscalations();
        assertThat(sync(0).has("left_out")).isFalse();
        assertThat(line("escalations").get("points").asDouble())
                .as("its records went with it")
                .isZero();
        assertThat(line("escalations").get("kind").asText()).isEqualTo("measure");
    }

    @Test
    void anObjectThatNeverWasIsAMistakeAndStopsTheRun() throws Exception {
        Mapping.at(folder.resolve("mappings"))
                .change("connections.yaml", "streams: [Account]", "streams: [Account, Esc__c]");
        Files.writeString(
                folder.resolve("mappings/sources/escalation.yaml"),
                """
                from: crm.Esc__c
                to: activity
                account: {key: Account__c}
                fields:
                  kind: {value: escalation}
                """);
        Cli.Result sync = Cli.run(sandbox.config, "sync");
        assertThat(sync.exit()).as(sync.err()).isEqualTo(2);
        assertThat(sync.err()).contains("Esc__c", "no such object");
    }

    @Test
    void aFieldThatSnapshotsNeedHoldsThemBackUntilItIsThereAgain() throws Exception {
        sync(0);
        remove("CustomField", "Baton_Health_Snapshot__c.Segment__c");
        sandbox.advance("2026-03-10T00:00:00Z");
        JsonNode without = sync(3);
        assertThat(without.get("left_out").get(0).get("field").asText())
                .isEqualTo("crm.Baton_Health_Snapshot__c.Segment__c");
        assertThat(without.get("left_out").get(0).get("stops").toString())
                .contains("writing snapshots");
        assertThat(sandbox.records("Baton_Health_Snapshot__c")).isEmpty();
        assertThat(sandbox.records("Baton_Run__c")).as("the row of the day").hasSize(2);

        sandbox.deploy(
                Map.of(
                        "package.xml",
                        named(
                                "CustomField",
                                "Baton_Health_Snapshot__c.Segment__c",
                                "PermissionSet",
                                "Segment"),
                        "objects/Baton_Health_Snapshot__c.object",
                        SEGMENT,
                        "permissionsets/Segment.permissionset",
                        SEGMENT_RIGHTS));
        assign("Segment", "baton");
        sync(0);
        assertThat(sandbox.records("Baton_Health_Snapshot__c").findValuesAsText("Period_End__c"))
                .as("of the week that was over, late and whole")
                .containsOnly("2026-03-08")
                .hasSize(3);
    }

    @Test
    void withoutTheFieldOfTheHeartbeatEverythingElseGoesOn() throws Exception {
        sync(0);
        remove("CustomField", "Baton_Run__c.Ledger_Head__c");
        sandbox.advance("2026-03-10T00:00:00Z");
        JsonNode without = sync(3);
        assertThat(without.get("left_out").get(0).get("stops").toString())
                .contains("writing the row of the day");
        assertThat(sandbox.records("Baton_Health_Snapshot__c")).hasSize(3);
        assertThat(sandbox.records("Baton_Run__c")).hasSize(1);
        assertThat(sync(3).get("written").asInt()).as("an idle cycle").isZero();
    }
}
