package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.INGEST;
import static dev.baton.sandbox.salesforce.BulkCalls.QUERY;
import static dev.baton.sandbox.salesforce.BulkCalls.error;
import static dev.baton.sandbox.salesforce.BulkCalls.id;
import static dev.baton.sandbox.salesforce.BulkCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.Delivery;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.faults.FaultSchedule;
import dev.baton.sandbox.salesforce.faults.ScenarioException;
import dev.baton.sandbox.salesforce.faults.ScenarioReader;
import java.nio.file.Path;
import java.time.Duration;
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

final class ScenarioTest {
    private static final String UPDATE = "{\"object\":\"Account\",\"operation\":\"update\"}";
    private static final int ACCOUNTS = 2_100;
    private TestOrg org;
    private BulkCalls bulk;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                IntStream.range(0, ACCOUNTS)
                                        .mapToObj(i -> account(i) + ",Customer " + i)
                                        .collect(Collectors.joining("\n", "Id,Name\n", "\n")),
                                "Opportunity",
                                """
                                Id,Name,StageName,CloseDate,AccountId
                                006000000000001AAA,Won,Closed Won,2026-01-01,001000000000000AAA
                                006000000000002AAA,Open,Prospecting,2026-01-01,001000000000000AAA
                                """));
        bulk = new BulkCalls(org);
    }

    private static String account(int number) {
        return "00100000000%04dAAA".formatted(number);
    }

    private void play(String yaml) throws ScenarioException {
        org.vendor.play(ScenarioReader.read(yaml));
    }

    private SandboxReply query() {
        return org.call("GET", "/query", Map.of("q", "SELECT Id FROM Account LIMIT 1"), "");
    }

    private static String band(int number, String band) {
        return TestOrg.account(account(number), "\"Baton_Band__c\":\"" + band + "\"");
    }

    private static String code(JsonNode results, int row) {
        return results.path(row).path("errors").path(0).path("statusCode").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, 503, 503 Service Unavailable",
        "edge-busy, 420, We are setting things up",
        "not-acceptable, 406, ''",
        "uri-too-long, 414, URI Too Long",
        "server-error, 500, UNKNOWN_EXCEPTION",
        "daily-limit, 403, TotalRequests Limit exceeded.",
        "concurrent-limit, 403, ConcurrentPerOrgLongTxn Limit exceeded.",
        "query-timeout, 400, QUERY_TIMEOUT"
    })
    void aCallIsAnsweredWithTheFaultAndTheNextOneIsNot(String fault, int status, String says)
            throws ScenarioException {
        play("faults: [{fault: " + fault + "}]");

        SandboxReply hit = query();

        assertThat(hit.status()).isEqualTo(status);
        assertThat(text(hit)).contains(says);
        assertThat(query().status()).isEqualTo(200);
    }

    @Test
    void afterEveryAndTimesSayWhichCallsAreHit() throws ScenarioException {
        play("faults: [{fault: unavailable, on: query, after: 1, every: 2, times: 2}]");

        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(query().status());
        }

        assertThat(answers).containsExactly(200, 200, 503, 200, 503, 200, 200, 200);
        FaultSchedule.Progress left = org.vendor.scenarioProgress().getFirst();
        assertThat(left.kind()).isEqualTo("unavailable");
        assertThat(left.hit()).isEqualTo(2);
        assertThat(left.over()).isTrue();
    }

    @Test
    void onlyTheCallsThatAreNamedAreHit() throws ScenarioException {
        play(
                """
                faults:
                  - {fault: unavailable, on: describe, times: always}
                  - {fault: edge-busy, method: GET, path: "*/sobjects/*/00100000000*", times: always}
                """);

        assertThat(query().status()).isEqualTo(200);
        assertThat(org.get("/sobjects/Account/describe").status()).isEqualTo(503);
        assertThat(org.get("/sobjects/Account/" + account(1)).status()).isEqualTo(420);
        assertThat(org.get("/sobjects/Opportunity/006000000000001AAA").status()).isEqualTo(200);
    }

    @Test
    void overSoapARefusalIsAFault() throws ScenarioException {
        play("faults: [{fault: concurrent-limit, on: soap}]");

        SandboxReply hit =
                org.send("POST", "/services/Soap/u/65.0", Map.of(), Map.of(), "<anything/>");

        assertThat(hit.status()).isEqualTo(500);
        assertThat(text(hit)).contains("<faultcode>sf:REQUEST_LIMIT_EXCEEDED</faultcode>");
    }

    @Test
    void anExpiredSessionStaysExpired() throws ScenarioException {
        play("faults: [{fault: expired-session, after: 1}]");

        assertThat(query().status()).isEqualTo(200);
        assertThat(error(query()).path("errorCode").asText()).isEqualTo("INVALID_SESSION_ID");
        assertThat(query().status()).isEqualTo(401);
    }

    @Test
    void expiredLocatorsLeadNowhere() throws ScenarioException {
        play("faults: [{fault: expired-locators, on: query-more}]");
        String next = org.query("SELECT Id FROM Account").path("nextRecordsUrl").asText();

        SandboxReply gone = org.get(next.substring(TestOrg.DATA.length()));

        assertThat(error(gone).path("errorCode").asText()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void aDroppedWriteWasDoneOrNot() throws ScenarioException {
        play("faults: [{fault: drop, done: false}, {fault: drop, done: true}]");
        String body = "{\"records\":[" + band(0, "Red") + "]}";

        SandboxReply first = org.call("PATCH", "/composite/sobjects", Map.of(), body);
        List<String> between = bands();
        SandboxReply second = org.call("PATCH", "/composite/sobjects", Map.of(), body);

        assertThat(first.delivery()).isEqualTo(new Delivery.Dropped());
        // The second fault took this question's answer.
        assertThat(between).isEmpty();
        assertThat(second.delivery()).isEqualTo(new Delivery.Whole());
        assertThat(bands()).containsExactly("Red");
    }

    private List<String> bands() {
        SandboxReply reply =
                org.call(
                        "GET",
                        "/query",
                        Map.of(
                                "q",
                                "SELECT Baton_Band__c FROM Account WHERE Baton_Band__c != null"),
                        "");
        return reply.delivery() instanceof Delivery.Dropped
                ? List.of()
                : TestOrg.json(reply).path("records").findValuesAsText("Baton_Band__c");
    }

    @Test
    void anAnswerIsCutOrLate() throws ScenarioException {
        play("faults: [{fault: cut}, {fault: cut, bytes: 7}, {fault: slow, milliseconds: 250}]");

        assertThat(query().delivery())
                .isEqualTo(new Delivery.Cut(text(query()).length() / 2))
                .isNotEqualTo(new Delivery.Cut(0));
        assertThat(query().delivery()).isEqualTo(new Delivery.Late(Duration.ofMillis(250)));
    }

    @Test
    void everyNthRowIsLockedUntilItWasRefusedOftenEnough() throws ScenarioException {
        play("faults: [{fault: locked-rows, object: Account, every: 2, refusals: 2}]");
        String[] rows = {band(0, "Red"), band(1, "Red"), band(2, "Red")};

        JsonNode first = org.update(rows);
        assertThat(List.of(code(first, 0), code(first, 1), code(first, 2)))
                .containsExactly("", "UNABLE_TO_LOCK_ROW", "");
        assertThat(first.path(1).path("errors").path(0).path("message").asText())
                .isEqualTo(
                        "unable to obtain exclusive access to this record or 1 records: "
                                + account(1));
        assertThat(code(org.update(band(1, "Red")), 0)).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(code(org.update(band(1, "Red")), 0)).isEmpty();
    }

    @Test
    void namedRowsStayLocked() throws ScenarioException {
        play("faults: [{fault: locked-rows, ids: [%s], refusals: always}]".formatted(account(1)));

        for (int i = 0; i < 3; i++) {
            JsonNode results = org.update(band(0, "Red"), band(1, "Red"));
            assertThat(code(results, 0)).isEmpty();
            assertThat(code(results, 1)).isEqualTo("UNABLE_TO_LOCK_ROW");
        }
    }

    @Test
    void aValidationRuleRefusesWhatItsConditionsMeet() throws ScenarioException {
        play(
                """
                faults:
                  - fault: validation-rule
                    object: Account
                    when:
                      - {field: Baton_Band__c, is: Red}
                      - {field: Baton_Reason_1__c, empty: true}
                    message: A red account needs a reason.
                    location: Baton_Reason_1__c
                """);

        JsonNode refused = org.update(band(0, "Red"), band(1, "Green"));
        assertThat(refused.path(0).path("errors").toString())
                .isEqualTo(
                        "[{\"statusCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\",\"message\":\"A red account needs a reason.\",\"fields\":[\"Baton_Reason_1__c\"]}]");
        assertThat(code(refused, 1)).isEmpty();
        String why = "\"Baton_Band__c\":\"Red\",\"Baton_Reason_1__c\":\"Logins fell\"";
        assertThat(code(org.update(TestOrg.account(account(0), why)), 0)).isEmpty();
        // Without touching the reason the stored one counts.
        assertThat(code(org.update(band(0, "Red")), 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{field: Baton_Score__c, below: 50}', 49, 50",
        "'{field: Baton_Score__c, above: 50}', 51, 50",
        "'{field: Baton_Score__c, is_not: 50}', 49, 50",
        "'{field: Baton_Score__c, changed: true}', 49, null"
    })
    void conditionsCompareNumbersAndChanges(String condition, String hit, String passes)
            throws ScenarioException {
        play(
                "faults: [{fault: validation-rule, object: Account, message: No, when: [%s]}]"
                        .formatted(condition));

        JsonNode results =
                org.update(
                        TestOrg.account(account(0), "\"Baton_Score__c\":" + hit),
                        TestOrg.account(account(1), "\"Baton_Score__c\":" + passes));

        assertThat(code(results, 0)).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(code(results, 1)).isEmpty();
    }

    @Test
    void rowsOfBulkJobsMeetTheSameObstacles() throws ScenarioException {
        play("faults: [{fault: locked-rows, object: Account, every: 1000}]");

        String job = bulk.ingest(UPDATE, csv(2_000)).path("id").asText();

        assertThat(bulk.lines(job, "failedResults"))
                .hasSize(3)
                .anyMatch(
                        line ->
                                line.contains(
                                        "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records: "
                                                + account(999)
                                                + ":--"));
    }

    private static String csv(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> account(i) + ",new")
                .collect(Collectors.joining("\n", "Id,Baton_Model__c\n", "\n"));
    }

    @Test
    void aJobIsHeldForSoManyPolls() throws ScenarioException {
        play(
                "faults: [{fault: bulk-job, jobs: query, object: Account, hold: UploadComplete, polls: 2}]");
        String job = id(bulk.createQuery("SELECT Id FROM Account"));

        List<String> states = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            states.add(bulk.job(QUERY, job).path("state").asText());
        }

        assertThat(states)
                .containsExactly("UploadComplete", "UploadComplete", "InProgress", "JobComplete");
    }

    @Test
    void aQueryJobFails() throws ScenarioException {
        play("faults: [{fault: bulk-job, jobs: query, end: Failed, message: Retried too often}]");

        JsonNode job = bulk.finish(QUERY, id(bulk.createQuery("SELECT Id FROM Account")));

        assertThat(job.path("state").asText()).isEqualTo("Failed");
        assertThat(job.path("errorMessage").asText()).isEqualTo("Retried too often");
        bulk.query("SELECT Id FROM Account");
    }

    @ParameterizedTest
    @CsvSource({"Failed, 3", "Aborted, 250"})
    void anIngestJobEndsHalfWayAndTheRestIsUnprocessed(String end, int rows)
            throws ScenarioException {
        play("faults: [{fault: bulk-job, jobs: ingest, end: %s, rows: %d}]".formatted(end, rows));

        JsonNode job = bulk.ingest(UPDATE, csv(400));
        String id = job.path("id").asText();

        assertThat(job.path("state").asText()).isEqualTo(end);
        assertThat(job.path("numberRecordsProcessed").asInt()).isEqualTo(rows);
        assertThat(bulk.lines(id, "successfulResults")).hasSize(1 + rows);
        assertThat(bulk.lines(id, "unprocessedrecords")).hasSize(1 + 400 - rows);
        assertThat(
                        org.query("SELECT COUNT() FROM Account WHERE Baton_Model__c = 'new'")
                                .path("totalSize")
                                .asInt())
                .isEqualTo(rows);
    }

    @Test
    void anAllowanceRunsOut() throws ScenarioException {
        play("limits: {calls_a_day: 10, calls_used: 8}");

        assertThat(query().headers()).containsEntry("sforce-limit-info", "api-usage=9/10");
        assertThat(query().status()).isEqualTo(200);
        SandboxReply over = query();
        assertThat(over.status()).isEqualTo(403);
        assertThat(error(over).path("message").asText()).isEqualTo("TotalRequests Limit exceeded.");
        play("faults: []");
        assertThat(query().status()).isEqualTo(200);
    }

    @Test
    void pagesOfBulkResultsAreAsLargeAsTheScenarioSays() throws ScenarioException {
        play("limits: {bulk_page_records: 300}");
        String job = bulk.query("SELECT Id FROM Account");

        JsonNode first = TestOrg.json(org.get(QUERY + "/" + job + "/resultPages"));
        assertThat(first.path("resultPages")).hasSize(5);
        assertThat(first.path("done").asBoolean()).isFalse();
        String locator = first.path("nextRecordsUrl").asText().replaceAll(".*locator=", "");
        JsonNode second =
                TestOrg.json(
                        org.call(
                                "GET",
                                QUERY + "/" + job + "/resultPages",
                                Map.of("locator", locator),
                                ""));
        assertThat(second.path("resultPages")).hasSize(2);
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(second.has("nextRecordsUrl")).isFalse();
        String last = second.path("resultPages").path(1).path("resultUrl").asText();
        SandboxReply page =
                org.call(
                        "GET",
                        QUERY + "/" + job + "/results",
                        Map.of("locator", last.replaceAll(".*locator=", "")),
                        "");
        assertThat(page.headers())
                .containsEntry("sforce-numberofrecords", "300")
                .containsEntry("sforce-locator", "null");
    }

    @Test
    void aScenarioThatCannotBePlayedLeavesTheOneBefore() throws ScenarioException {
        play("{name: first, faults: [{fault: unavailable}]}");

        assertThat(
                        problem(
                                "faults: [{fault: validation-rule, object: Nonsense, message: No, when: [{field: A, is: b}]}]"))
                .isEqualTo("1: the org has no object Nonsense");
        assertThat(org.vendor.scenario()).isEqualTo("first");
        assertThat(query().status()).isEqualTo(503);
        assertThat(bulk.job(INGEST, "750000000000000AAA").path(0).path("errorCode").asText())
                .isEqualTo("NOT_FOUND");
    }

    private String problem(String yaml) {
        try {
            play(yaml);
            return "none";
        } catch (ScenarioException e) {
            return e.line() + ": " + e.what();
        }
    }
}
