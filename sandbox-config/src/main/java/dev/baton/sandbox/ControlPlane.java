package dev.baton.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.host.Handler;
import dev.baton.sandbox.salesforce.session.OAuth;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /__sandbox}: moves the clock, opens sessions for any user of the CRM, plays scenarios, and
 * shows what was asked and what the records now hold. Never counted itself.
 */
final class ControlPlane {
    private static final String ROOT = "/__sandbox/";
    private static final String RECORDS = ROOT + "records/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxClock clock;
    private final RequestLog log;
    private final Records records;
    private final Handler scenarios;
    private final Logins logins;
    private final Handler events;
    private final Advanced advanced;

    /**
     * The CRM's records of an object as a system administrator sees them, deleted ones left out.
     */
    @FunctionalInterface
    interface Records {
        List<Map<String, @Nullable Object>> of(String object);
    }

    /** Sessions of the CRM's users, opened without credentials. */
    @FunctionalInterface
    interface Logins {
        Optional<OAuth.Granted> open(String user);
    }

    /** Hears that the clock has been moved. */
    @FunctionalInterface
    interface Advanced {
        void between(Instant before, Instant now);
    }

    /**
     * Answers for one world.
     *
     * @param scenarios what answers {@code /__sandbox/scenario}
     * @param events what answers {@code /__sandbox/events}
     */
    ControlPlane(
            SandboxClock clock,
            RequestLog log,
            Records records,
            Logins logins,
            Handler scenarios,
            Handler events,
            Advanced advanced) {
        this.clock = clock;
        this.log = log;
        this.records = records;
        this.logins = logins;
        this.scenarios = scenarios;
        this.events = events;
        this.advanced = advanced;
    }

    static boolean serves(String path) {
        return path.startsWith(ROOT);
    }

    SandboxReply handle(SandboxRequest request) {
        String path = request.path();
        if (path.equals(ScenarioControl.PATH)) {
            return scenarios.handle(request);
        }
        if (path.equals(EventControl.PATH)) {
            return events.handle(request);
        }
        return switch (request.method() + " " + path) {
            case "POST " + ROOT + "advance" -> advance(request.body());
            case "POST " + ROOT + "session" -> session(request.body());
            case "GET " + ROOT + "requests" -> requests();
            default -> {
                if (request.method().equals("GET") && path.startsWith(RECORDS)) {
                    yield records(path.substring(RECORDS.length()));
                }
                yield problem(
                        404,
                        "POST /__sandbox/advance and /__sandbox/session, GET /__sandbox/requests and /__sandbox/records/OBJECT, and /__sandbox/scenario and /__sandbox/events exist");
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
        Instant before = clock.instant();
        if (!clock.advance(to)) {
            return problem(409, "the clock stands at " + clock.instant() + " and never goes back");
        }
        advanced.between(before, to);
        return reply(200, JSON.createObjectNode().put("now", clock.instant().toString()));
    }

    private static @Nullable Instant instant(byte[] body) {
        String to = text(body, "to");
        try {
            return to == null ? null : Instant.parse(to);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private SandboxReply session(byte[] body) {
        String user = text(body, "user");
        if (user == null) {
            return problem(400, "send {\"user\": ID or user name} of a user of the CRM");
        }
        return logins.open(user)
                .map(
                        granted ->
                                reply(
                                        200,
                                        JSON.createObjectNode()
                                                .put("access_token", granted.accessToken())
                                                .put("instance_url", granted.instanceUrl())
                                                .put("id", granted.id())))
                .orElseGet(
                        () ->
                                problem(
                                        404,
                                        "no active user of the CRM has that Id or user name; GET /__sandbox/records/User shows all"));
    }

    private static @Nullable String text(byte[] body, String name) {
        try {
            return JSON.readTree(body).path(name).textValue();
        } catch (IOException e) {
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
