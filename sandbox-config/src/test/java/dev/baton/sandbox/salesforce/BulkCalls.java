package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Calls of Bulk API 2.0 to an org without a network. */
record BulkCalls(TestOrg org) {
    static final String QUERY = "/jobs/query";
    static final String INGEST = "/jobs/ingest";

    SandboxReply post(String path, String json) {
        return org.call("POST", path, Map.of(), json);
    }

    SandboxReply patch(String path, String state) {
        return org.call("PATCH", path, Map.of(), "{\"state\":\"" + state + "\"}");
    }

    SandboxReply put(String job, String csv) {
        return org.send(
                "PUT",
                TestOrg.DATA + INGEST + "/" + job + "/batches",
                Map.of(),
                Map.of("authorization", "Bearer " + org.token(), "content-type", "text/csv"),
                csv);
    }

    SandboxReply createQuery(String soql) {
        return post(QUERY, "{\"operation\":\"query\",\"query\":\"" + soql + "\"}");
    }

    /** A query job that is complete; its id. */
    String query(String soql) {
        String id = id(createQuery(soql));
        finish(QUERY, id);
        return id;
    }

    /** A job with its data, closed; its id. */
    String upload(String json, String csv) {
        String id = id(post(INGEST, json));
        assertThat(put(id, csv).status()).isEqualTo(201);
        assertThat(patch(INGEST + "/" + id, "UploadComplete").status()).isEqualTo(200);
        return id;
    }

    /** A job with its data, followed to its end; how it stands then. */
    JsonNode ingest(String json, String csv) {
        return finish(INGEST, upload(json, csv));
    }

    JsonNode finish(String kind, String id) {
        JsonNode job = job(kind, id);
        for (int polls = 0; polls < 20 && !over(job); polls++) {
            job = job(kind, id);
        }
        assertThat(over(job)).as(job.toString()).isTrue();
        return job;
    }

    private static boolean over(JsonNode job) {
        return List.of("JobComplete", "Failed", "Aborted").contains(job.path("state").asText());
    }

    JsonNode job(String kind, String id) {
        return TestOrg.json(org.get(kind + "/" + id));
    }

    /** One of an ingest job's three files. */
    List<String> lines(String id, String file) {
        return text(org.get(INGEST + "/" + id + "/" + file)).lines().toList();
    }

    static String id(SandboxReply created) {
        assertThat(created.status()).as(text(created)).isEqualTo(200);
        return TestOrg.json(created).path("id").asText();
    }

    static String text(SandboxReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    static JsonNode error(SandboxReply reply) {
        return TestOrg.json(reply).path(0);
    }
}
