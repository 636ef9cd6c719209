package dev.baton.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A helpdesk from a few lines of export, asked as a client would ask it, without HTTP in between.
 */
final class HelpdeskFixture {
    static final String URL = "http://127.0.0.1:4711";
    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxClock clock;
    final AtomicReference<Instant> realTime =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final ZendeskVendor vendor;
    private String token = "";

    private HelpdeskFixture(List<Path> dirs, Instant now, ZendeskVendor.Limits limits) {
        clock = new SandboxClock(now);
        vendor = ZendeskVendor.open(dirs, clock, realTime::get, limits);
        vendor.instanceUrl(URL);
    }

    static HelpdeskFixture of(Path dir, String now) {
        return limited(dir, now, new ZendeskVendor.Limits(6_000, 0));
    }

    /** With a token in hand. */
    static HelpdeskFixture limited(Path dir, String now, ZendeskVendor.Limits limits) {
        var fixture = new HelpdeskFixture(List.of(dir), Instant.parse(now), limits);
        fixture.token =
                fixture.grant(
                                "{\"grant_type\":\"client_credentials\",\"client_id\":\"sandbox\","
                                        + "\"client_secret\":\"sandbox\",\"expires_in\":3600}")
                        .body()
                        .path("access_token")
                        .asText();
        return fixture;
    }

    static void export(Path dir, String file, String... lines) {
        try {
            Files.createDirectories(dir.resolve("zendesk"));
            Files.write(dir.resolve("zendesk").resolve(file), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A version of a ticket; solvedAt and minutes as JSON. */
    static String ticket(
            long id,
            String status,
            String created,
            String updated,
            String solvedAt,
            String replyMinutes) {
        return """
                {"id":%d,"external_id":null,"subject":null,"status":"%s","type":"incident","priority":null,\
                "organization_id":7,"requester_id":21,"created_at":"%s","updated_at":"%s","generated_timestamp":%d,\
                "metric_set":{"reopens":0,"solved_at":%s,\
                "reply_time_in_minutes":{"calendar":%s,"business":null}}}"""
                .formatted(
                        id,
                        status,
                        created,
                        updated,
                        Instant.parse(updated).getEpochSecond(),
                        solvedAt,
                        replyMinutes);
    }

    /** What came back: parsed if it is JSON, else a JSON string of the text. */
    record Answer(int status, JsonNode body, Map<String, String> headers) {
        List<Long> ids(String list) {
            var ids = new ArrayList<Long>();
            assertThat(body.path(list).isArray()).as("%s in %s", list, body).isTrue();
            body.path(list).forEach(row -> ids.add(row.path("id").asLong()));
            return ids;
        }
    }

    Answer get(String target) {
        return get(target, Map.of("authorization", "Bearer " + token));
    }

    Answer get(String target, Map<String, String> headers) {
        return send("GET", target, headers, "");
    }

    /** Follows a link of an answer, which must be absolute and of this account. */
    Answer follow(JsonNode link) {
        assertThat(link.asText()).startsWith(URL + "/");
        return get(link.asText().substring(URL.length()));
    }

    Answer grant(String json) {
        return send("POST", "/oauth/tokens", Map.of("content-type", "application/json"), json);
    }

    Answer send(String method, String target, Map<String, String> headers, String body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        var query = new LinkedHashMap<String, List<String>>();
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
            }
        }
        assertThat(vendor.serves(path)).as(path).isTrue();
        return answer(
                vendor.handle(
                        new SandboxRequest(
                                method,
                                path,
                                query,
                                headers,
                                body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Answer answer(SandboxReply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        try {
            boolean json =
                    reply.headers().getOrDefault("content-type", "").startsWith("application/json");
            JsonNode body = json ? JSON.readTree(text) : JSON.valueToTree(text);
            return new Answer(reply.status(), body, reply.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
