package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bulk API 1.0, in its three forms of data. */
final class BatchesTest {
    private static final String JOBS = "/services/async/65.0/job";
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv; charset=UTF-8";
    private static final String XML = "application/xml; charset=UTF-8";

    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,External_Id__c,Founded__c,CreatedDate
                                001000000000001AAA,Acme,c-1,1990-05-01,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt,c-2,,2025-01-02T00:00:00Z
                                """,
                                "User",
                                "Id,Username,Name\n005000000000001AAA,ann@example.com,Ann\n"));
    }

    private SandboxReply send(String method, String path, String type, String body) {
        return org.send(
                method,
                path,
                Map.of(),
                Map.of("x-sfdc-session", org.tokenOf("ann@example.com"), "content-type", type),
                body);
    }

    /** A job that answers in JSON, whatever its data is; its path. */
    private String job(String properties) {
        SandboxReply created = send("POST", JOBS, JSON, "{" + properties + "}");
        assertThat(created.status()).as(text(created)).isEqualTo(201);
        return JOBS + "/" + TestOrg.json(created).path("id").asText();
    }

    /** A batch that is over; its path. */
    private String batch(String job, String type, String data) {
        SandboxReply created = send("POST", job + "/batch", type, data);
        assertThat(created.status()).as(text(created)).isEqualTo(201);
        String id = text(created).replaceAll("(?s).*(751[A-Za-z0-9]{15}).*", "$1");
        String path = job + "/batch/" + id;
        assertThat(info(path).path("state").asText()).isEqualTo("InProgress");
        assertThat(info(path).path("state").asText()).isIn("Completed", "Failed");
        return path;
    }

    private JsonNode info(String path) {
        return TestOrg.json(send("GET", path, JSON, ""));
    }

    private String result(String batch) {
        return text(send("GET", batch + "/result", XML, ""));
    }

    @Test
    void rowsOfCsvAreAnsweredInTheirOrder() {
        String job = job("\"operation\":\"insert\",\"object\":\"account\",\"contentType\":\"CSV\"");

        String batch = batch(job, CSV, "Name,Industry\r\nNew,Retail\r\n,Retail\r\n");

        String[] lines = result(batch).split("\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).isEqualTo("\"Id\",\"Success\",\"Created\",\"Error\"");
        assertThat(lines[1]).matches("\"001\\w{15}\",\"true\",\"true\",\"\"");
        assertThat(lines[2])
                .isEqualTo(
                        "\"\",\"false\",\"false\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\"");
        assertThat(info(batch).path("numberRecordsProcessed").asInt()).isEqualTo(2);
        assertThat(info(batch).path("numberRecordsFailed").asInt()).isEqualTo(1);
        assertThat(org.column("SELECT Name FROM Account WHERE Industry = 'Retail'", "Name"))
                .containsExactly("New");
    }

    @Test
    void xmlNamesParentsByTheirKeyAndClearsWhatIsNil() {
        String job =
                job(
                        "\"operation\":\"upsert\",\"object\":\"Account\","
                                + "\"externalIdFieldName\":\"External_Id__c\",\"contentType\":\"XML\"");

        String batch =
                batch(
                        job,
                        XML,
                        """
                        <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                          <sObject><External_Id__c>c-1</External_Id__c><Founded__c xsi:nil="true"/></sObject>
                          <sObject><External_Id__c>c-9</External_Id__c><Name>Nine</Name>
                            <Parent><sObject><External_Id__c>c-1</External_Id__c></sObject></Parent></sObject>
                        </sObjects>""");

        assertThat(result(batch))
                .contains(
                        "<id>001000000000001AAA</id><success>true</success><created>false</created>")
                .contains("<success>true</success><created>true</created>");
        assertThat(org.column("SELECT Founded__c FROM Account WHERE Name = 'Acme'", "Founded__c"))
                .containsExactly("null");
        assertThat(org.column("SELECT ParentId FROM Account WHERE Name = 'Nine'", "ParentId"))
                .containsExactly("001000000000001AAA");
    }

    @Test
    void jsonIsAnsweredInJson() {
        String job =
                job("\"operation\":\"update\",\"object\":\"Account\",\"contentType\":\"JSON\"");

        String batch =
                batch(
                        job,
                        JSON,
                        """
                        [{"Id":"001000000000001AAA","Industry":"Retail"},
                         {"Id":"001000000000009AAA","Founded__c":null}]""");

        JsonNode results = TestOrg.json(send("GET", batch + "/result", JSON, ""));
        assertThat(results.path(0).path("success").asBoolean()).isTrue();
        assertThat(results.path(0).path("id").asText()).isEqualTo("001000000000001AAA");
        assertThat(results.path(1).path("success").asBoolean()).isFalse();
        assertThat(results.path(1).path("errors").path(0).path("statusCode").asText())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(
                        "CSV",
                        CSV,
                        """
                        "Name","CreatedDate","Owner.Name"
                        "Acme","2025-01-01T00:00:00.000Z",""
                        """),
                Arguments.of(
                        "JSON",
                        JSON,
                        """
                        [{"attributes":{"type":"Account","url":"/services/data/v65.0/sobjects/Account/001000000000001AAA"},"Name":"Acme","CreatedDate":1735689600000,"Owner":null}]"""),
                Arguments.of(
                        "XML",
                        XML,
                        """
                        <records xsi:type="sObject"><type>Account</type><Name>Acme</Name><CreatedDate>2025-01-01T00:00:00.000Z</CreatedDate><Owner xsi:nil="true"></Owner></records>"""));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aQuerysResultIsListedAndThenRead(String format, String type, String expected) {
        String job =
                job(
                        "\"operation\":\"query\",\"object\":\"Account\",\"contentType\":\""
                                + format
                                + "\"");
        String batch =
                batch(
                        job,
                        type,
                        "SELECT Name, CreatedDate, Owner.Name FROM Account WHERE Name = 'Acme'");

        String list = result(batch);
        String id = list.replaceAll("(?s).*(752[A-Za-z0-9]{15}).*", "$1");
        String found = text(send("GET", batch + "/result/" + id, type, ""));

        assertThat(found).contains(expected);
    }

    @Test
    void aQueryThatFindsNothingSaysSo() {
        String job = job("\"operation\":\"query\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        String batch = batch(job, CSV, "SELECT Id FROM Account WHERE Name = 'Nobody'");

        String id = result(batch).replaceAll("(?s).*(752[A-Za-z0-9]{15}).*", "$1");

        assertThat(text(send("GET", batch + "/result/" + id, CSV, "")))
                .isEqualTo("Records not found for this query");
    }

    @Test
    void aBatchThatCannotBeReadFailsAsAWhole() {
        String insert =
                job("\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        String query =
                job("\"operation\":\"query\",\"object\":\"Account\",\"contentType\":\"CSV\"");

        String unknown = batch(insert, CSV, "Name,Nonsense__c\nA,1\n");
        String uneven = batch(insert, CSV, "Name,Industry\nA\n");
        String wrong = batch(query, CSV, "SELECT Nonsense__c FROM Account");

        assertThat(info(unknown).path("stateMessage").asText())
                .isEqualTo("InvalidBatch : Field name not found : Nonsense__c");
        assertThat(info(uneven).path("state").asText()).isEqualTo("Failed");
        assertThat(info(wrong).path("stateMessage").asText())
                .startsWith("InvalidBatch : Failed to process query: INVALID_FIELD: ");
        assertThat(info(insert).path("numberBatchesFailed").asInt()).isEqualTo(2);
        assertThat(result(unknown)).contains("<exceptionCode>InvalidBatch</exceptionCode>");
    }

    @Test
    void moreThanTenThousandRowsAreNoBatch() {
        String job = job("\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        String rows =
                IntStream.rangeClosed(0, 10_000)
                        .mapToObj(i -> "A" + i)
                        .collect(Collectors.joining("\n"));

        String batch = batch(job, CSV, "Name\n" + rows);

        assertThat(info(batch).path("state").asText()).isEqualTo("Failed");
        assertThat(org.query("SELECT COUNT() FROM Account").path("totalSize").asInt()).isEqualTo(2);
    }

    @Test
    void anAbortedJobLeavesWhatWaitsUndone() {
        String job = job("\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        send("POST", job + "/batch", CSV, "Name\nLate\n");

        JsonNode aborted = TestOrg.json(send("POST", job, JSON, "{\"state\":\"Aborted\"}"));

        assertThat(aborted.path("state").asText()).isEqualTo("Aborted");
        assertThat(info(job + "/batch").path("batchInfo").path(0).path("state").asText())
                .isEqualTo("NotProcessed");
        assertThat(org.column("SELECT Name FROM Account ORDER BY Name", "Name"))
                .containsExactly("Acme", "Bolt");
    }

    @Test
    void refusalsAreThoseOfThisApi() {
        SandboxReply stranger =
                org.send(
                        "GET",
                        JOBS + "/750Ba0000000001",
                        Map.of(),
                        Map.of("x-sfdc-session", "no"),
                        "");
        SandboxReply nowhere =
                send(
                        "POST",
                        JOBS,
                        XML,
                        "<jobInfo><operation>insert</operation><object>Nope</object></jobInfo>");
        SandboxReply keyless =
                send("POST", JOBS, JSON, "{\"operation\":\"upsert\",\"object\":\"Account\"}");
        String job = job("\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        SandboxReply otherForm = send("POST", job + "/batch", JSON, "[]");
        SandboxReply empty = send("POST", job + "/batch", CSV, "");
        send("POST", job, JSON, "{\"state\":\"Closed\"}");
        SandboxReply closed = send("POST", job + "/batch", CSV, "Name\nA\n");

        assertThat(stranger.status()).isEqualTo(400);
        assertThat(text(stranger)).contains("<exceptionCode>InvalidSessionId</exceptionCode>");
        assertThat(text(nowhere))
                .contains("<exceptionCode>InvalidJob</exceptionCode>")
                .contains("<exceptionMessage>Unable to find object: Nope</exceptionMessage>");
        assertThat(TestOrg.json(keyless).path("exceptionCode").asText()).isEqualTo("InvalidJob");
        assertThat(TestOrg.json(otherForm).path("exceptionCode").asText())
                .isEqualTo("InvalidBatch");
        assertThat(text(empty)).contains("Unable to find any data to create batch");
        assertThat(text(closed)).contains("InvalidJobState");
    }

    @Test
    void rightsAreThoseOfWhoCreatedTheJob() {
        String job = job("\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"CSV\"");
        String batch = batch(job, CSV, "Name,Baton_Score__c\nSneaky,99\n");

        assertThat(info(batch).path("stateMessage").asText())
                .isEqualTo("InvalidBatch : Field name not found : Baton_Score__c");
    }
}
