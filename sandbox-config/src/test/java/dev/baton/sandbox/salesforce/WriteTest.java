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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteTest {
    private static final String ACME = "001000000000001AAA";
    private static final String BOLT = "001000000000002AAA";
    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,External_Id__c,Tier__c,CreatedDate,IsDeleted
                                001000000000001AAA,Acme,c-1,Gold,2025-01-01T00:00:00Z,false
                                001000000000002AAA,Bolt,c-2,,2025-01-01T00:00:00Z,false
                                001000000000003AAA,Gone,c-3,,2025-01-01T00:00:00Z,true
                                """,
                                "Opportunity",
                                "Id,Name,AccountId,StageName\n006000000000001AAA,Deal,001000000000002AAA,Closed Won\n",
                                "Contact",
                                "Id,Name,AccountId\n003000000000001AAA,Carl,001000000000001AAA\n"));
    }

    private JsonNode stored(String field) {
        return org.query("SELECT " + field + " FROM Account WHERE Id = '" + ACME + "'")
                .path("records")
                .get(0)
                .path(field);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Baton_Score__c      | 81        | 81.0
                    Baton_Score__c      | 80.5      | 81.0
                    Baton_Score__c      | 80.4      | 80.0
                    Baton_Score__c      | "81"      | 81.0
                    Baton_Score__c      | 0         | 0.0
                    Baton_Change_30d__c | -12.5     | -13.0
                    Baton_Value__c      | 1234.565  | 1234.57
                    Baton_Value__c      | 9999999999999999.99 | 1.0E16
                    Baton_Band__c       | "Green"   | "Green"
                    Baton_Band__c       | "green"   | "Green"
                    Baton_Reason_1__c   | " text "  | "text"
                    Baton_Reason_1__c   | ""        | null
                    Baton_Reason_1__c   | null      | null
                    Baton_Changed_On__c | "2026-02-28" | "2026-02-28"
                    Baton_CSM__c        | null      | null
                    """)
    void valuesAreStoredAsThePlatformStoresThem(String field, String sent, String expected) {
        JsonNode result = org.update(TestOrg.account(ACME, "\"" + field + "\":" + sent)).get(0);

        assertThat(result.toString())
                .isEqualTo("{\"id\":\"" + ACME + "\",\"success\":true,\"errors\":[]}");
        assertThat(stored(field).toString()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Baton_Band__c       | "Purple" | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST | Health Band: bad value for restricted picklist field: Purple
                    Baton_Score__c      | 1000     | NUMBER_OUTSIDE_VALID_RANGE | Health Score: value outside of valid range on numeric field: 1000
                    Baton_Score__c      | 999.5    | NUMBER_OUTSIDE_VALID_RANGE | Health Score: value outside of valid range on numeric field: 999.5
                    Baton_Score__c      | "many"   | INVALID_TYPE_ON_FIELD_IN_RECORD | Health Score: value not of required type: many (double)
                    Baton_Score__c      | true     | INVALID_TYPE_ON_FIELD_IN_RECORD | Health Score: value not of required type: true (double)
                    Baton_Changed_On__c | "28.2."  | INVALID_TYPE_ON_FIELD_IN_RECORD | Score Changed On: value not of required type: 28.2. (date)
                    Baton_Reason_1__c   | 5        | INVALID_TYPE_ON_FIELD_IN_RECORD | Reason 1: value not of required type: 5 (string)
                    Baton_CSM__c        | "005"    | MALFORMED_ID | CSM: id value of incorrect type: 005
                    Baton_CSM__c        | "001000000000002AAA" | FIELD_INTEGRITY_EXCEPTION | CSM: id value of incorrect type: 001000000000002AAA
                    Baton_Override_Band__c | "Red" | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: Baton_Override_Band__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
                    Baton_Health__c     | "Red"    | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: Baton_Health__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
                    Name                | "Other"  | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
                    Tier__c             | "Silver" | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: Tier__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
                    SystemModstamp      | "2026-01-01T00:00:00Z" | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: SystemModstamp. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
                    """)
    void badValuesAreRefusedWithFieldAndCode(
            String field, String sent, String code, String message) {
        JsonNode result = org.update(TestOrg.account(ACME, "\"" + field + "\":" + sent)).get(0);

        assertThat(result.path("success").asBoolean()).isFalse();
        JsonNode error = result.path("errors").get(0);
        assertThat(error.path("statusCode").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isEqualTo(message);
        assertThat(error.path("fields").path(0).asText()).isEqualTo(field);
    }

    @Test
    void textThatIsTooLongIsRefused() {
        JsonNode fits =
                org.update(
                                TestOrg.account(
                                        ACME, "\"Baton_Reason_1__c\":\"" + "x".repeat(255) + "\""))
                        .get(0);
        JsonNode tooLong =
                org.update(
                                TestOrg.account(
                                        ACME, "\"Baton_Reason_1__c\":\"" + "x".repeat(256) + "\""))
                        .get(0);

        assertThat(fits.path("success").asBoolean()).isTrue();
        assertThat(tooLong.path("errors").get(0).path("statusCode").asText())
                .isEqualTo("STRING_TOO_LONG");
        assertThat(tooLong.path("errors").get(0).path("message").asText())
                .endsWith("(max length=255)");
    }

    @Test
    void everyBadFieldOfARowIsNamed() {
        JsonNode errors =
                org.update(TestOrg.account(ACME, "\"Baton_Score__c\":5000,\"Baton_Band__c\":\"x\""))
                        .get(0)
                        .path("errors");

        assertThat(errors.findValuesAsText("statusCode"))
                .containsExactly(
                        "NUMBER_OUTSIDE_VALID_RANGE", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "001000000000009AAA,INVALID_CROSS_REFERENCE_KEY",
        "001000000000003AAA,ENTITY_IS_DELETED",
        "003000000000001AAA,MALFORMED_ID",
        "nonsense,MALFORMED_ID"
    })
    void idsThatNameNoAccountAreRefused(String id, String code) {
        JsonNode result = org.update(TestOrg.account(id, "\"Baton_Score__c\":1")).get(0);

        assertThat(result.path("errors").get(0).path("statusCode").asText()).isEqualTo(code);
    }

    @Test
    void aRowWithoutIdAndASecondRowOfOneIdAreRefused() {
        JsonNode results =
                org.update(
                        "{\"attributes\":{\"type\":\"Account\"},\"Baton_Score__c\":1}",
                        TestOrg.account(ACME, "\"Baton_Score__c\":2"),
                        TestOrg.account(ACME, "\"Baton_Score__c\":3"));

        assertThat(results.findValuesAsText("statusCode"))
                .containsExactly("MISSING_ARGUMENT", "DUPLICATE_VALUE");
        assertThat(stored("Baton_Score__c").asDouble()).isEqualTo(2);
    }

    @Test
    void anUnknownFieldRefusesTheWholeCall() {
        JsonNode error =
                org.update(
                        TestOrg.account(ACME, "\"Baton_Score__c\":1"),
                        TestOrg.account(BOLT, "\"Nope__c\":1"));

        assertThat(error.path(0).path("errorCode").asText()).isEqualTo("INVALID_FIELD");
        assertThat(error.path(0).path("message").asText())
                .isEqualTo("No such column 'Nope__c' on sobject of type Account");
        assertThat(stored("Baton_Score__c").isNull()).isTrue();
    }

    @Test
    void withAllOrNoneOneBadRowKeepsAllOut() {
        String body =
                "{\"allOrNone\":true,\"records\":["
                        + TestOrg.account(ACME, "\"Baton_Score__c\":1")
                        + ","
                        + TestOrg.account(BOLT, "\"Baton_Score__c\":5000")
                        + "]}";
        JsonNode results = TestOrg.json(org.call("PATCH", "/composite/sobjects", Map.of(), body));

        assertThat(results.findValuesAsText("statusCode"))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "NUMBER_OUTSIDE_VALID_RANGE");
        assertThat(stored("Baton_Score__c").isNull()).isTrue();
    }

    @Test
    void moreThanTwoHundredRowsAreRefused() {
        String rows =
                IntStream.range(0, 201)
                        .mapToObj(i -> TestOrg.account(ACME, "\"Baton_Score__c\":1"))
                        .collect(Collectors.joining(","));
        SandboxReply reply =
                org.call("PATCH", "/composite/sobjects", Map.of(), "{\"records\":[" + rows + "]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(TestOrg.json(reply).path(0).path("errorCode").asText())
                .isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(reply.write()).isTrue();
    }

    @Test
    void accountsAreNeverCreatedNotEvenByAnUpsertThatMisses() {
        SandboxReply created =
                org.call(
                        "PATCH",
                        "/sobjects/Account/External_Id__c/c-99",
                        Map.of(),
                        "{\"Baton_Score__c\":1}");

        assertThat(created.status()).isEqualTo(400);
        assertThat(TestOrg.json(created).path(0).path("errorCode").asText())
                .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        assertThat(org.call("DELETE", "/sobjects/Account/" + ACME, Map.of(), "").status())
                .isEqualTo(403);
        assertThat(org.column("SELECT Id FROM Account", "Id")).hasSize(2);
    }

    @Test
    void aSingleUpsertUpdatesWhatItsKeyFinds() {
        SandboxReply reply =
                org.call(
                        "PATCH",
                        "/sobjects/Account/External_Id__c/C-1",
                        Map.of(),
                        "{\"Baton_Score__c\":7}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(TestOrg.json(reply).path("created").asBoolean()).isFalse();
        assertThat(stored("Baton_Score__c").asDouble()).isEqualTo(7);
    }

    @Test
    void aSingleUpdateAnswersWithoutBodyAndARefusalWithFields() {
        SandboxReply saved =
                org.call("PATCH", "/sobjects/Account/" + ACME, Map.of(), "{\"Baton_Score__c\":7}");
        SandboxReply refused =
                org.call(
                        "PATCH",
                        "/sobjects/Account/" + ACME,
                        Map.of(),
                        "{\"Baton_Band__c\":\"x\"}");

        assertThat(saved.status()).isEqualTo(204);
        assertThat(saved.body()).isEmpty();
        assertThat(saved.write()).isTrue();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(TestOrg.json(refused).toString())
                .isEqualTo(
                        "[{\"message\":\"Health Band: bad value for restricted picklist field: x\",\"errorCode\":\"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST\",\"fields\":[\"Baton_Band__c\"]}]");
    }

    private JsonNode upsertTask(String fields) {
        return org.upsert(
                        "Task",
                        "Baton_Key__c",
                        "{\"attributes\":{\"type\":\"Task\"}," + fields + "}")
                .get(0);
    }

    @Test
    void aTaskIsCreatedOnceAndFollowsItsStatus() {
        JsonNode first =
                upsertTask(
                        "\"Baton_Key__c\":\"k1\",\"Subject\":\"Call\",\"WhatId\":\"006000000000001AAA\",\"ActivityDate\":\"2026-03-09\"");
        JsonNode again = upsertTask("\"Baton_Key__c\":\"k1\",\"Status\":\"Completed\"");
        JsonNode task =
                org.query(
                                "SELECT Subject, Status, Priority, IsClosed, AccountId, OwnerId, ActivityDate, CompletedDateTime FROM Task")
                        .path("records")
                        .get(0);

        assertThat(first.path("created").asBoolean()).isTrue();
        assertThat(first.path("id").asText()).hasSize(18).startsWith("00T");
        assertThat(again.path("created").asBoolean()).isFalse();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(task.path("Subject").asText()).isEqualTo("Call");
        assertThat(task.path("Priority").asText()).isEqualTo("Normal");
        assertThat(task.path("IsClosed").asBoolean()).isTrue();
        assertThat(task.path("AccountId").asText()).isEqualTo(BOLT);
        assertThat(task.path("OwnerId").asText()).isEqualTo(org.vendor.integrationUserId());
        assertThat(task.path("ActivityDate").asText()).isEqualTo("2026-03-09");
        assertThat(task.path("CompletedDateTime").asText())
                .isEqualTo("2026-03-01T12:00:00.000+0000");
    }

    @Test
    void keysMindCaseAndOneKeyTwiceInACallIsRefusedForBothRows() {
        upsertTask("\"Baton_Key__c\":\"k\",\"Subject\":\"a\"");
        JsonNode other = upsertTask("\"Baton_Key__c\":\"K\",\"Subject\":\"b\"");
        String twice = "{\"attributes\":{\"type\":\"Task\"},\"Baton_Key__c\":\"z\"}";
        JsonNode both = org.upsert("Task", "Baton_Key__c", twice, twice);

        assertThat(other.path("created").asBoolean()).isTrue();
        assertThat(both.findValuesAsText("statusCode"))
                .containsExactly("DUPLICATE_VALUE", "DUPLICATE_VALUE");
    }

    @Test
    void aUniqueKeyCannotMoveToASecondRecord() {
        upsertTask("\"Baton_Key__c\":\"k1\"");
        String id = upsertTask("\"Baton_Key__c\":\"k2\"").path("id").asText();

        SandboxReply reply =
                org.call("PATCH", "/sobjects/Task/" + id, Map.of(), "{\"Baton_Key__c\":\"k1\"}");

        assertThat(TestOrg.json(reply).path(0).path("errorCode").asText())
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(TestOrg.json(reply).path(0).path("message").asText())
                .startsWith(
                        "duplicate value found: Baton_Key__c duplicates value on record with id: 00T");
    }

    @Test
    void peoplesFieldsOnTasksStayTheirs() {
        JsonNode result = upsertTask("\"Baton_Key__c\":\"k1\",\"Baton_Outcome__c\":\"Helped\"");

        assertThat(result.path("errors").get(0).path("fields").toString())
                .isEqualTo("[\"Baton_Outcome__c\"]");
    }

    @Test
    void snapshotsNeedTheirAccountAndCanBeDeleted() {
        String type = "{\"attributes\":{\"type\":\"Baton_Health_Snapshot__c\"},";
        JsonNode orphan =
                org.upsert(
                                "Baton_Health_Snapshot__c",
                                "Baton_Key__c",
                                type + "\"Baton_Key__c\":\"a\"}")
                        .get(0);
        JsonNode saved =
                org.upsert(
                                "Baton_Health_Snapshot__c",
                                "Baton_Key__c",
                                type
                                        + "\"Baton_Key__c\":\"a\",\"Account__c\":\""
                                        + ACME
                                        + "\",\"Score__c\":55,\"Grain__c\":\"Week\"}")
                        .get(0);

        assertThat(orphan.path("errors").get(0).path("message").asText())
                .isEqualTo("Required fields are missing: [Account__c]");
        assertThat(saved.path("created").asBoolean()).isTrue();
        assertThat(
                        org.column(
                                        "SELECT Account__r.Name, Name FROM Baton_Health_Snapshot__c",
                                        "Name")
                                .getFirst())
                .matches("a\\d\\d-\\d{7}");
        String path = "/sobjects/Baton_Health_Snapshot__c/" + saved.path("id").asText();
        assertThat(org.call("DELETE", path, Map.of(), "").status()).isEqualTo(204);
        assertThat(org.get(path).status()).isEqualTo(404);
        assertThat(org.vendor.records("Baton_Health_Snapshot__c")).isEmpty();
    }

    @Test
    void handoffsBelongToTheOwnerTheyAreGiven() {
        String user = org.vendor.integrationUserId();
        JsonNode saved =
                org.upsert(
                                "Baton_Handoff__c",
                                "Baton_Key__c",
                                "{\"attributes\":{\"type\":\"Baton_Handoff__c\"},\"Baton_Key__c\":\"h\",\"OwnerId\":\""
                                        + user
                                        + "\",\"Account__c\":\""
                                        + ACME
                                        + "\",\"Goals__c\":\"Grow\",\"Status__c\":\"Draft\"}")
                        .get(0);

        assertThat(saved.path("success").asBoolean()).isTrue();
        assertThat(org.column("SELECT Owner.Name, OwnerId FROM Baton_Handoff__c", "OwnerId"))
                .containsExactly(user);
    }

    @Test
    void writesStampTheClock() {
        org.clock.advance(TestOrg.NOW.plusSeconds(60));
        org.update(TestOrg.account(ACME, "\"Baton_Score__c\":1"));

        assertThat(stored("SystemModstamp").asText()).isEqualTo("2026-03-01T12:01:00.000+0000");
        assertThat(
                        org.column(
                                "SELECT Id FROM Account WHERE SystemModstamp >= 2026-03-01T12:01:00Z",
                                "Id"))
                .containsExactly(ACME);
    }
}
