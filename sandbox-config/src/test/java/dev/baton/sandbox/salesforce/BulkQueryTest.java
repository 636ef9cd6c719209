package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.QUERY;
import static dev.baton.sandbox.salesforce.BulkCalls.error;
import static dev.baton.sandbox.salesforce.BulkCalls.id;
import static dev.baton.sandbox.salesforce.BulkCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BulkQueryTest {
    private TestOrg org;
    private BulkCalls bulk;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,OwnerId,NumberOfEmployees,AnnualRevenue,CreatedDate,Baton_Renewal_On__c,IsDeleted
                                001000000000001AAA,"Acme, ""the"" firm",005000000000001AAA,12,1500,2024-09-24T03:26:07Z,2026-02-01,false
                                001000000000002AAA,Bolt,,,,2025-01-01T00:00:00Z,,false
                                001000000000003AAA,Crux,,,2.5,2025-01-01T00:00:00Z,,false
                                001000000000004AAA,Gone,,,,2025-01-01T00:00:00Z,,true
                                """,
                                "User",
                                """
                                Id,Name,IsActive
                                005000000000001AAA,Ann,true
                                """));
        bulk = new BulkCalls(org);
    }

    private SandboxReply results(String job, Map<String, String> parameters) {
        return org.call("GET", QUERY + "/" + job + "/results", parameters, "");
    }

    @Test
    void aJobPassesFromUploadCompleteThroughInProgressToJobComplete() {
        JsonNode created = TestOrg.json(bulk.createQuery("SELECT Id FROM Account"));
        String id = created.path("id").asText();

        assertThat(created.toString())
                .isEqualTo(
                        """
                        {"id":"%s","operation":"query","object":"Account","createdById":"%s",\
                        "createdDate":"2026-03-01T12:00:00.000+0000","systemModstamp":"2026-03-01T12:00:00.000+0000",\
                        "state":"UploadComplete","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":65.0,\
                        "lineEnding":"LF","columnDelimiter":"COMMA"}"""
                                .formatted(id, org.vendor.integrationUserId()));
        assertThat(id).startsWith("750").hasSize(18);
        assertThat(bulk.job(QUERY, id).path("state").asText()).isEqualTo("InProgress");
        JsonNode done = bulk.job(QUERY, id);
        assertThat(done.path("state").asText()).isEqualTo("JobComplete");
        assertThat(done.path("jobType").asText()).isEqualTo("V2Query");
        assertThat(done.path("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(done.path("isPkChunkingSupported").asBoolean()).isTrue();
    }

    @Test
    void valuesAreQuotedAndWrittenAsCsvWritesThem() {
        String job =
                bulk.query(
                        "SELECT Name, owner.name, NumberOfEmployees, AnnualRevenue, CreatedDate, Baton_Renewal_On__c, IsDeleted FROM Account");

        SandboxReply page = results(job, Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers())
                .containsEntry("content-type", "text/csv")
                .containsEntry("sforce-locator", "null")
                .containsEntry("sforce-numberofrecords", "3");
        assertThat(text(page))
                .isEqualTo(
                        """
                        "Name","Owner.Name","NumberOfEmployees","AnnualRevenue","CreatedDate","Baton_Renewal_On__c","IsDeleted"
                        "Acme, ""the"" firm","Ann","12","1500.0","2024-09-24T03:26:07.000Z","2026-02-01","false"
                        "Bolt","","","","2025-01-01T00:00:00.000Z","","false"
                        "Crux","","","2.5","2025-01-01T00:00:00.000Z","","false"
                        """);
    }

    @Test
    void delimiterAndLineEndingAreThoseOfTheJob() {
        String job =
                id(
                        bulk.post(
                                QUERY,
                                """
                                {"operation":"queryAll","query":"SELECT Name FROM Account WHERE IsDeleted = true",
                                 "contentType":"CSV","columnDelimiter":"PIPE","lineEnding":"CRLF"}"""));
        bulk.finish(QUERY, job);

        assertThat(text(results(job, Map.of()))).isEqualTo("\"Name\"\r\n\"Gone\"\r\n");
        assertThat(bulk.job(QUERY, job).path("columnDelimiter").asText()).isEqualTo("PIPE");
    }

    @Test
    void pagesFollowTheLocatorAndEachHasTheHeader() {
        String job = bulk.query("SELECT Name FROM Account");
        List<String> pages = new ArrayList<>();
        String locator = "";
        do {
            SandboxReply page =
                    results(
                            job,
                            locator.isEmpty()
                                    ? Map.of("maxRecords", "2")
                                    : Map.of("maxRecords", "2", "locator", locator));
            pages.add(page.headers().get("sforce-numberofrecords") + " " + text(page));
            locator = String.valueOf(page.headers().get("sforce-locator"));
        } while (!locator.equals("null"));

        assertThat(pages)
                .containsExactly(
                        "2 \"Name\"\n\"Acme, \"\"the\"\" firm\"\n\"Bolt\"\n",
                        "1 \"Name\"\n\"Crux\"\n");
    }

    @Test
    void aLocatorReadsTheSamePageAgain() {
        String job = bulk.query("SELECT Name FROM Account");
        String locator = results(job, Map.of("maxRecords", "1")).headers().get("sforce-locator");

        String first = text(results(job, Map.of("maxRecords", "1", "locator", locator)));

        assertThat(first).isEqualTo("\"Name\"\n\"Bolt\"\n");
        assertThat(text(results(job, Map.of("maxRecords", "1", "locator", locator))))
                .isEqualTo(first);
        assertThat(error(results(job, Map.of("locator", "nonsense!"))).path("errorCode").asText())
                .isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void resultPagesNameWhereToReadFrom() {
        String job = bulk.query("SELECT Name FROM Account");

        JsonNode pages = TestOrg.json(org.get(QUERY + "/" + job + "/resultPages"));

        assertThat(pages.toString())
                .isEqualTo(
                        "{\"resultPages\":[{\"resultUrl\":\"/services/data/v65.0/jobs/query/%s/results?locator=MA\"}],\"done\":true}"
                                .formatted(job));
        assertThat(text(results(job, Map.of("locator", "MA")))).contains("Acme").contains("Crux");
    }

    @Test
    void resultsAreReadWithTheVersionTheJobWasCreatedWith() {
        String job = bulk.query("SELECT Name FROM Account");

        SandboxReply other =
                org.send(
                        "GET",
                        "/services/data/v66.0/jobs/query/" + job + "/results",
                        Map.of(),
                        Map.of("authorization", "Bearer " + org.token()),
                        "");

        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void resultsAreCompressedWhenAskedFor() throws IOException {
        String job = bulk.query("SELECT Name FROM Account");

        SandboxReply reply =
                org.send(
                        "GET",
                        TestOrg.DATA + QUERY + "/" + job + "/results",
                        Map.of(),
                        Map.of("authorization", "Bearer " + org.token(), "accept-encoding", "gzip"),
                        "");

        assertThat(reply.headers()).containsEntry("content-encoding", "gzip");
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(text(results(job, Map.of())));
        }
    }

    @Test
    void theAnswerIsThatOfTheCreation() {
        String job = id(bulk.createQuery("SELECT Baton_Model__c FROM Account WHERE Name = 'Bolt'"));

        org.update(TestOrg.account("001000000000002AAA", "\"Baton_Model__c\":\"later\""));
        bulk.finish(QUERY, job);

        assertThat(text(results(job, Map.of()))).isEqualTo("\"Baton_Model__c\"\n\"\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT Nonsense__c FROM Account | No such column 'Nonsense__c' on entity 'Account'",
                "SELECT Id FROM Nonsense | sObject type 'Nonsense' is not supported",
                "SELECT COUNT() FROM Account | Aggregate functions not supported in Bulk Query",
                "SELECT COUNT(Id) FROM Account | Aggregate functions not supported in Bulk Query",
                "SELECT Name FROM Account GROUP BY Name | GROUP BY is not supported in Bulk Query",
                "SELECT Id FROM Account LIMIT 5 OFFSET 2 | OFFSET is not supported in Bulk Query",
                "SELECT TYPEOF Owner WHEN User THEN Name END FROM Account | unexpected token",
                "SELECT Id, (SELECT Id FROM Contacts) FROM Account | Nested queries are not supported in Bulk Query"
            })
    void aQueryThatCannotBeAJobIsRefusedAtOnce(String soql, String why) {
        SandboxReply refused = bulk.createQuery(soql);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused).path("errorCode").asText()).isEqualTo("API_ERROR");
        assertThat(error(refused).path("message").asText()).contains(why);
    }

    @Test
    void computedRowsAreNotSupported() {
        SandboxReply refused =
                bulk.createQuery(
                        "SELECT RecordId FROM UserRecordAccess WHERE UserId = '005000000000001AAA' AND RecordId = '001000000000001AAA'");

        assertThat(error(refused).path("errorCode").asText()).isEqualTo("INVALIDENTITY");
    }

    @Test
    void resultsWaitForTheEndOfTheJob() {
        String job = id(bulk.createQuery("SELECT Id FROM Account"));

        assertThat(error(results(job, Map.of())).path("errorCode").asText())
                .isEqualTo("INVALIDJOBSTATE");
    }

    @Test
    void aRunningJobCanBeAbortedAndAnEndedOneDeleted() {
        String job = id(bulk.createQuery("SELECT Id FROM Account"));

        SandboxReply early = org.call("DELETE", QUERY + "/" + job, Map.of(), "");
        assertThat(error(early).path("message").asText()).contains("not terminated");
        assertThat(TestOrg.json(bulk.patch(QUERY + "/" + job, "Aborted")).path("state").asText())
                .isEqualTo("Aborted");
        assertThat(error(bulk.patch(QUERY + "/" + job, "Aborted")).path("message").asText())
                .isEqualTo("Aborting already Aborted Job not allowed");
        assertThat(org.call("DELETE", QUERY + "/" + job, Map.of(), "").status()).isEqualTo(204);
        assertThat(org.get(QUERY + "/" + job).status()).isEqualTo(404);
    }

    @Test
    void aJobThatIsCompleteCannotBeAborted() {
        String job = bulk.query("SELECT Id FROM Account");

        assertThat(error(bulk.patch(QUERY + "/" + job, "Aborted")).toString())
                .isEqualTo(
                        "{\"message\":\"Aborting already Completed Job not allowed\",\"errorCode\":\"INVALIDJOBSTATE\"}");
    }

    @Test
    void jobsAreListedAThousandAtATime() {
        for (int i = 0; i < 1001; i++) {
            bulk.createQuery("SELECT Id FROM Account WHERE Id = null");
        }

        JsonNode first = TestOrg.json(org.get(QUERY));
        assertThat(first.path("done").asBoolean()).isFalse();
        assertThat(first.path("records")).hasSize(1000);
        String locator = first.path("nextRecordsUrl").asText().replaceAll(".*queryLocator=", "");
        JsonNode second = TestOrg.json(org.call("GET", QUERY, Map.of("queryLocator", locator), ""));
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(second.path("records")).hasSize(1);
        assertThat(second.path("nextRecordsUrl").isNull()).isTrue();
    }

    @Test
    void everyCallOfAJobIsCounted() {
        String before = usage();
        String job = bulk.query("SELECT Id FROM Account");
        results(job, Map.of());

        assertThat(before).isEqualTo("api-usage=1/100000");
        // One creation, two polls, one page, and the question itself.
        assertThat(usage()).isEqualTo("api-usage=6/100000");
    }

    private String usage() {
        return String.valueOf(org.get("/limits").headers().get("sforce-limit-info"));
    }
}
