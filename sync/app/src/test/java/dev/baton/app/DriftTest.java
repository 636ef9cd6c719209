package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that an admin removes or hides while Baton runs. */
class DriftTest {
    private static final String CASES =
            """
            Id,AccountId,CaseNumber,Status,IsClosed,ClosedDate,Severity__c,CreatedDate,SystemModstamp,IsDeleted
            500000000000001AAA,001000000000001AAA,1,New,false,,Critical,2026-02-20T00:00:00.000+0000,2026-02-20T00:00:00.000+0000,false
            500000000000002AAA,001000000000001AAA,2,Closed,true,2026-02-12T00:00:00.000+0000,Low,2026-02-10T00:00:00.000+0000,2026-02-12T00:00:00.000+0000,false
            500000000000003AAA,001000000000002AAA,3,Closed,true,2026-02-12T00:00:00.000+0000,Low,2026-02-10T00:00:00.000+0000,2026-02-12T00:00:00.000+0000,false
            """;
    private static final String EVENTS =
            """
            Id,AccountId,Subject,StartDateTime,EndDateTime,CreatedDate,SystemModstamp,IsDeleted
            00U000000000001AAA,001000000000001AAA,x,2026-02-12T09:00:00.000+0000,2026-02-12T10:00:00.000+0000,2026-02-11T09:00:00.000+0000,2026-02-11T09:00:00.000+0000,false
            """;
    private static final String PACKAGE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Package xmlns="http://soap.sforce.com/2006/04/metadata">%s<version>65.0</version></Package>
            """;

    @TempDir Path folder;
    private SandboxProcess sandbox;

    @BeforeEach
    void serve() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copied(SandboxProcess.home().resolve("mappings/examples/crm"), mapping)
                .change("sources/case.yaml", "priority: Priority", "priority: Severity__c");
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Case.csv", CASES)
                        .write("salesforce/Event.csv", EVENTS)
                        .folder();
        sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
        Cli.Result first = sync();
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.json().has("left_out")).isFalse();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli.Result sync() {
        return Cli.run(sandbox.config, "sync", "--json");
    }

    private static String named(String type, String name) {
        return PACKAGE.formatted(
                "<types><members>%s</members><name>%s</name></types>".formatted(name, type));
    }

    private void remove(String field) throws Exception {
        sandbox.deploy(
                Map.of(
                        "package.xml",
                        PACKAGE.formatted(""),
                        "destructiveChanges.xml",
                        named("CustomField", field)));
    }

    private JsonNode account() throws Exception {
        return Cli.run(sandbox.config, "explain", "acme", "--json").json();
    }

    private JsonNode line(String measure) throws Exception {
        for (JsonNode line : account().get("lines")) {
            if (measure.equals(line.path("measure").asText())) {
                return line;
            }
        }
        throw new IllegalStateException("no line of " + measure);
    }

    private double coverage() throws Exception {
        return account().get("account").get("coverage").asDouble();
    }

    @Test
    void aRemovedFieldStopsOnlyWhatRestsOnItAndItsReturnHealsIt() throws Exception {
        assertThat(line("high_share_365d").get("kind").asText()).isEqualTo("measure");
        double before = coverage();
        remove("Case.Severity__c");
        sandbox.advance("2026-03-02T00:00:00Z");
        Cli.Result without = sync();
        assertThat(without.exit()).as(without.out() + without.err()).isEqualTo(3);
        JsonNode left = without.json().get("left_out");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).get("field").asText()).isEqualTo("crm.Case.Severity__c");
        assertThat(left.get(0).get("places").get(0).asText()).startsWith("sources/case.yaml:8:");
        assertThat(left.get(0).get("stops").toString()).contains("measure high_share_365d");
        assertThat(line("high_share_365d").get("kind").asText()).isEqualTo("missing");
        assertThat(line("high_share_365d").get("points").asDouble()).isZero();
        assertThat(line("open_waiting_days").get("kind").asText()).isEqualTo("measure");
        assertThat(coverage()).isLessThan(before);
        assertThat(without.json().get("written").asInt()).as("the rest goes on").isPositive();

        JsonNode status = Cli.run(sandbox.config, "status", "--json").json();
        assertThat(status.get("left_out").get(0).get("field").asText())
                .isEqualTo("crm.Case.Severity__c");
        Cli.Result plan = Cli.run(sandbox.config, "plan");
        assertThat(plan.exit()).isEqualTo(3);
        assertThat(plan.out()).contains("left out: crm.Case.Severity__c");
        assertThat(Cli.run(sandbox.config, "status").out())
                .contains("left out: crm.Case.Severity__c");
        assertThat(sync().json().get("written").asInt()).as("an idle cycle").isZero();

        sandbox.deploy(
                Map.of(
                        "package.xml",
                        named("CustomField", "Case.Severity__c"),
                        "objects/Case.object",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><fields>
                        <fullName>Severity__c</fullName><label>Severity</label><type>Text</type><length>40</length>
                        </fields></CustomObject>
                        """));
        assertThat(sync().exit()).as("deployed, and nobody may see it yet").isEqualTo(3);
        sandbox.deploy(
                Map.of(
                        "package.xml",
                        named("PermissionSet", "Severity"),
                        "permissionsets/Severity.permissionset",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Severity</label>
                        <fieldPermissions><editable>true</editable><field>Case.Severity__c</field><readable>true</readable></fieldPermissions>
                        </PermissionSet>
                        """));
        sandbox.create(
                "PermissionSetAssignment",
                "{\"AssigneeId\":\"%s\",\"PermissionSetId\":\"%s\"}"
                        .formatted(
                                id("User", "Username", "baton"),
                                id("PermissionSet", "Name", "Severity")));
        Cli.Result healed = sync();
        assertThat(healed.exit()).as(healed.out() + healed.err()).isZero();
        assertThat(healed.json().has("left_out")).isFalse();
        assertThat(line("high_share_365d").get("kind").asText()).isEqualTo("measure");
        assertThat(coverage()).isEqualTo(before);
    }

    private JsonNode shown(String field) throws Exception {
        for (JsonNode record : sandbox.records("Account")) {
            if (record.get("Id").asText().equals(SmallExport.FIRST)) {
                return record.get(field);
            }
        }
        throw new IllegalStateException("no account");
    }

    @Test
    void aHiddenInputThatCostPointsDoesNotRaiseTheScoreThatPeopleSee() throws Exception {
        assertThat(line("high_share_365d").get("points").asDouble()).isNegative();
        int before = shown("Baton_Score__c").asInt();
        String reason = shown("Baton_Reason_1__c").asText();
        int coverage = shown("Baton_Coverage__c").asInt();
        assertThat(shown("Baton_Data_Status__c").asText()).isEqualTo("Current");
        remove("Case.Severity__c");
        assertThat(sync().exit()).isEqualTo(3);
        assertThat(account().get("score").asDouble()).as("as computed").isGreaterThan(before);
        assertThat(shown("Baton_Score__c").asInt()).isEqualTo(before);
        assertThat(shown("Baton_Reason_1__c").asText()).isEqualTo(reason);
        assertThat(shown("Baton_Coverage__c").asInt()).isLessThan(coverage);
        assertThat(shown("Baton_Data_Status__c").asText()).isEqualTo("Incomplete");
        assertThat(sync().json().get("written").asInt()).as("an idle cycle").isZero();
    }

    private String id(String object, String field, String begins) throws Exception {
        for (JsonNode record : sandbox.records(object)) {
            if (record.path(field).asText().startsWith(begins)) {
                return record.get("Id").asText();
            }
        }
        throw new IllegalStateException("no " + object + " " + begins);
    }

    @Test
    void aRemovedFieldOfOursStopsItsWritesAndNoOthers() throws Exception {
        remove("Account.Baton_Driver__c");
        sandbox.advance("2026-04-20T00:00:00Z");
        Cli.Result sync = sync();
        assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(3);
        JsonNode left = sync.json().get("left_out");
        assertThat(left).hasSize(1);
        assertThat(left.get(0).get("field").asText()).isEqualTo("crm.Account.Baton_Driver__c");
        assertThat(left.get(0).get("stops").toString()).contains("writing driver");
        assertThat(sync.json().get("changes").findValuesAsText("field"))
                .isNotEmpty()
                .doesNotContain("Baton_Driver__c");
        assertThat(sync.json().get("written").asInt()).isPositive();
    }

    @Test
    void aFieldThatWasNeverThereIsAMistakeAndStopsTheRun() throws Exception {
        Path other = folder.resolve("other");
        Mapping.copied(folder.resolve("mappings"), other)
                .change("sources/case.yaml", "priority: Severity__c", "priority: Severty__c");
        Cli.Result plan = Cli.run(sandbox.config, "plan", "--mappings", other.toString());
        assertThat(plan.exit()).as(plan.out()).isEqualTo(2);
        assertThat(plan.err()).contains("Severty__c").contains("did you mean Severity__c");
    }
}
