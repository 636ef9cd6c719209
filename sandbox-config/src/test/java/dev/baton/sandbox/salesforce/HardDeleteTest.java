package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.INGEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting for good, which takes a right of its own. */
final class HardDeleteTest {
    private static final String JOB = "{\"object\":\"Account\",\"operation\":\"hardDelete\"}";

    private TestOrg org;
    private String admin;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,CreatedDate
                                001000000000001AAA,Acme,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt,2025-01-01T00:00:00Z
                                """));
        admin = org.tokenOf(Deployer.ADMIN);
    }

    private JsonNode call(String method, String path, Map<String, String> query, String body) {
        return TestOrg.json(org.callAs(admin, method, path, query, body));
    }

    private void grant() {
        JsonNode deployed =
                new Deployer(org, Deployer.ADMIN)
                        .deploy(
                                new Deployer.Zip()
                                        .file(
                                                "permissionsets/Eraser.permissionset",
                                                "PermissionSet",
                                                "<label>Eraser</label><userPermissions><enabled>true</enabled><name>BulkApiHardDelete</name></userPermissions>")
                                        .member("PermissionSet", "Eraser"));
        assertThat(deployed.path("success").asBoolean()).as(deployed.toString()).isTrue();
        String set =
                call(
                                "GET",
                                "/query",
                                Map.of("q", "SELECT Id FROM PermissionSet WHERE Name = 'Eraser'"),
                                "")
                        .path("records")
                        .path(0)
                        .path("Id")
                        .asText();
        JsonNode assigned =
                call(
                        "POST",
                        "/sobjects/PermissionSetAssignment",
                        Map.of(),
                        "{\"AssigneeId\":\"005000000Admin1AQA\",\"PermissionSetId\":\""
                                + set
                                + "\"}");
        assertThat(assigned.path("success").asBoolean()).as(assigned.toString()).isTrue();
    }

    private String run(String csv) {
        String id = call("POST", INGEST, Map.of(), JOB).path("id").asText();
        org.send(
                "PUT",
                TestOrg.DATA + INGEST + "/" + id + "/batches",
                Map.of(),
                Map.of("authorization", "Bearer " + admin, "content-type", "text/csv"),
                csv);
        call("PATCH", INGEST + "/" + id, Map.of(), "{\"state\":\"UploadComplete\"}");
        JsonNode job = call("GET", INGEST + "/" + id, Map.of(), "");
        for (int polls = 0;
                polls < 20 && !job.path("state").asText().equals("JobComplete");
                polls++) {
            job = call("GET", INGEST + "/" + id, Map.of(), "");
        }
        return job.path("state").asText()
                + " "
                + job.path("numberRecordsProcessed").asInt()
                + " "
                + job.path("numberRecordsFailed").asInt();
    }

    @Test
    void evenAnAdministratorNeedsTheRight() {
        JsonNode refused = call("POST", INGEST, Map.of(), JOB).path(0);

        assertThat(refused.path("errorCode").asText()).isEqualTo("FEATURENOTENABLED");
    }

    @Test
    void whatIsDeletedForGoodIsInNoRecycleBinAndStillInTheLogOfDeletions() {
        grant();

        assertThat(run("Id\n001000000000001AAA\n001000000000009AAA\n"))
                .isEqualTo("JobComplete 2 1");

        String soql = "SELECT Name FROM Account";
        JsonNode all = call("GET", "/queryAll", Map.of("q", soql), "");
        assertThat(all.path("records").findValuesAsText("Name")).containsExactly("Bolt");
        assertThat(
                        org.callAs(
                                        admin,
                                        "GET",
                                        "/sobjects/Account/001000000000001AAA",
                                        Map.of(),
                                        "")
                                .status())
                .isEqualTo(404);
        JsonNode deleted =
                call(
                        "GET",
                        "/sobjects/Account/deleted",
                        Map.of("start", "2026-03-01T11:00:00Z", "end", "2026-03-01T13:00:00Z"),
                        "");
        assertThat(deleted.path("deletedRecords").findValuesAsText("id"))
                .containsExactly("001000000000001AAA");
    }
}
