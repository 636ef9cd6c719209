package dev.baton.helpdesk.zendesk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * JSON as we accept it from a peer: duplicate names refused, since two readers would see two
 * records; source text never in a message, since it is a customer's.
 */
final class Json {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .build();

    private Json() {}

    static JsonParser parser(byte[] body) throws IOException {
        return MAPPER.createParser(body);
    }

    /** The object that the parser stands at, to its end. Whole numbers are Long or BigInteger. */
    static Map<String, @Nullable Object> map(JsonParser at) throws IOException {
        Map<String, @Nullable Object> object = MAPPER.readValue(at, OBJECT);
        object.replaceAll((name, value) -> widened(value));
        return object;
    }

    /** The same with some members only; the others are passed over, whatever they hold. */
    static Map<String, @Nullable Object> map(JsonParser at, Predicate<String> wanted)
            throws IOException {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (at.nextToken() == JsonToken.FIELD_NAME) {
            String name = at.currentName();
            at.nextToken();
            if (wanted.test(name)) {
                object.put(name, value(at));
            } else {
                at.skipChildren();
            }
        }
        return object;
    }

    /** The value that the parser stands at. */
    static @Nullable Object value(JsonParser at) throws IOException {
        return widened(MAPPER.readValue(at, Object.class));
    }

    /**
     * The same with Long for Integer, in place. Jackson's own switch for that refuses the whole
     * text when a single number is beyond a long; here such a one stays a BigInteger.
     */
    @SuppressWarnings("unchecked") // what Jackson makes of JSON
    private static @Nullable Object widened(@Nullable Object value) {
        switch (value) {
            case Integer number -> {
                return number.longValue();
            }
            case Map<?, ?> map ->
                    ((Map<String, @Nullable Object>) map)
                            .replaceAll((name, member) -> widened(member));
            case List<?> list -> ((List<@Nullable Object>) list).replaceAll(Json::widened);
            case null, default -> {}
        }
        return value;
    }

    /**
     * A whole body that is one object.
     *
     * @throws IOException when it is anything else
     */
    static Map<String, @Nullable Object> object(byte[] body) throws IOException {
        try (JsonParser json = parser(body)) {
            json.nextToken();
            Map<String, @Nullable Object> object =
                    json.isExpectedStartObjectToken() ? map(json) : null;
            if (object == null || json.nextToken() != null) {
                throw new IOException("not one JSON object");
            }
            return object;
        }
    }

    static byte[] bytes(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (IOException e) {
            throw new IllegalStateException("text and numbers can always be written", e);
        }
    }

    /** An answer that is not Zendesk's: often a proxy's or a status page in HTML. */
    static AdapterException unexpected(@Nullable IOException cause) {
        return new AdapterException(
                Category.UNAVAILABLE,
                "unexpected_answer",
                "the answer is not Zendesk's JSON, or not all of it: check the url and any proxy",
                cause == null ? null : withoutText(cause));
    }

    /** A parser's complaint quotes names and tokens of the text; its class and place are enough. */
    private static IOException withoutText(IOException cause) {
        var bare = new IOException(cause.getClass().getName());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }
}
