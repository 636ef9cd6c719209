package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestTest {
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
                                Id,Name,External_Id__c,OwnerId,CreatedDate,SystemModstamp,IsDeleted
                                001000000000001AAA,Acme,c-1,005000000000001AAA,2025-01-01T00:00:00Z,2026-02-20T10:00:00Z,false
                                001000000000002AAA,Bolt,c-2,,2025-01-01T00:00:00Z,2026-02-25T10:00:00Z,true
                                """,
                                "Contact",
                                "Id,Name,AccountId\n"
                                        + IntStream.range(0, 450)
                                                .mapToObj(
                                                        i ->
                                                                "003000000000%03dAAA,C%d,001000000000001AAA"
                                                                        .formatted(i, i))
                                                .collect(Collectors.joining("\n"))
                                        + "\n"));
    }

    private static String text(SandboxReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void versionsNeedNoSessionAndAreNotCounted() {
        JsonNode versions =
                TestOrg.json(org.send("GET", "/services/data/", Map.of(), Map.of(), ""));

        assertThat(versions).hasSize(11);
        assertThat(versions.get(0).toString())
                .isEqualTo(
                        "{\"label\":\"Summer '23\",\"url\":\"/services/data/v58.0\",\"version\":\"58.0\"}");
        assertThat(versions.get(10).path("label").asText()).isEqualTo("Winter '27");
        assertThat(versions.get(7).path("label").asText()).isEqualTo("Winter '26");
        assertThat(org.get("/limits").headers())
                .containsEntry("sforce-limit-info", "api-usage=1/100000");
    }

    @Test
    void everyCallCountsAndTheLimitsSaySo() {
        org.query("SELECT Id FROM Account");
        org.query("SELECT Nonsense FROM Account");
        SandboxReply limits = org.get("/limits");

        assertThat(limits.headers()).containsEntry("sforce-limit-info", "api-usage=3/100000");
        assertThat(TestOrg.json(limits).path("DailyApiRequests").toString())
                .isEqualTo("{\"Max\":100000,\"Remaining\":99997}");
    }

    @ParameterizedTest
    @CsvSource({"30,410,GONE", "31,200,", "58,200,", "68,200,", "69,404,NOT_FOUND"})
    void versionsHaveTheirTime(int version, int status, String code) {
        SandboxReply reply =
                org.send(
                        "GET",
                        "/services/data/v" + version + ".0/limits",
                        Map.of(),
                        Map.of("authorization", "Bearer " + org.token()),
                        "");

        assertThat(reply.status()).isEqualTo(status);
        if (code != null) {
            assertThat(TestOrg.json(reply).path(0).path("errorCode").asText()).isEqualTo(code);
        }
    }

    @Test
    void pagesFollowEachOtherToTheLast() {
        List<String> ids = new ArrayList<>();
        JsonNode page =
                TestOrg.json(
                        org.send(
                                "GET",
                                TestOrg.DATA + "/query",
                                Map.of("q", "SELECT Id FROM Contact ORDER BY Id"),
                                Map.of(
                                        "authorization",
                                        "Bearer " + org.token(),
                                        "sforce-query-options",
                                        "batchSize=200"),
                                ""));
        int pages = 1;
        while (true) {
            assertThat(page.path("totalSize").asInt()).isEqualTo(450);
            page.path("records").forEach(record -> ids.add(record.path("Id").asText()));
            if (page.path("done").asBoolean()) {
                break;
            }
            String next = page.path("nextRecordsUrl").asText();
            assertThat(next).matches("/services/data/v65.0/query/0r8\\w{15}-\\d+");
            page = TestOrg.json(org.get(next.substring(TestOrg.DATA.length())));
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(page.has("nextRecordsUrl")).isFalse();
        assertThat(ids).hasSize(450).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aBatchIsNeverSmallerThanTwoHundred() {
        JsonNode page =
                TestOrg.json(
                        org.send(
                                "GET",
                                TestOrg.DATA + "/query",
                                Map.of("q", "SELECT Id FROM Contact"),
                                Map.of(
                                        "authorization",
                                        "Bearer " + org.token(),
                                        "sforce-query-options",
                                        "batchSize=1"),
                                ""));
        assertThat(page.path("records")).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0r8Bt0000000000009-2000", "0r8Bt0000000000001", "-5", "x-x"})
    void unknownLocatorsAreRefused(String locator) {
        SandboxReply reply = org.get("/query/" + locator);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(TestOrg.json(reply).path(0).path("errorCode").asText())
                .isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void queryAllSeesTheRecycleBin() {
        assertThat(org.column("SELECT Name FROM Account", "Name")).containsExactly("Acme");
        JsonNode all =
                TestOrg.json(
                        org.call("GET", "/queryAll", Map.of("q", "SELECT Name FROM Account"), ""));
        assertThat(all.path("totalSize").asInt()).isEqualTo(2);
    }

    @Test
    void describeLeavesOutWhatMayNotBeReadAndKnowsTheRest() {
        JsonNode account = TestOrg.json(org.get("/sobjects/Account/describe"));
        JsonNode score = field(account, "Baton_Score__c");

        assertThat(score.path("type").asText()).isEqualTo("double");
        assertThat(score.path("precision").asInt()).isEqualTo(3);
        assertThat(score.path("updateable").asBoolean()).isTrue();
        assertThat(score.path("nillable").asBoolean()).isTrue();
        assertThat(score.path("custom").asBoolean()).isTrue();
        assertThat(field(account, "Name").path("updateable").asBoolean()).isFalse();
        assertThat(field(account, "External_Id__c").path("updateable").asBoolean()).isFalse();
        assertThat(field(account, "Baton_Pulse__c").path("updateable").asBoolean()).isFalse();
        assertThat(field(account, "Baton_Health__c").path("calculated").asBoolean()).isTrue();
        assertThat(field(account, "Baton_Health__c").path("updateable").asBoolean()).isFalse();
        assertThat(field(account, "Baton_Band__c").path("picklistValues")).hasSize(4);
        assertThat(field(account, "Baton_Band__c").path("restrictedPicklist").asBoolean()).isTrue();
        assertThat(field(account, "Baton_Explanation__c").path("length").asInt()).isEqualTo(32_768);
        assertThat(field(account, "OwnerId").path("relationshipName").asText()).isEqualTo("Owner");
        assertThat(account.path("createable").asBoolean()).isFalse();
        assertThat(account.path("deletable").asBoolean()).isFalse();
        assertThat(account.path("updateable").asBoolean()).isTrue();
        assertThat(account.path("keyPrefix").asText()).isEqualTo("001");
        assertThat(account.path("childRelationships").toString())
                .contains(
                        "\"childSObject\":\"Baton_Health_Snapshot__c\"",
                        "\"relationshipName\":\"Baton_Health_Snapshots__r\"");
        assertThat(account.path("urls").path("describe").asText())
                .isEqualTo("/services/data/v65.0/sobjects/Account/describe");
    }

    private static JsonNode field(JsonNode described, String name) {
        for (JsonNode field : described.path("fields")) {
            if (field.path("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name);
    }

    @Test
    void describeGlobalListsStandardAndCustomObjects() {
        JsonNode list = TestOrg.json(org.get("/sobjects"));

        assertThat(list.path("maxBatchSize").asInt()).isEqualTo(200);
        assertThat(list.path("sobjects").findValuesAsText("name"))
                .contains("Account", "Task", "Baton_Handoff__c", "Baton_Run__c")
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @Test
    void aSingleRecordIsReadByIdAndByExternalId() {
        JsonNode byId = TestOrg.json(org.get("/sobjects/Account/" + ACME));
        JsonNode byKey = TestOrg.json(org.get("/sobjects/Account/External_Id__c/c-1"));

        assertThat(byId).isEqualTo(byKey);
        assertThat(byId.path("attributes").path("type").asText()).isEqualTo("Account");
        assertThat(byId.path("Baton_Score__c").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /sobjects/Nope/describe               | 404 | NOT_FOUND
                    GET    | /sobjects/Account/001000000000009AAA  | 404 | NOT_FOUND
                    GET    | /sobjects/Account/001000000000002AAA  | 404 | ENTITY_IS_DELETED
                    GET    | /sobjects/Account/Nope__c/1           | 404 | NOT_FOUND
                    GET    | /nonsense                             | 404 | NOT_FOUND
                    PUT    | /sobjects/Account/001000000000001AAA  | 405 | METHOD_NOT_ALLOWED
                    GET    | /query                                | 400 | MALFORMED_QUERY
                    PATCH  | /composite/sobjects                   | 400 | JSON_PARSER_ERROR
                    GET    | /sobjects/Account/updated             | 400 | MISSING_ARGUMENT
                    GET    | /composite/sobjects/Account           | 400 | MISSING_ARGUMENT
                    """)
    void errorsAreAnArrayWithCode(String method, String path, int status, String code) {
        SandboxReply reply = org.call(method, path, Map.of(), "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(TestOrg.json(reply).path(0).path("errorCode").asText()).isEqualTo(code);
        assertThat(reply.headers()).containsKey("sforce-limit-info");
    }

    @Test
    void retrieveKeepsOrderAndIsNoWrite() {
        SandboxReply reply =
                org.call(
                        "POST",
                        "/composite/sobjects/Account",
                        Map.of(),
                        "{\"ids\":[\"001000000000009AAA\",\""
                                + ACME
                                + "\"],\"fields\":[\"Name\",\"Baton_Score__c\"]}");

        assertThat(text(reply))
                .isEqualTo(
                        "[null,{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/001000000000001AAA\"},\"Name\":\"Acme\",\"Baton_Score__c\":null}]");
        assertThat(reply.write()).isFalse();
        assertThat(reply.operation()).isEmpty();
    }

    @Test
    void updatedListsWhatChangedInTheSpan() {
        JsonNode updated =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/sobjects/Account/updated/",
                                Map.of(
                                        "start",
                                        "2026-02-20T10:00:00+00:00",
                                        "end",
                                        "2026-02-20T10:01:00+00:00"),
                                ""));

        assertThat(updated.toString())
                .isEqualTo(
                        "{\"ids\":[\"001000000000001AAA\"],\"latestDateCovered\":\"2026-02-20T10:01:00.000+0000\"}");
    }

    @Test
    void deletedListsTheRecycleBin() {
        JsonNode deleted =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/sobjects/Account/deleted",
                                Map.of(
                                        "start",
                                        "2026-02-20T00:00:00Z",
                                        "end",
                                        "2026-03-02T00:00:00Z"),
                                ""));

        assertThat(deleted.path("deletedRecords").toString())
                .isEqualTo(
                        "[{\"id\":\"001000000000002AAA\",\"deletedDate\":\"2026-02-25T10:00:00.000+0000\"}]");
        assertThat(deleted.path("latestDateCovered").asText())
                .isEqualTo("2026-03-01T12:00:00.000+0000");
    }

    @Test
    void anOpenTransactionHoldsLatestDateCoveredBack() {
        Map<String, String> span =
                Map.of("start", "2026-03-01T10:00:00Z", "end", "2026-03-01T12:00:00Z");
        try (var held = org.vendor.openTransaction(Instant.parse("2026-03-01T11:30:00Z"))) {
            assertThat(held).isNotNull();
            assertThat(covered(span)).isEqualTo("2026-03-01T11:30:00.000+0000");
        }
        assertThat(covered(span)).isEqualTo("2026-03-01T12:00:00.000+0000");
    }

    private String covered(Map<String, String> span) {
        return TestOrg.json(org.call("GET", "/sobjects/Account/updated", span, ""))
                .path("latestDateCovered")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z,2026-03-01T10:00:59Z",
        "2026-01-01T10:00:00Z,2026-03-01T10:00:00Z",
        "yesterday,2026-03-01T10:00:00Z"
    })
    void spansThatTheVendorRefuses(String start, String end) {
        JsonNode error =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/sobjects/Account/updated",
                                Map.of("start", start, "end", end),
                                ""));

        assertThat(error.path(0).path("errorCode").asText()).isEqualTo("INVALID_REPLICATION_DATE");
    }

    @Test
    void anOverlongUriIsAnsweredInHtml() {
        String soql = "SELECT Id FROM Account WHERE Name IN ('" + "x".repeat(16_300) + "')";
        SandboxReply reply = org.call("GET", "/query", Map.of("q", soql), "");

        assertThat(reply.status()).isEqualTo(414);
        assertThat(text(reply))
                .isEqualTo("<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>");
        assertThat(reply.headers().get("content-type")).startsWith("text/html");
    }

    @Test
    void recordCountsCountLiveRecords() {
        JsonNode counts =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/limits/recordCount",
                                Map.of("sObjects", "Account,Contact"),
                                ""));

        assertThat(counts.toString())
                .isEqualTo(
                        "{\"sObjects\":[{\"count\":1,\"name\":\"Account\"},{\"count\":450,\"name\":\"Contact\"}]}");
    }

    @Test
    void aPostCanStandForAPatch() {
        SandboxReply reply =
                org.call(
                        "POST",
                        "/sobjects/Account/001000000000001AAA",
                        Map.of("_HttpMethod", "PATCH"),
                        "{\"Baton_Model__c\":\"by post\"}");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(
                        org.column(
                                "SELECT Baton_Model__c FROM Account WHERE Id = '001000000000001AAA'",
                                "Baton_Model__c"))
                .containsExactly("by post");
    }

    @Test
    void describeNamesTheChildrenThatAQueryCanFollow() {
        JsonNode children =
                TestOrg.json(org.get("/sobjects/Account/describe")).path("childRelationships");

        assertThat(children.findValuesAsText("relationshipName"))
                .contains("Contacts", "Opportunities", "Cases");
    }
}
