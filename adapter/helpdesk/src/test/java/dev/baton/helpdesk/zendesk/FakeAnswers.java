package dev.baton.helpdesk.zendesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as they come off the wire. */
final class FakeAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Our own clock is years ahead of the vendor's, so that a mix-up shows. */
    static final Instant OURS = Instant.parse("2031-05-01T00:00:00Z");

    private FakeAnswers() {}

    static HttpAnswer json(int status, Instant date, Object body) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(body);
            return answer(status, date, "application/json; charset=utf-8", bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpAnswer text(int status, Instant date, String contentType, String body) {
        return answer(status, date, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer with(HttpAnswer answer, String header, String value) {
        var headers = new LinkedHashMap<>(answer.headers());
        headers.put(header, value);
        return new HttpAnswer(answer.status(), headers, answer.body(), answer.receivedAt());
    }

    static HttpAnswer cut(HttpAnswer answer) {
        byte[] half = java.util.Arrays.copyOf(answer.body(), answer.body().length / 2);
        return new HttpAnswer(answer.status(), answer.headers(), half, answer.receivedAt());
    }

    /** As {@link Map#of}, but in order and with nulls. */
    static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            object.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return object;
    }

    private static HttpAnswer answer(int status, Instant date, String type, byte[] body) {
        String http = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type);
        headers.put("date", http);
        return new HttpAnswer(status, headers, body, OURS);
    }
}
