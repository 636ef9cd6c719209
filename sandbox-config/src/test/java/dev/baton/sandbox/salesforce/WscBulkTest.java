package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.async.AsyncApiException;
import com.sforce.async.AsyncExceptionCode;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchRequest;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.CSVReader;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.JobStateEnum;
import com.sforce.async.OperationEnum;
import com.sforce.async.Result;
import com.sforce.async.SObject;
import com.sforce.ws.ConnectorConfig;
import dev.baton.sandbox.host.Host;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own client of Bulk API 1.0, over a socket. */
final class WscBulkTest {
    private TestOrg org;
    private Host host;
    private BulkConnection connection;

    @BeforeEach
    void connect(@TempDir Path dir) throws Exception {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                "Id,Name,CreatedDate\n001000000000001AAA,\"Bolt & <Co>, \"\"Ltd\"\"\",2025-01-01T00:00:00Z\n",
                                "User",
                                "Id,Username,Name\n005000000000001AAA,ann@example.com,Ann\n"));
        host = Host.Kind.JDK.open(0, org.vendor::handle);
        connection = connection(org.tokenOf("ann@example.com"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private BulkConnection connection(String session) throws AsyncApiException {
        ConnectorConfig config = new ConnectorConfig();
        config.setSessionId(session);
        config.setRestEndpoint(host.url() + "/services/async/65.0");
        return new BulkConnection(config);
    }

    private JobInfo job(OperationEnum operation, ContentType form) throws AsyncApiException {
        JobInfo job = new JobInfo();
        job.setObject("Account");
        job.setOperation(operation);
        job.setContentType(form);
        return form == ContentType.JSON
                ? connection.createJob(job, form)
                : connection.createJob(job);
    }

    private BatchInfo finished(JobInfo job, BatchInfo batch) throws AsyncApiException {
        BatchInfo info = batch;
        for (int polls = 0; polls < 5 && info.getState() != BatchStateEnum.Completed; polls++) {
            info = connection.getBatchInfo(job.getId(), batch.getId(), job.getContentType());
        }
        assertThat(info.getState()).as(info.toString()).isEqualTo(BatchStateEnum.Completed);
        return info;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void loadsCsv() throws Exception {
        JobInfo job = job(OperationEnum.insert, ContentType.CSV);
        BatchInfo batch =
                connection.createBatchFromStream(job, bytes("Name,Industry\nA,Retail\n,Retail\n"));
        assertThat(connection.closeJob(job.getId()).getState()).isEqualTo(JobStateEnum.Closed);

        BatchInfo done = finished(job, batch);

        assertThat(done.getNumberRecordsFailed()).isEqualTo(1);
        CSVReader results =
                new CSVReader(connection.getBatchResultStream(job.getId(), batch.getId()));
        assertThat(results.nextRecord()).containsExactly("Id", "Success", "Created", "Error");
        assertThat(results.nextRecord().get(1)).isEqualTo("true");
        assertThat(results.nextRecord().get(3)).startsWith("REQUIRED_FIELD_MISSING:");
        assertThat(connection.getJobStatus(job.getId()).getNumberBatchesCompleted()).isEqualTo(1);
    }

    @Test
    void loadsXml() throws Exception {
        JobInfo job = connection.createJob("Account", "insert");
        BatchRequest request = connection.createBatch(job);
        request.addSObjects(
                new SObject[] {account("Name", "A & B"), account("Industry", "Retail")});
        BatchInfo batch = request.completeRequest();

        finished(job, batch);
        Result[] results = connection.getBatchResult(job.getId(), batch.getId()).getResult();

        assertThat(results[0].isSuccess()).isTrue();
        assertThat(results[0].isCreated()).isTrue();
        assertThat(results[1].isSuccess()).isFalse();
        assertThat(results[1].getErrors()[0].getStatusCode().name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(org.column("SELECT Name FROM Account WHERE Name LIKE 'A%'", "Name"))
                .containsExactly("A & B");
    }

    private static SObject account(String field, String value) {
        SObject object = new SObject();
        object.setField(field, value);
        return object;
    }

    @Test
    void loadsJson() throws Exception {
        JobInfo job = job(OperationEnum.insert, ContentType.JSON);
        BatchInfo batch = connection.createBatchFromStream(job, bytes("[{\"Name\":\"J\"}]"));

        finished(job, batch);

        Result[] results =
                connection.getBatchResult(job.getId(), batch.getId(), ContentType.JSON).getResult();
        assertThat(results).hasSize(1);
        assertThat(results[0].isCreated()).isTrue();
    }

    @Test
    void queriesInEveryForm() throws Exception {
        for (ContentType form : List.of(ContentType.CSV, ContentType.XML, ContentType.JSON)) {
            String found = queried(form);
            assertThat(found).as(form.name()).contains("Bolt").contains("001000000000001AAA");
        }
    }

    private String queried(ContentType form) throws AsyncApiException, IOException {
        JobInfo job = job(OperationEnum.query, form);
        BatchInfo batch =
                connection.createBatchFromStream(job, bytes("SELECT Id, Name FROM Account"));
        finished(job, batch);
        String[] results =
                connection.getQueryResultList(job.getId(), batch.getId(), form).getResult();
        assertThat(results).hasSize(1);
        try (InputStream stream =
                connection.getQueryResultStream(job.getId(), batch.getId(), results[0])) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void knowsRefusals() throws Exception {
        BulkConnection stranger = connection("nobody");

        assertThatThrownBy(() -> stranger.createJob("Account", "insert"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e ->
                                assertThat(e.getExceptionCode())
                                        .isEqualTo(AsyncExceptionCode.InvalidSessionId));
        assertThatThrownBy(() -> connection.createJob("Nope__c", "insert"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e ->
                                assertThat(e.getExceptionCode())
                                        .isEqualTo(AsyncExceptionCode.InvalidJob));
    }
}
