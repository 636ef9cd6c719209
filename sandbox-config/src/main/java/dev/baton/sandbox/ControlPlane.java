package dev.baton.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.host.Handler;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /__sandbox}: moves the clock, plays scenarios, and shows what was asked and what the
 * records now hold. Never counted itself.
 */
final class ControlPlane {
    private static final String ROOT = "/__sandbox/";
    private static final String RECORDS = ROOT + "records/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxClock clock;
    private final RequestLog log;
    private final Records records;
    private final Handler scenarios;

    /**
     * The CRM's records of an object as a system administrator sees them, deleted ones left out.
     */
    @FunctionalInterface
    interface Records {
        List<Map<String, @Nullable Object>> of(String object);
    }

    /**
     * Answers for one world.
     *
     * @param scenarios what answers {@code /__sandbox/scenario}
     */
    ControlPlane(SandboxClock clock, RequestLog log, Records records, Handler scenarios) {
        this.clock = clock;
        this.log = log;
        this.records = records;
        this.scenarios = scenarios;
    }

    static boolean serves(String path) {
        return path.startsWith(ROOT);
    }

    SandboxReply handle(SandboxRequest request) {
        String path = request.path();
        if (path.equals(ScenarioControl.PATH)) {
            return scenarios.handle(request);
        }
        return switch (request.method() + " " + path) {
            case "POST " + ROOT + "advance" -> advance(request.body());
            case "GET " + ROOT + "requests" -> requests();
            default -> {
                if (request.method().equals("GET") && path.startsWith(RECORDS)) {
                    yield records(path.substring(RECORDS.length()));
                }
                yield problem(
                        404,
                        "POST /__sandbox/advance, GET /__sandbox/requests and /__sandbox/records/OBJECT, and /__sandbox/scenario exist");
            }
        };
    }

    private SandboxReply advance(byte[] body) {
        Instant to = instant(body);
        if (to == null) {
            return problem(
                    400,
                    "send {\"to\": INSTANT}, an ISO-8601 instant such as 2014-01-04T00:00:00Z");
        }
        if (!clock.advance(to)) {
            return problem(409, "the clock stands at " + clock.instant() + " and never goes back");
        }
        return reply(200, JSON.createObjectNode().put("now", clock.instant().toString()));
    }

    private static @Nullable Instant instant(byte[] body) {
        try {
            JsonNode to = JSON.readTree(body).path("to");
            return to.isTextual() ? Instant.parse(to.textValue()) : null;
        } catch (IOException | DateTimeParseException e) {
            return null;
        }
    }

    private SandboxReply requests() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("requests");
        for (RequestLog.Count count : log.counts()) {
            RequestLog.Call call = count.call();
            all.addObject()
                    .put("method", call.method())
                    .put("path", call.path())
                    .put("operation", call.operation())
                    .put("count", count.count())
                    .put("write", call.write());
        }
        return reply(200, answer);
    }

    private SandboxReply records(String object) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("records");
        for (Map<String, @Nullable Object> record : records.of(object)) {
            all.add(JSON.<JsonNode>valueToTree(record));
        }
        return reply(200, answer);
    }

    static SandboxReply problem(int status, String what) {
        return reply(status, JSON.createObjectNode().put("error", what));
    }

    static SandboxReply reply(int status, ObjectNode body) {
        try {
            return SandboxReply.json(status, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to print", e);
        }
    }
}
