package dev.baton.simulation;

import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The bugs that lie between adapters and network. */
record BentWire(PlantedBug bug, Exchange next) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        return switch (bug) {
            case STRICTLY_LATER_ROWS_ONLY ->
                    next.send(
                            to(
                                    call,
                                    call.url()
                                            .replace(
                                                    "SystemModstamp%20%3E%3D%20",
                                                    "SystemModstamp%20%3E%20")));
            case DELETIONS_IGNORED ->
                    saying(
                            next.send(to(call, call.url().replace("/queryAll", "/query"))),
                            "\"deletedRecords\":\\[[^]]*]",
                            "\"deletedRecords\":[]");
            case LONG_TRANSACTIONS_IGNORED ->
                    saying(
                            next.send(call),
                            "\"latestDateCovered\":\"[^\"]*\"",
                            "\"latestDateCovered\":\"2099-01-01T00:00:00.000+0000\"");
            case TRUNCATED_PAGE_TAKEN_AS_WHOLE ->
                    saying(next.send(call), "\"totalSize\":\\d+", "\"totalSize\":0");
            case UNANSWERED_WRITE_SENT_AGAIN -> stubborn(call);
            case TASK_CREATED_WITHOUT_KEY -> created(call);
            case BUDGET_NOT_ASKED -> withoutUsage(next.send(call));
            default -> next.send(call);
        };
    }

    private static HttpCall to(HttpCall call, String url) {
        if (url.equals(call.url())) {
            return call;
        }
        HttpCall other = HttpCall.get(url);
        for (var header : call.headers().entrySet()) {
            other = other.withHeader(header.getKey(), header.getValue());
        }
        return other;
    }

    private static HttpAnswer saying(HttpAnswer answer, String what, String instead) {
        String body = answer.text().replaceAll(what, instead);
        return new HttpAnswer(
                answer.status(),
                answer.headers(),
                body.getBytes(StandardCharsets.UTF_8),
                answer.receivedAt());
    }

    private HttpAnswer stubborn(HttpCall call) throws AdapterException {
        try {
            return next.send(call);
        } catch (AdapterException e) {
            if (e.category() == Category.OUTCOME_UNKNOWN) {
                return next.send(call);
            }
            throw e;
        }
    }

    /** Turns an upsert into a create, and its answer back. */
    private HttpAnswer created(HttpCall call) throws AdapterException {
        byte[] plain = Wire.unpacked(call);
        String body = plain == null ? "" : new String(plain, StandardCharsets.UTF_8);
        if (!body.contains("externalIDFieldName")) {
            return next.send(call);
        }
        String other =
                body.replaceAll(
                                "<(\\w+:)?externalIDFieldName>[^<]*</(\\w+:)?externalIDFieldName>",
                                "")
                        .replace("upsert", "create");
        var headers = new TreeMap<String, String>(call.headers());
        headers.remove("Content-Encoding");
        HttpAnswer answer =
                next.send(
                        new HttpCall(
                                call.method(),
                                call.url(),
                                headers,
                                other.getBytes(StandardCharsets.UTF_8),
                                call.contentType(),
                                call.repeatable()));
        HttpAnswer back = saying(answer, "createResponse", "upsertResponse");
        return saying(back, "<result><id>", "<result><created>true</created><id>");
    }

    private static HttpAnswer withoutUsage(HttpAnswer answer) {
        var headers = new TreeMap<String, String>(answer.headers());
        headers.remove("sforce-limit-info");
        return new HttpAnswer(answer.status(), headers, answer.body(), answer.receivedAt());
    }
}
