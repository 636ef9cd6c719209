package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompositeTest {
    private static final String DATA = TestOrg.DATA;
    private static final String ACME = "001000000000001AAA";
    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Baton_Model__c,CreatedDate
                                001000000000001AAA,Acme,old,2025-01-01T00:00:00Z
                                """));
    }

    private SandboxReply post(String path, String body) {
        return org.call("POST", path, Map.of(), body);
    }

    private static String call(String reference, String method, String url, String body) {
        return "{\"method\":\"%s\",\"url\":\"%s\",\"referenceId\":\"%s\"%s}"
                .formatted(
                        method, DATA + url, reference, body.isEmpty() ? "" : ",\"body\":" + body);
    }

    private JsonNode composite(boolean allOrNone, String... calls) {
        SandboxReply reply =
                post(
                        "/composite",
                        "{\"allOrNone\":%s,\"compositeRequest\":[%s]}"
                                .formatted(allOrNone, String.join(",", calls)));
        assertThat(reply.status()).isEqualTo(200);
        return TestOrg.json(reply).path("compositeResponse");
    }

    private String tasks() {
        return org.query("SELECT Subject, Description FROM Task ORDER BY Subject")
                .path("totalSize")
                .asText();
    }

    @Test
    void laterCallsUseValuesOfEarlierAnswers() {
        JsonNode answers =
                composite(
                        false,
                        call("new", "POST", "/sobjects/Task", "{\"Subject\":\"Call\"}"),
                        call("read", "GET", "/sobjects/Task/@{new.id}?fields=Subject", ""),
                        call(
                                "query",
                                "GET",
                                "/query?q=SELECT+Id,Name+FROM+Account+WHERE+Name='Acme'",
                                ""),
                        call(
                                "change",
                                "PATCH",
                                "/sobjects/Task/@{new.id}",
                                "{\"Subject\":\"Call @{query.records[0].Name}\"}"));

        assertThat(answers.findValues("httpStatusCode").toString())
                .isEqualTo("[201, 200, 200, 204]");
        assertThat(answers.path(1).path("body").path("Subject").asText()).isEqualTo("Call");
        assertThat(answers.path(3).path("body").isNull()).isTrue();
        assertThat(org.column("SELECT Subject FROM Task", "Subject")).containsExactly("Call Acme");
    }

    @Test
    void oneThatFailsHaltsOnlyThoseThatReferToIt() {
        JsonNode answers =
                composite(
                        false,
                        call(
                                "bad",
                                "POST",
                                "/sobjects/Task",
                                "{\"Subject\":\"%s\"}".formatted("x".repeat(300))),
                        call("after", "GET", "/sobjects/Task/@{bad.id}", ""),
                        call("other", "POST", "/sobjects/Task", "{\"Subject\":\"Call\"}"));

        assertThat(answers.findValues("httpStatusCode").toString()).isEqualTo("[400, 400, 201]");
        assertThat(answers.path(0).path("body").path(0).path("errorCode").asText())
                .isEqualTo("STRING_TOO_LONG");
        assertThat(answers.path(1).path("body").toString())
                .isEqualTo(
                        "[{\"message\":\"Invalid reference specified. No value for bad.id found in bad\",\"errorCode\":\"PROCESSING_HALTED\"}]");
    }

    @Test
    void withAllOrNoneOneThatFailsUndoesAll() {
        JsonNode answers =
                composite(
                        true,
                        call(
                                "task",
                                "POST",
                                "/sobjects/Task",
                                "{\"Subject\":\"Call\",\"Baton_Key__c\":\"k\"}"),
                        call(
                                "model",
                                "PATCH",
                                "/sobjects/Account/" + ACME,
                                "{\"Baton_Model__c\":\"new\"}"),
                        call("bad", "GET", "/sobjects/Task/00T000000000000AAA", ""),
                        call("never", "POST", "/sobjects/Task", "{\"Subject\":\"Write\"}"));

        assertThat(answers.findValues("httpStatusCode").toString())
                .isEqualTo("[400, 400, 404, 400]");
        assertThat(answers.path(0).path("body").path(0).path("message").asText())
                .isEqualTo(
                        "The transaction was rolled back since another operation in the same transaction failed.");
        assertThat(tasks()).isEqualTo("0");
        assertThat(org.column("SELECT Baton_Model__c FROM Account", "Baton_Model__c"))
                .containsExactly("old");
        // Nothing of the undone task is left behind under its key.
        assertThat(
                        org.upsert(
                                        "Task",
                                        "Baton_Key__c",
                                        "{\"attributes\":{\"type\":\"Task\"},\"Baton_Key__c\":\"k\"}")
                                .path(0)
                                .path("created")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void withAllOrNoneAllThatSucceedStand() {
        composite(
                true,
                call("task", "POST", "/sobjects/Task", "{\"Subject\":\"Call\"}"),
                call(
                        "model",
                        "PATCH",
                        "/sobjects/Account/" + ACME,
                        "{\"Baton_Model__c\":\"new\"}"));

        assertThat(tasks()).isEqualTo("1");
        assertThat(org.column("SELECT Baton_Model__c FROM Account", "Baton_Model__c"))
                .containsExactly("new");
    }

    @Test
    void aCompositeCountsAsOneCallAndTakesTwentyFive() {
        String[] calls =
                IntStream.range(0, 25)
                        .mapToObj(i -> call("r" + i, "GET", "/limits", ""))
                        .toArray(String[]::new);
        composite(false, calls);
        assertThat(org.get("/limits").headers())
                .containsEntry("sforce-limit-info", "api-usage=2/100000");

        String tooMany =
                IntStream.range(0, 26)
                        .mapToObj(i -> call("r" + i, "GET", "/limits", ""))
                        .collect(Collectors.joining(","));
        assertThat(post("/composite", "{\"compositeRequest\":[" + tooMany + "]}").status())
                .isEqualTo(400);
    }

    @Test
    void aCallWithinACallBringsNoFurtherOnes() {
        JsonNode answers =
                composite(
                        false,
                        call("a", "POST", "/composite", "{\"compositeRequest\":[]}"),
                        call("b", "POST", "/jobs/query", "{}"),
                        call("c", "GET", "/../v99.0/limits", ""));

        assertThat(answers.findValues("httpStatusCode").toString()).isEqualTo("[404, 404, 404]");
    }

    @Test
    void aBatchIsIndependentUnlessItHalts() {
        String requests =
                """
                "batchRequests":[
                 {"method":"PATCH","url":"v65.0/sobjects/Account/001000000000001AAA","richInput":{"Baton_Model__c":"new"}},
                 {"method":"GET","url":"v65.0/sobjects/Account/001000000000009AAA"},
                 {"method":"GET","url":"v65.0/sobjects/Account/001000000000001AAA?fields=Baton_Model__c"}]""";

        JsonNode all = TestOrg.json(post("/composite/batch", "{" + requests + "}"));
        JsonNode halted =
                TestOrg.json(post("/composite/batch", "{\"haltOnError\":true," + requests + "}"));

        assertThat(all.path("hasErrors").asBoolean()).isTrue();
        assertThat(all.findValues("statusCode").toString()).isEqualTo("[204, 404, 200]");
        assertThat(all.path("results").path(2).path("result").path("Baton_Model__c").asText())
                .isEqualTo("new");
        assertThat(halted.findValues("statusCode").toString()).isEqualTo("[204, 404, 412]");
    }

    @Test
    void aTreeIsCreatedWithItsReferences() {
        SandboxReply created =
                post(
                        "/composite/tree/Task",
                        """
                        {"records":[
                         {"attributes":{"type":"Task","referenceId":"one"},"Subject":"Call"},
                         {"attributes":{"type":"Task","referenceId":"two"},"Subject":"Write"}]}""");

        assertThat(created.status()).isEqualTo(201);
        JsonNode answer = TestOrg.json(created);
        assertThat(answer.path("hasErrors").asBoolean()).isFalse();
        assertThat(answer.findValuesAsText("referenceId")).containsExactly("one", "two");
        assertThat(tasks()).isEqualTo("2");
    }

    @Test
    void childrenOfATreeLookUpToTheirParent() {
        SandboxReply created =
                post(
                        "/composite/tree/Baton_Handoff__c",
                        """
                        {"records":[{"attributes":{"type":"Baton_Handoff__c","referenceId":"h"},
                         "Baton_Key__c":"h-1","Account__c":"001000000000001AAA",
                         "Baton_Promises__r":{"records":[
                          {"attributes":{"type":"Baton_Promise__c","referenceId":"p"}}]}}]}""");

        assertThat(TestOrg.json(created).findValuesAsText("referenceId"))
                .as(BulkCalls.text(created))
                .containsExactly("h", "p");
        assertThat(org.query("SELECT Id FROM Baton_Promise__c").path("totalSize").asInt())
                .isEqualTo(1);
    }

    @Test
    void aTreeWithABadRecordIsNotCreatedAtAll() {
        SandboxReply refused =
                post(
                        "/composite/tree/Task",
                        """
                        {"records":[
                         {"attributes":{"type":"Task","referenceId":"one"},"Subject":"Call"},
                         {"attributes":{"type":"Task","referenceId":"two"},"Baton_Play__c":"%s"}]}"""
                                .formatted("x".repeat(81)));

        assertThat(refused.status()).isEqualTo(400);
        JsonNode answer = TestOrg.json(refused);
        assertThat(answer.path("hasErrors").asBoolean()).isTrue();
        assertThat(answer.path("results")).hasSize(1);
        assertThat(answer.path("results").path(0).path("referenceId").asText()).isEqualTo("two");
        assertThat(answer.findValuesAsText("statusCode")).containsExactly("STRING_TOO_LONG");
        assertThat(tasks()).isEqualTo("0");
    }

    @Test
    void aTreeNeedsReferences() {
        assertThat(post("/composite/tree/Task", "{\"records\":[{\"Subject\":\"Call\"}]}").status())
                .isEqualTo(400);
    }

    @Test
    void columnsOfAQueryAreDescribed() {
        JsonNode columns =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/query",
                                Map.of(
                                        "q",
                                        "SELECT Id, Owner.Name, AnnualRevenue FROM Account",
                                        "columns",
                                        "true"),
                                ""));

        assertThat(columns.path("columnMetadata").findValuesAsText("columnName"))
                .containsExactly("Id", "Owner", "Name", "AnnualRevenue");
        assertThat(
                        columns.path("columnMetadata")
                                .path(1)
                                .path("joinColumns")
                                .path(0)
                                .path("apexType")
                                .asText())
                .isEqualTo("String");
        assertThat(columns.path("columnMetadata").path(2).path("numberType").asBoolean()).isTrue();
        assertThat(columns.path("entityName").asText()).isEqualTo("Account");
        assertThat(columns.path("idSelected").asBoolean()).isTrue();
    }

    @Test
    void aQueryIsExplained() {
        JsonNode plans =
                TestOrg.json(
                        org.call("GET", "/query", Map.of("explain", "SELECT Id FROM Account"), ""));

        assertThat(plans.path("plans").path(0).path("sobjectType").asText()).isEqualTo("Account");
    }

    @Test
    void limitsCountWhatJobsTake() {
        new BulkCalls(org).query("SELECT Id FROM Account");
        new BulkCalls(org)
                .ingest(
                        "{\"object\":\"Account\",\"operation\":\"update\"}",
                        "Id,Baton_Model__c\n" + ACME + ",new\n");

        JsonNode limits = TestOrg.json(org.get("/limits"));

        assertThat(limits.path("DailyBulkV2QueryJobs").path("Remaining").asInt()).isEqualTo(9_999);
        assertThat(limits.path("DailyBulkApiBatches").path("Remaining").asInt()).isEqualTo(14_999);
    }

    @Test
    void anObjectTellsItsBasics() {
        JsonNode basics = TestOrg.json(org.get("/sobjects/Account"));

        assertThat(basics.path("objectDescribe").path("keyPrefix").asText()).isEqualTo("001");
        assertThat(basics.path("recentItems")).isEmpty();
        assertThat(BulkCalls.text(org.get("/recent"))).isEqualTo("[]");
    }
}
