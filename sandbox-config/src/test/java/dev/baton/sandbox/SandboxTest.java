package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.host.Host;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole sandbox over HTTP, on either host. */
class SandboxTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir Path dir;

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(dir.resolve("zendesk"));
        Files.writeString(
                dir.resolve("zendesk/organizations.jsonl"),
                """
                {"id":1,"name":"Früh","created_at":"2014-01-01T00:00:00Z"}
                {"id":2,"name":"Spät","created_at":"2014-01-05T00:00:00Z"}
                """);
        Files.writeString(dir.resolve("usage.csv"), "account_external_id,date,metric,value\n");
    }

    @ParameterizedTest
    @EnumSource
    void theClockGovernsRecordsAndDatesAlike(Host.Kind kind) throws Exception {
        try (Sandbox sandbox = Sandbox.start(settings(kind))) {
            String token =
                    body(post(
                                    sandbox,
                                    "/oauth/tokens",
                                    "{\"grant_type\":\"client_credentials\",\"client_id\":\"sandbox\","
                                            + "\"client_secret\":\"sandbox\"}"))
                            .path("access_token")
                            .asText();

            HttpResponse<String> early = get(sandbox, "/api/v2/organizations.json", token);
            post(sandbox, "/__sandbox/advance", "{\"to\":\"2014-01-06T00:00:00Z\"}");
            HttpResponse<String> late = get(sandbox, "/api/v2/organizations.json", token);

            assertThat(names(early)).containsExactly("Früh");
            assertThat(early.headers().firstValue("date"))
                    .hasValue("Sat, 04 Jan 2014 00:00:00 GMT");
            assertThat(names(late)).containsExactly("Früh", "Spät");
            assertThat(late.headers().firstValue("date")).hasValue("Mon, 06 Jan 2014 00:00:00 GMT");
            assertThat(body(late).path("organizations").path(0).path("url").asText())
                    .isEqualTo(sandbox.url() + "/api/v2/organizations/1.json");
            assertThat(body(get(sandbox, "/__sandbox/requests", token)).path("requests"))
                    .extracting(entry -> entry.path("count").asInt())
                    .containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConfigurationNamesThePortAndTheUsageFile(Host.Kind kind) throws Exception {
        try (Sandbox sandbox = Sandbox.start(settings(kind))) {
            assertThat(dir.resolve("out/baton.yaml"))
                    .content()
                    .contains("url: " + sandbox.url() + "\n", "export_calls_per_minute: 7\n")
                    .endsWith("      usage:\n        - \"" + dir.resolve("usage.csv") + "\"\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCrmsRecordsAreShownTypedAsAnAdministratorSeesThem(Host.Kind kind) throws Exception {
        Files.createDirectories(dir.resolve("salesforce"));
        Files.writeString(
                dir.resolve("salesforce/Account.csv"),
                """
                Id,Name,NumberOfEmployees,CreatedDate
                001000000000001AAA,Eins,12,2013-01-01T00:00:00.000Z
                001000000000002AAA,Zwei,,2014-01-05T00:00:00.000Z
                """);
        try (Sandbox sandbox = Sandbox.start(settings(kind))) {
            JsonNode records =
                    body(get(sandbox, "/__sandbox/records/Account", "none")).path("records");

            assertThat(records).hasSize(1);
            assertThat(records.path(0).path("Name").asText()).isEqualTo("Eins");
            assertThat(records.path(0).path("NumberOfEmployees").isIntegralNumber()).isTrue();
            assertThat(records.path(0).path("CreatedDate").asText())
                    .startsWith("2013-01-01T00:00:00");
            assertThat(records.path(0).path("Phone").isNull()).isTrue();
        }
    }

    private Settings settings(Host.Kind kind) {
        return new Settings(
                List.of(dir),
                Instant.parse("2014-01-04T00:00:00Z"),
                0,
                dir.resolve("out/baton.yaml"),
                dir,
                null,
                7,
                0,
                kind,
                List.of(),
                null,
                List.of());
    }

    private static List<String> names(HttpResponse<String> answer) throws IOException {
        return body(answer)
                .path("organizations")
                .valueStream()
                .map(row -> row.path("name").asText())
                .toList();
    }

    private static JsonNode body(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> get(Sandbox sandbox, String path, String token)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(Sandbox sandbox, String path, String json)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }
}
