package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A transport that plays a script; its last step repeats for ever. */
final class FakeWire implements Exchange {
    private final Deque<Exchange> script = new ArrayDeque<>();
    private final List<HttpCall> seen = new ArrayList<>();

    static HttpAnswer answer(int status, Map<String, String> headers, String body) {
        return new HttpAnswer(
                status,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-02T10:00:00Z"));
    }

    FakeWire then(int status) {
        return then(status, Map.of());
    }

    FakeWire then(int status, Map<String, String> headers) {
        script.add(call -> answer(status, headers, "body"));
        return this;
    }

    FakeWire thenFail(Category category, String code) {
        script.add(
                call -> {
                    throw new AdapterException(category, code, "faked", null);
                });
        return this;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        Exchange step;
        synchronized (this) {
            seen.add(call);
            step = script.size() > 1 ? script.removeFirst() : script.getFirst();
        }
        return step.send(call);
    }

    synchronized List<HttpCall> seen() {
        return List.copyOf(seen);
    }
}
