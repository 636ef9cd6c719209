package dev.baton.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, inflated and within the gateway's cap.
 *
 * @param headers names in lower case; the last value where one was repeated
 * @param receivedAt by our own clock, for backing off only
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, Instant receivedAt) {

    public HttpAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and size only: headers and bodies hold what no log may hold. */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
