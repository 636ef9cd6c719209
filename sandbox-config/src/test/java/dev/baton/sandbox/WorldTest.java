package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
    private final SandboxClock clock = new SandboxClock(Instant.parse("2014-01-04T00:00:00Z"));
    private final RequestLog log = new RequestLog();
    private final World world =
            new World(
                    clock,
                    List.of(new Salesforceish()),
                    log,
                    new ControlPlane(
                            clock,
                            log,
                            WorldTest::records,
                            user -> Optional.empty(),
                            request -> SandboxReply.json(200, "{}"),
                            request -> SandboxReply.json(200, "{}"),
                            (before, now) -> {}));

    /** Answers anything below /services, breaks on purpose below /services/broken. */
    private static final class Salesforceish implements Vendor {
        @Override
        public boolean serves(String path) {
            return path.startsWith("/services/");
        }

        @Override
        public SandboxReply handle(SandboxRequest request) {
            if (request.path().startsWith("/services/broken")) {
                throw new IllegalStateException("on purpose");
            }
            boolean soap = request.path().startsWith("/services/Soap");
            return SandboxReply.json(200, "{}").as(soap ? "upsert" : "", soap);
        }
    }

    private static List<Map<String, @Nullable Object>> records(String object) {
        var record = new LinkedHashMap<String, @Nullable Object>();
        record.put("Object", object);
        record.put("Amount", 12.5);
        record.put("Closed", true);
        record.put("Name", null);
        return List.of(record);
    }

    @Test
    void everyAnswerIsDatedByTheSandboxClock() throws IOException {
        assertThat(get("/services/x").headers())
                .containsEntry("Date", "Sat, 04 Jan 2014 00:00:00 GMT");
        post("/__sandbox/advance", "{\"to\":\"2014-02-28T23:59:59.9Z\"}");
        assertThat(get("/nowhere").headers())
                .containsEntry("Date", "Fri, 28 Feb 2014 23:59:59 GMT");
    }

    @Test
    void theClockAdvances() throws IOException {
        SandboxReply reply = post("/__sandbox/advance", "{\"to\":\"2014-01-05T00:00:00Z\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(body(reply).path("now").asText()).isEqualTo("2014-01-05T00:00:00Z");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2014-01-05T00:00:00Z"));
    }

    @Test
    void theClockNeverGoesBack() throws IOException {
        assertThat(post("/__sandbox/advance", "{\"to\":\"2014-01-03T23:59:59Z\"}").status())
                .isEqualTo(409);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2014-01-04T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"to\":17}",
                "{\"to\":\"tomorrow\"}",
                "{\"to\":\"2014-01-05\"}"
            })
    void anUnreadableMomentMovesNothing(String body) {
        assertThat(post("/__sandbox/advance", body).status()).isEqualTo(400);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2014-01-04T00:00:00Z"));
    }

    @Test
    void requestsAreCountedByKindInTheOrderFirstSeen() throws IOException {
        get("/services/data/v65.0/query");
        post("/services/Soap/u/65.0", "<upsert/>");
        get("/services/data/v65.0/query");
        get("/services/data/v65.0/query/01gABC-2000");
        get("/services/data/v65.0/query/01gABC-4000");
        get("/services/data/v65.0/sobjects/Account/001000000000001AAA");
        get("/nowhere");

        assertThat(lines())
                .containsExactly(
                        "2 GET /services/data/v65.0/query  false",
                        "1 POST /services/Soap/u/65.0 upsert true",
                        "2 GET /services/data/v65.0/query/{locator}  false",
                        "1 GET /services/data/v65.0/sobjects/Account/001000000000001AAA  false",
                        "1 GET /nowhere  false");
    }

    @Test
    void theControlPlaneIsNotCounted() throws IOException {
        get("/__sandbox/requests");
        get("/__sandbox/records/Account");
        get("/__sandbox/nothing");

        assertThat(lines()).isEmpty();
    }

    @Test
    void theLogStaysBoundedAndLosesNoCount() throws IOException {
        for (int i = 0; i < 10_050; i++) {
            get("/services/data/" + i);
        }
        get("/services/data/0");

        JsonNode requests = body(get("/__sandbox/requests")).path("requests");
        long total = 0;
        for (JsonNode request : requests) {
            total += request.path("count").asLong();
        }
        assertThat(requests).hasSize(10_001);
        assertThat(total).isEqualTo(10_051);
    }

    @Test
    void recordsAreTypedAndNullsAreKept() throws IOException {
        JsonNode record = body(get("/__sandbox/records/Account")).path("records").path(0);

        assertThat(record.toString())
                .isEqualTo(
                        "{\"Object\":\"Account\",\"Amount\":12.5,\"Closed\":true,\"Name\":null}");
    }

    @Test
    void anUnknownPathIsNobodysAndSaysSo() throws IOException {
        SandboxReply reply = get("/api/v3/things");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(body(reply).path("error").asText()).isEqualTo("not_found");
    }

    @Test
    void aFaultOfTheSimulatorIsNotAnAnswerOfTheVendor() throws IOException {
        SandboxReply reply = get("/services/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(body(reply).path("error").asText()).isEqualTo("simulator_fault");
    }

    private List<String> lines() throws IOException {
        return body(get("/__sandbox/requests"))
                .path("requests")
                .valueStream()
                .map(
                        entry ->
                                entry.path("count").asLong()
                                        + " "
                                        + entry.path("method").asText()
                                        + " "
                                        + entry.path("path").asText()
                                        + " "
                                        + entry.path("operation").asText()
                                        + " "
                                        + entry.path("write").asBoolean())
                .toList();
    }

    private SandboxReply get(String path) {
        return world.handle(new SandboxRequest("GET", path, Map.of(), Map.of(), new byte[0]));
    }

    private SandboxReply post(String path, String body) {
        return world.handle(
                new SandboxRequest(
                        "POST", path, Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode body(SandboxReply reply) throws IOException {
        return new ObjectMapper().readTree(reply.body());
    }
}
