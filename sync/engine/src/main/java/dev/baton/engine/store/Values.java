package dev.baton.engine.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON text and back, type and all.
 *
 * <p>String, Boolean, Long, Double, List, Map and null are what JSON has. What it lacks is an
 * object with one tag: {@code {"$decimal":"81.5"}}, {@code {"$date":"2014-01-04"}}, {@code
 * {"$instant":"2014-01-04T09:30:00Z"}}; a map with such keys of its own is wrapped in {@code
 * {"$map":…}}. Decimals lose their trailing zeros, so that 81 and 81.0 are the same value.
 */
final class Values {
    /**
     * Written in ASCII: half of a surrogate pair, which is what a system leaves that cuts text at
     * 255 characters, has no UTF-8 and would come back as a question mark.
     */
    private static final JsonFactory EXACT =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final JsonFactory READABLE = new JsonFactory();

    /** Most records' texts are shorter. */
    private static final int USUAL_BYTES = 512;

    /** Beyond this, a decimal written out in full would be mostly zeros. */
    private static final int MAX_ZEROS = 64;

    private enum Form {
        /** Keys in the order given. */
        ORDERED,
        /** Keys sorted on every level: equal maps have equal texts. */
        CANONICAL,
        /** For a person: no tags. */
        PLAIN
    }

    private Values() {}

    /** Keeps the order of keys. */
    static String write(Map<String, ?> map) {
        return exact(map, Form.ORDERED);
    }

    /** Sorts the keys, on every level. */
    static String canonical(Map<String, ?> map) {
        return exact(map, Form.CANONICAL);
    }

    /** One value as plain JSON: dates and instants as text, decimals as numbers. */
    static String plain(@Nullable Object value) {
        var out = new StringWriter();
        try (JsonGenerator json = READABLE.createGenerator(out)) {
            write(json, value, Form.PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * A value that {@link #plain} wrote, if it is no list and no map.
     *
     * @return text, {@link BigDecimal}, truth or null
     */
    static @Nullable Object scalar(String json) {
        try (JsonParser parser = READABLE.createParser(json)) {
            return switch (parser.nextToken()) {
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                case START_ARRAY,
                        START_OBJECT,
                        END_ARRAY,
                        END_OBJECT,
                        FIELD_NAME,
                        NOT_AVAILABLE,
                        VALUE_EMBEDDED_OBJECT ->
                        throw new IOException("a ledger value is a scalar");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The values of a text.
     *
     * @param json what {@link #write} or {@link #canonical} made
     * @return in the order of the text
     */
    @SuppressWarnings("unchecked") // an object that is no tag reads as a map with String keys
    static Map<String, @Nullable Object> read(String json) {
        try (JsonParser parser = EXACT.createParser(json)) {
            parser.nextToken();
            return (Map<String, @Nullable Object>) object(parser, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that {@link #EXACT} writes is ASCII, so its bytes are its characters. */
    private static String exact(Map<?, ?> map, Form form) {
        var out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = EXACT.createGenerator(out)) {
            // The outermost map is always a map, whatever its keys look like.
            writeMap(json, map, form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static void write(JsonGenerator json, @Nullable Object value, Form form)
            throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case BigDecimal number -> writeDecimal(json, number, form);
            case LocalDate date -> writeTagged(json, "$date", date.toString(), form);
            case Instant instant -> writeTagged(json, "$instant", instant.toString(), form);
            case Collection<?> list -> writeList(json, list, form);
            case Map<?, ?> map when form != Form.PLAIN && looksLikeTag(map) -> {
                json.writeStartObject();
                json.writeFieldName("$map");
                writeMap(json, map, form);
                json.writeEndObject();
            }
            case Map<?, ?> map -> writeMap(json, map, form);
            // The value itself may be a person's, so only its class is told.
            default ->
                    throw new IllegalArgumentException(
                            "No stored form for a value of " + value.getClass().getName());
        }
    }

    private static void writeDecimal(JsonGenerator json, BigDecimal number, Form form)
            throws IOException {
        BigDecimal stripped = number.stripTrailingZeros();
        String text =
                Math.abs(stripped.scale()) > MAX_ZEROS
                        ? stripped.toString()
                        : stripped.toPlainString();
        if (form == Form.PLAIN) {
            json.writeNumber(text);
        } else {
            writeTagged(json, "$decimal", text, form);
        }
    }

    private static void writeTagged(JsonGenerator json, String tag, String text, Form form)
            throws IOException {
        if (form == Form.PLAIN) {
            json.writeString(text);
            return;
        }
        json.writeStartObject();
        json.writeStringField(tag, text);
        json.writeEndObject();
    }

    private static void writeList(JsonGenerator json, Collection<?> list, Form form)
            throws IOException {
        json.writeStartArray();
        for (Object value : list) {
            write(json, value, form);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map, Form form) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : (form == Form.CANONICAL ? sorted(map) : map).entrySet()) {
            json.writeFieldName((String) entry.getKey());
            write(json, entry.getValue(), form);
        }
        json.writeEndObject();
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        return isSorted(map) ? map : new TreeMap<Object, @Nullable Object>(map);
    }

    /** Most are: sources are asked for fields in order of their names. */
    private static boolean isSorted(Map<?, ?> map) {
        String before = "";
        for (Object key : map.keySet()) {
            String name = (String) key;
            if (before.compareTo(name) > 0) {
                return false;
            }
            before = name;
        }
        return true;
    }

    private static boolean looksLikeTag(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (((String) key).startsWith("$")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case START_ARRAY -> list(json);
            case START_OBJECT -> object(json, true);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IOException("Stored value begins with " + json.currentToken());
        };
    }

    private static List<@Nullable Object> list(JsonParser json) throws IOException {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json));
        }
        return list;
    }

    private static Object object(JsonParser json, boolean tagged) throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            boolean wrapped = tagged && map.isEmpty() && name.equals("$map");
            map.put(name, wrapped ? object(json, false) : value(json));
        }
        return tagged && looksLikeTag(map) ? untagged(map) : map;
    }

    private static Object untagged(Map<String, @Nullable Object> map) throws IOException {
        Map.Entry<String, @Nullable Object> only = map.entrySet().iterator().next();
        Object value = only.getValue();
        if (only.getKey().equals("$map") && value instanceof Map<?, ?> wrapped) {
            return wrapped;
        }
        String text = String.valueOf(value);
        return switch (only.getKey()) {
            case "$decimal" -> new BigDecimal(text);
            case "$date" -> LocalDate.parse(text);
            case "$instant" -> Instant.parse(text);
            default -> throw new IOException("Stored value has the unknown tag " + only.getKey());
        };
    }
}
