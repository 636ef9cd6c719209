package dev.baton.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An org of a few CSV texts, and calls to it without a network. */
final class TestOrg {
    static final String URL = "http://127.0.0.1:1";
    static final String DATA = "/services/data/v65.0";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    final SandboxClock clock;
    final SalesforceVendor vendor;
    final SettableTime realTime = new SettableTime();
    private final String token;

    /** Stands still until moved. */
    static final class SettableTime implements java.time.InstantSource {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void plusSeconds(long seconds) {
            now = now.plusSeconds(seconds);
        }
    }

    private TestOrg(List<Path> dirs, @Nullable Path packageDir, Instant now) {
        this.clock = new SandboxClock(now);
        this.vendor = SalesforceVendor.open(dirs, packageDir, clock, URL, realTime);
        this.token = logIn();
    }

    static TestOrg open(Path dir, Map<String, String> csvByObject) {
        return open(dir, csvByObject, NOW);
    }

    static TestOrg open(Path dir, Map<String, String> csvByObject, Instant now) {
        return new TestOrg(List.of(write(dir, csvByObject)), packageDir(), now);
    }

    static TestOrg withoutPackage(Path dir, Map<String, String> csvByObject) {
        return new TestOrg(List.of(write(dir, csvByObject)), null, NOW);
    }

    static Path packageDir() {
        return Path.of(System.getProperty("baton.home", ".."), "adapter", "salesforce-package");
    }

    static Path write(Path dir, Map<String, String> csvByObject) {
        try {
            Path folder = Files.createDirectories(dir.resolve("salesforce"));
            for (Map.Entry<String, String> csv : csvByObject.entrySet()) {
                Files.writeString(folder.resolve(csv.getKey() + ".csv"), csv.getValue());
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logIn() {
        String form = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox";
        return json(send("POST", "/services/oauth2/token", Map.of(), Map.of(), form))
                .path("access_token")
                .asText();
    }

    /** The token of a session of any user, by id or user name. */
    String tokenOf(String user) {
        return vendor.openSession(user).orElseThrow().accessToken();
    }

    /** A REST call with another session than the integration user's. */
    SandboxReply callAs(
            String token, String method, String path, Map<String, String> query, String body) {
        return send(method, DATA + path, query, Map.of("authorization", "Bearer " + token), body);
    }

    String token() {
        return token;
    }

    SandboxReply send(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return vendor.handle(
                new SandboxRequest(
                        method, path, parameters, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    SandboxReply call(String method, String path, Map<String, String> query, String body) {
        return send(method, DATA + path, query, Map.of("authorization", "Bearer " + token), body);
    }

    SandboxReply get(String path) {
        return call("GET", path, Map.of(), "");
    }

    JsonNode query(String soql) {
        return json(call("GET", "/query", Map.of("q", soql), ""));
    }

    /** The values of one column of a query that succeeds. */
    List<String> column(String soql, String field) {
        JsonNode answer = query(soql);
        List<String> values = new ArrayList<>();
        if (!answer.has("records")) {
            throw new AssertionError(answer.toString());
        }
        answer.path("records").forEach(record -> values.add(record.path(field).asText()));
        return values;
    }

    /** The row results of an update through composite/sobjects. */
    JsonNode update(String... records) {
        return json(call("PATCH", "/composite/sobjects", Map.of(), collection(records)));
    }

    JsonNode upsert(String object, String key, String... records) {
        return json(
                call(
                        "PATCH",
                        "/composite/sobjects/" + object + "/" + key,
                        Map.of(),
                        collection(records)));
    }

    private static String collection(String... records) {
        return "{\"allOrNone\":false,\"records\":[" + String.join(",", records) + "]}";
    }

    static JsonNode json(SandboxReply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String account(String id, String fields) {
        return "{\"attributes\":{\"type\":\"Account\"},\"Id\":\"" + id + "\"," + fields + "}";
    }
}
