package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.INGEST;
import static dev.baton.sandbox.salesforce.BulkCalls.error;
import static dev.baton.sandbox.salesforce.BulkCalls.id;
import static dev.baton.sandbox.salesforce.BulkCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BulkIngestTest {
    private static final String UPDATE = "{\"object\":\"Account\",\"operation\":\"update\"}";
    private static final String UPSERT =
            "{\"object\":\"Task\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Baton_Key__c\"}";
    private static final String ACME = "001000000000001AAA";
    private static final String BOLT = "001000000000002AAA";

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
                                Id,Name,External_Id__c,Baton_Model__c,CreatedDate
                                001000000000001AAA,Acme,c-1,old,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt,c-2,old,2025-01-01T00:00:00Z
                                """));
        bulk = new BulkCalls(org);
    }

    private String model(String account) {
        return org.column(
                        "SELECT Baton_Model__c FROM Account WHERE Id = '" + account + "'",
                        "Baton_Model__c")
                .getFirst();
    }

    @Test
    void aJobIsOpenedFilledClosedAndFollowedToItsEnd() {
        JsonNode created = TestOrg.json(bulk.post(INGEST, UPDATE));
        String id = created.path("id").asText();

        assertThat(created.path("state").asText()).isEqualTo("Open");
        assertThat(created.path("contentUrl").asText())
                .isEqualTo("services/data/v65.0/jobs/ingest/" + id + "/batches");
        assertThat(bulk.put(id, "Id,Baton_Model__c\n" + ACME + ",new\n").status()).isEqualTo(201);
        assertThat(
                        TestOrg.json(bulk.patch(INGEST + "/" + id, "UploadComplete"))
                                .path("state")
                                .asText())
                .isEqualTo("UploadComplete");
        assertThat(bulk.job(INGEST, id).path("state").asText()).isEqualTo("InProgress");
        assertThat(model(ACME)).isEqualTo("old");
        JsonNode done = bulk.job(INGEST, id);
        assertThat(done.path("state").asText()).isEqualTo("JobComplete");
        assertThat(done.path("jobType").asText()).isEqualTo("V2Ingest");
        assertThat(done.path("numberRecordsProcessed").asInt()).isEqualTo(1);
        assertThat(done.path("numberRecordsFailed").asInt()).isZero();
        assertThat(model(ACME)).isEqualTo("new");
        assertThat(bulk.lines(id, "successfulResults/"))
                .containsExactly(
                        "\"sf__Id\",\"sf__Created\",\"Id\",\"Baton_Model__c\"",
                        "\"%s\",\"false\",\"%s\",\"new\"".formatted(ACME, ACME));
    }

    @Test
    void refusedRowsAreInTheFailedResultsWithTheirReason() {
        JsonNode job =
                bulk.ingest(
                        UPDATE,
                        "Id,Baton_Model__c,Baton_Band__c\n%s,fine,\n%s,fine,Purple\n001000000000009AAA,fine,\n"
                                .formatted(ACME, BOLT));
        String id = job.path("id").asText();

        assertThat(job.path("state").asText()).isEqualTo("JobComplete");
        assertThat(job.path("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(job.path("numberRecordsFailed").asInt()).isEqualTo(2);
        assertThat(bulk.lines(id, "failedResults/"))
                .containsExactlyInAnyOrder(
                        "\"sf__Id\",\"sf__Error\",\"Id\",\"Baton_Model__c\",\"Baton_Band__c\"",
                        "\"%s\",\"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Health Band: bad value for restricted picklist field: Purple:Baton_Band__c --\",\"%s\",\"fine\",\"Purple\""
                                .formatted(BOLT, BOLT),
                        "\"001000000000009AAA\",\"INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--\",\"001000000000009AAA\",\"fine\",\"\"");
        assertThat(bulk.lines(id, "unprocessedrecords/"))
                .containsExactly("\"Id\",\"Baton_Model__c\",\"Baton_Band__c\"");
    }

    @Test
    void emptyIsIgnoredAndNotApplicableClears() {
        bulk.ingest(
                UPDATE,
                "Id,Baton_Model__c,Baton_Next_Action__c\n%s,,call\n%s,#N/A,\"#N/A and more\"\n"
                        .formatted(ACME, BOLT));

        assertThat(model(ACME)).isEqualTo("old");
        assertThat(model(BOLT)).isEqualTo("null");
        assertThat(org.column("SELECT Baton_Next_Action__c FROM Account", "Baton_Next_Action__c"))
                .containsExactly("call", "#N/A and more");
    }

    @Test
    void upsertCreatesAndThenFindsByKey() {
        String csv = "Baton_Key__c,Subject,WhatId\nk-1,Call,%s\n".formatted(ACME);

        String first = bulk.ingest(UPSERT, csv).path("id").asText();
        String second = bulk.ingest(UPSERT, csv).path("id").asText();

        assertThat(bulk.lines(first, "successfulResults").get(1)).contains("\"true\",\"k-1\"");
        assertThat(bulk.lines(second, "successfulResults").get(1)).contains("\"false\",\"k-1\"");
        assertThat(org.column("SELECT Subject FROM Task", "Subject")).containsExactly("Call");
    }

    @Test
    void upsertByIdChangesTheRecord() {
        JsonNode job =
                bulk.ingest(
                        "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Id\"}",
                        "Id,Baton_Model__c\n" + ACME + ",by id\n");

        assertThat(job.path("numberRecordsFailed").asInt()).isZero();
        assertThat(model(ACME)).isEqualTo("by id");
    }

    @Test
    void insertCreates() {
        JsonNode job =
                bulk.ingest(
                        "{\"object\":\"Task\",\"operation\":\"insert\"}", "Subject\nCall\nWrite\n");

        assertThat(job.path("numberRecordsProcessed").asInt()).isEqualTo(2);
        assertThat(org.column("SELECT Subject FROM Task ORDER BY Subject", "Subject"))
                .containsExactly("Call", "Write");
    }

    @Test
    void deleteNeedsTheRightAndTheIdOfTheJobsObject() {
        String id =
                bulk.ingest("{\"object\":\"Task\",\"operation\":\"delete\"}", "Id\n" + ACME + "\n")
                        .path("id")
                        .asText();

        assertThat(bulk.lines(id, "failedResults").get(1)).contains("MALFORMED_ID:");
        String accounts =
                bulk.ingest(
                                "{\"object\":\"Account\",\"operation\":\"delete\"}",
                                "Id\n" + ACME + "\n")
                        .path("id")
                        .asText();
        assertThat(bulk.lines(accounts, "failedResults").get(1))
                .contains("INSUFFICIENT_ACCESS_OR_READONLY:");
    }

    @Test
    void aLookupMayBeGivenByAKeyOfItsParent() {
        JsonNode job =
                bulk.ingest(
                        "{\"object\":\"Task\",\"operation\":\"insert\"}",
                        "Subject,Account:What.External_Id__c\nCall,c-2\nCall,c-9\n");

        assertThat(org.column("SELECT WhatId FROM Task", "WhatId")).containsExactly(BOLT);
        assertThat(bulk.lines(job.path("id").asText(), "failedResults").get(1))
                .contains(
                        "INVALID_FIELD:Foreign key external ID: c-9 not found for field External_Id__c in entity Account:--");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Id,Nonsense__c\\n1,2\\n | InvalidBatch : Field name not found : Nonsense__c",
                "Id,Baton_Override_Audit__c\\n1,2\\n | InvalidBatch : Field name not found : Baton_Override_Audit__c",
                "Baton_Model__c\\nx\\n | InvalidBatch : Field name not found : Id",
                "Id,Baton_Model__c\\r\\n1,2\\r\\n | ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF",
                "\"Id\", \"Baton_Model__c\"\\n1,2\\n | InvalidBatch : Failed to parse CSV. Found unescaped quote",
                "Id,Baton_Model__c\\n1,\"2\\n | InvalidBatch : Failed to parse CSV. Found unescaped quote",
                "Id;Baton_Model__c\\n1;2\\n | InvalidBatch : Field name not found : Id;Baton_Model__c",
                "Id,Baton_Model__c\\n1\\n | InvalidBatch : Row 1 has 1 columns, the header has 2"
            })
    void dataThatCannotBeReadFailsTheWholeJob(String csv, String why) {
        JsonNode job = bulk.ingest(UPDATE, csv.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(job.path("state").asText()).isEqualTo("Failed");
        assertThat(job.path("errorMessage").asText()).startsWith(why);
        assertThat(job.path("numberRecordsProcessed").asInt()).isZero();
    }

    @Test
    void theRowsOfAFailedJobAreUnprocessed() {
        String id =
                bulk.ingest(UPDATE, "Id,Nonsense__c\n" + ACME + ",a\n" + BOLT + ",b\n")
                        .path("id")
                        .asText();

        assertThat(bulk.lines(id, "unprocessedrecords"))
                .containsExactly(
                        "\"Id\",\"Nonsense__c\"",
                        "\"" + ACME + "\",\"a\"",
                        "\"" + BOLT + "\",\"b\"");
    }

    @Test
    void declaredSeparatorsAreTaken() {
        bulk.ingest(
                "{\"object\":\"Account\",\"operation\":\"update\",\"columnDelimiter\":\"SEMICOLON\",\"lineEnding\":\"CRLF\"}",
                "Id;Baton_Model__c\r\n" + ACME + ";\"a;b\nc\"\r\n");

        assertThat(model(ACME)).isEqualTo("a;b\nc");
    }

    @Test
    void aFieldOverTheLimitFailsTheJob() {
        JsonNode job =
                bulk.ingest(UPDATE, "Id,Baton_Model__c\n" + ACME + "," + "x".repeat(32_001) + "\n");

        assertThat(job.path("errorMessage").asText())
                .isEqualTo("InvalidBatch : A field is longer than 32000 characters");
    }

    @Test
    void dataIsTakenOnce() {
        String id = id(bulk.post(INGEST, UPDATE));
        bulk.put(id, "Id\n");

        assertThat(error(bulk.put(id, "Id\n")).path("message").asText())
                .startsWith("Found multiple contents for job: <" + id + ">");
        bulk.patch(INGEST + "/" + id, "UploadComplete");
        assertThat(error(bulk.put(id, "Id\n")).path("errorCode").asText())
                .isEqualTo("INVALIDJOBSTATE");
    }

    @Test
    void dataMustBeCsv() {
        String id = id(bulk.post(INGEST, UPDATE));

        assertThat(org.call("PUT", INGEST + "/" + id + "/batches", Map.of(), "Id\n").status())
                .isEqualTo(415);
    }

    @Test
    void anAbortedJobWritesNothingAndReturnsItsRows() {
        String id = bulk.upload(UPDATE, "Id,Baton_Model__c\n" + ACME + ",new\n");
        bulk.job(INGEST, id);

        assertThat(bulk.patch(INGEST + "/" + id, "Aborted").status()).isEqualTo(200);

        assertThat(bulk.job(INGEST, id).path("state").asText()).isEqualTo("Aborted");
        assertThat(bulk.lines(id, "unprocessedrecords")).hasSize(2);
        assertThat(bulk.lines(id, "successfulResults")).hasSize(1);
        assertThat(model(ACME)).isEqualTo("old");
    }

    @Test
    void anEmptyUploadIsDoneAtOnceAndAMissingOneFails() {
        assertThat(bulk.ingest(UPDATE, "").path("state").asText()).isEqualTo("JobComplete");

        String id = id(bulk.post(INGEST, UPDATE));
        bulk.patch(INGEST + "/" + id, "UploadComplete");
        assertThat(bulk.finish(INGEST, id).path("state").asText()).isEqualTo("Failed");
    }

    @Test
    void aJobCanBeCreatedWithItsData() {
        String body =
                """
                --X
                Content-Type: application/json
                Content-Disposition: form-data; name="job"

                {"object":"Account","operation":"update","contentType":"CSV","lineEnding":"LF"}
                --X
                Content-Type: text/csv
                Content-Disposition: form-data; name="content"; filename="content"

                Id,Baton_Model__c
                001000000000001AAA,parts
                --X--
                """;
        SandboxReply created =
                org.send(
                        "POST",
                        TestOrg.DATA + INGEST,
                        Map.of(),
                        Map.of(
                                "authorization",
                                "Bearer " + org.token(),
                                "content-type",
                                "multipart/form-data; boundary=X"),
                        body);

        assertThat(TestOrg.json(created).path("state").asText()).isEqualTo("UploadComplete");
        bulk.finish(INGEST, id(created));
        assertThat(model(ACME)).isEqualTo("parts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"object\":\"Nonsense\",\"operation\":\"update\"} | INVALIDJOB",
                "{\"object\":\"Account\",\"operation\":\"nonsense\"} | INVALIDJOB",
                "{\"object\":\"Account\",\"operation\":\"upsert\"} | INVALIDJOB",
                "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Industry\"} | INVALIDJOB",
                "{\"object\":\"Account\",\"operation\":\"hardDelete\"} | FEATURENOTENABLED",
                "{\"object\":\"Account\",\"operation\":\"update\",\"lineEnding\":\"CR\"} | JSON_PARSER_ERROR",
                "{\"object\":\"Account\",\"operation\":\"update\",\"contentType\":\"JSON\"} | INVALIDJOB"
            })
    void ajobThatCannotBeIsNotCreated(String json, String code) {
        SandboxReply refused = bulk.post(INGEST, json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused).path("errorCode").asText()).isEqualTo(code);
    }

    @Test
    void onlyAJobThatWaitsOrIsOverIsDeleted() {
        String id = bulk.upload(UPDATE, "Id,Baton_Model__c\n" + ACME + ",new\n");
        bulk.job(INGEST, id);

        SandboxReply early = org.call("DELETE", INGEST + "/" + id, Map.of(), "");
        assertThat(error(early).path("errorCode").asText()).isEqualTo("API_ERROR");
        bulk.finish(INGEST, id);
        assertThat(org.call("DELETE", INGEST + "/" + id, Map.of(), "").status()).isEqualTo(204);
        assertThat(org.get(INGEST + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void resultsAreInAnOrderThatIsNotTheUploadsButTheSameInEveryRun(@TempDir Path dir) {
        String csv =
                IntStream.range(0, 300)
                        .mapToObj(i -> "k-%03d,Call".formatted(i))
                        .collect(Collectors.joining("\n", "Baton_Key__c,Subject\n", "\n"));
        TestOrg other = TestOrg.open(dir, Map.of());

        List<String> here = keys(bulk, csv);
        List<String> there = keys(new BulkCalls(other), csv);

        assertThat(here).hasSize(300).isNotEqualTo(here.stream().sorted().toList());
        assertThat(here).isEqualTo(there);
    }

    private static List<String> keys(BulkCalls calls, String csv) {
        String id = calls.ingest(UPSERT, csv).path("id").asText();
        return calls.lines(id, "successfulResults").stream()
                .skip(1)
                .map(line -> line.split(",", -1)[2])
                .toList();
    }

    @Test
    void severalErrorsOfARowStandInOneValue() {
        String id =
                bulk.ingest(UPDATE, "Id,Baton_Band__c,Baton_Score__c\n" + ACME + ",Purple,many\n")
                        .path("id")
                        .asText();

        assertThat(text(org.get(INGEST + "/" + id + "/failedResults")))
                .contains("Baton_Band__c --")
                .contains("Baton_Score__c --");
    }

    /** The vendor's 150 MB are those of Base64; what is larger than the limit is not even kept. */
    @Test
    void anUploadOverTheLimitIsRefusedAndTheJobStaysOpen() {
        String id = id(bulk.post(INGEST, UPDATE));
        byte[] large = new byte[150_000_001];
        Arrays.fill(large, (byte) 'x');
        SandboxReply refused =
                org.vendor.handle(
                        new SandboxRequest(
                                "PUT",
                                TestOrg.DATA + INGEST + "/" + id + "/batches",
                                Map.of(),
                                Map.of(
                                        "authorization",
                                        "Bearer " + org.token(),
                                        "content-type",
                                        "text/csv"),
                                large));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(error(refused).path("errorCode").asText()).isEqualTo("REQUEST_ENTITY_TOO_LARGE");
        assertThat(bulk.job(INGEST, id).path("state").asText()).isEqualTo("Open");
        assertThat(bulk.put(id, "Id\n" + ACME + "\n").status()).isEqualTo(201);
    }
}
