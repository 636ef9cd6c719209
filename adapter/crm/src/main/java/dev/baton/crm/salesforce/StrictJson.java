package dev.baton.crm.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON the way it is written: no duplicate keys, nothing after the end. */
final class StrictJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    /** The answer's body, or {@link Category#UNAVAILABLE} when it is no JSON or no success. */
    static JsonNode body(HttpAnswer answer) throws AdapterException {
        if (answer.status() / 100 != 2) {
            throw unreadable(null);
        }
        try {
            return MAPPER.readTree(answer.text());
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** The same for an error's body, where anything may come: empty when it is no JSON. */
    static Optional<JsonNode> lenient(HttpAnswer answer) {
        try {
            return Optional.of(MAPPER.readTree(answer.text()));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // HTML of a proxy: the status decides alone
        }
    }

    static AdapterException unreadable(@Nullable Exception cause) {
        return new AdapterException(
                Category.UNAVAILABLE,
                "unreadable_answer",
                "Salesforce answered something that is no answer; look for a proxy in between",
                cause == null ? null : Redacted.of(cause));
    }
}
