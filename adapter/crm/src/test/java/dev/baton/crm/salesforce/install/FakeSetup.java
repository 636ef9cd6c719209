package dev.baton.crm.salesforce.install;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.port.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An org that answers what a test says it answers, by a piece of the address. */
final class FakeSetup implements Exchange {
    static final String URL = "https://acme.my.salesforce.com";
    static final String TOKEN = "00Dx!canary-admin-token";

    final List<HttpCall> calls = new ArrayList<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private record Answer(int status, List<String> bodies) {}

    /** The bodies come one after the other, the last one again and again. */
    FakeSetup answer(String piece, String... bodies) {
        answers.put(piece, new Answer(200, new ArrayList<>(List.of(bodies))));
        return this;
    }

    FakeSetup refuse(String piece, int status, String code) {
        String body = "[{\"errorCode\":\"" + code + "\",\"message\":\"canary\"}]";
        answers.put(piece, new Answer(status, new ArrayList<>(List.of(body))));
        return this;
    }

    /** The rows of a query that holds a piece of text. */
    FakeSetup rows(String piece, String rows) {
        return answer(piece, "{\"totalSize\":0,\"done\":true,\"records\":[" + rows + "]}");
    }

    OrgApi admin() {
        var seams = new Seams(() -> Instant.EPOCH, time -> {}, new Random(5), this);
        return OrgApi.as(new Secret(TOKEN), URL, seams);
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        calls.add(call);
        String url = URLDecoder.decode(call.url(), StandardCharsets.UTF_8);
        for (Map.Entry<String, Answer> each : answers.entrySet()) {
            if (url.contains(each.getKey())) {
                List<String> bodies = each.getValue().bodies();
                String body = bodies.size() == 1 ? bodies.getFirst() : bodies.removeFirst();
                return answer(each.getValue().status(), body);
            }
        }
        return answer(
                404, "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The resource does not exist\"}]");
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH);
    }
}
