package dev.baton.simulation;

import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.simulation.vendor.Crm;
import dev.baton.simulation.vendor.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The network: carries requests to the vendors, or loses, repeats, cuts and refuses them. */
final class Wire implements Exchange {
    private static final Duration ROUND_TRIP = Duration.ofMillis(180);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern ROWS =
            Pattern.compile("\\[(\\{.*}),(\\{[^{}]*})]", Pattern.DOTALL);

    private final World world;

    Wire(World world) {
        this.world = world;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        boolean paused = world.isPaused();
        boolean held = world.mayWrite();
        world.boundary("request " + call);
        world.time().pass(ROUND_TRIP);
        world.watch().sending(call.body(), paused, held);
        if (call.url().startsWith(Crm.URL)) {
            world.watch().ours(call.toString());
        }
        Step fault = world.fault(call);
        if (fault == null && world.isOut(call)) {
            fault = new Step(0, 0, Kind.UNAVAILABLE, 0);
        }
        long before = world.crm().used();
        HttpAnswer answer = answer(serve(call, fault));
        if (world.crm().used() > before) {
            // Only the answer that comes tells us: not one that is lost, nor that of a repetition.
            world.watch().told(world.crm().used(), world.crm().allowance());
        }
        world.trace(call + " " + answer.status());
        world.boundary("answer " + call);
        world.watch().answered();
        return answer;
    }

    private Reply serve(HttpCall call, @Nullable Step fault) throws AdapterException {
        if (fault == null) {
            return reach(call);
        }
        return switch (fault.kind()) {
            case REQUEST_NOT_SENT ->
                    throw new AdapterException(
                            Category.UNAVAILABLE, "not_sent", "no connection", null);
            case ANSWER_LOST -> {
                reach(call);
                world.time().pass(TIMEOUT);
                world.watch().reaching();
                if (!call.repeatable() && call.body() != null) {
                    world.watch().unanswered(call.body());
                }
                throw lost(call);
            }
            case REQUEST_REPEATED -> {
                reach(call);
                yield reach(call);
            }
            case THROTTLED -> throttled(fault.choice());
            case UNAVAILABLE ->
                    fault.choice() % 2 == 0
                            ? Reply.html(503)
                            : Reply.html(503).with("retry-after", "7");
            case FORBIDDEN ->
                    Reply.json(
                            403,
                            "[{\"message\":\"insufficient access\",\"errorCode\":\"INSUFFICIENT_ACCESS\"}]");
            case HTML_ANSWER -> Reply.html(200);
            default -> bent(reach(call), fault);
        };
    }

    private static Reply throttled(int choice) {
        Reply refused = Reply.json(429, "{\"error\":\"APIRateLimitExceeded\"}");
        return switch (choice % 3) {
            case 0 -> refused;
            case 1 -> refused.with("retry-after", "0");
            default -> refused.with("retry-after", "20");
        };
    }

    /** A page that is not what the vendor meant to send; other answers pass. */
    private static Reply bent(Reply reply, Step fault) {
        String body = reply.body();
        boolean page = reply.status() == 200 && body.contains("\"totalSize\"");
        boolean export = reply.status() == 200 && body.contains("\"end_of_stream\"");
        Matcher rows = ROWS.matcher(body);
        String other =
                switch (fault.kind()) {
                    case PAGE_TRUNCATED ->
                            page && rows.find()
                                    ? body.replace("," + rows.group(2) + "]", "]")
                                    : body;
                    case PAGE_EMPTIED ->
                            page ? body.replaceFirst("\"records\":\\[.*]", "\"records\":[]") : body;
                    case DONE_MISSING -> page ? body.replace("\"done\":true,", "") : body;
                    case BODY_CUT ->
                            page || export ? body.substring(0, body.length() * 2 / 3) : body;
                    case ROWS_REPEATED ->
                            export && rows.find()
                                    ? body.replace(
                                            rows.group(2) + "]",
                                            rows.group(2) + "," + rows.group(2) + "]")
                                    : body;
                    default -> throw new IllegalArgumentException(fault.toString());
                };
        return new Reply(reply.status(), reply.type(), other, reply.headers());
    }

    private Reply reach(HttpCall call) {
        URI uri = URI.create(call.url());
        String authorization = call.headers().get("Authorization");
        if (!call.url().startsWith(Crm.URL)) {
            return world.desk().handle(uri, authorization);
        }
        world.watch().reaching();
        long before = world.crm().used();
        Reply reply = world.crm().handle(uri, authorization, unpacked(call));
        if (world.crm().used() > before) {
            world.watch().calling(call.toString());
        }
        return reply;
    }

    private static AdapterException lost(HttpCall call) {
        return new AdapterException(
                call.repeatable() ? Category.UNAVAILABLE : Category.OUTCOME_UNKNOWN,
                "connection_lost",
                "no answer came",
                null);
    }

    private HttpAnswer answer(Reply reply) {
        var headers = new LinkedHashMap<String, String>(reply.headers());
        headers.put("date", HTTP_DATE.format(world.time().now()));
        headers.put("content-type", reply.type());
        return new HttpAnswer(
                reply.status(),
                headers,
                reply.body().getBytes(StandardCharsets.UTF_8),
                world.time().ofHost());
    }

    static byte @Nullable [] unpacked(HttpCall call) {
        if (!"gzip".equals(call.headers().get("Content-Encoding")) || call.body() == null) {
            return call.body();
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
