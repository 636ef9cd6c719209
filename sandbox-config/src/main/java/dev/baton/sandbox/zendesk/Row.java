package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an export, checked: it is an object with a positive integer {@code id} and a {@code
 * created_at}, and every {@code …_at} in it is null or an instant.
 */
record Row(Path file, long line, ObjectNode body) {

    /** All lines of a file, blank ones left out; none where there is no such file. */
    static List<Row> of(Path file) {
        var rows = new ArrayList<Row>();
        if (!Files.exists(file)) {
            return rows;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    rows.add(parse(file, number, text));
                }
            }
        } catch (IOException e) {
            throw new DataException(
                    file + " cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ")");
        }
        return rows;
    }

    private static Row parse(Path file, long line, String text) {
        try {
            if (Json.MAPPER.readTree(text) instanceof ObjectNode body) {
                var row = new Row(file, line, body);
                row.check();
                return row;
            }
        } catch (JsonProcessingException e) {
            // Not the parser's own words: they quote the line.
            throw new DataException(
                    file,
                    line,
                    "is not valid JSON at column "
                            + e.getLocation().getColumnNr()
                            + "; write one JSON object a line");
        }
        throw new DataException(file, line, "is not a JSON object; write one object a line");
    }

    private void check() {
        id();
        createdAt();
        checkTimes(body);
    }

    long id() {
        return positive("id");
    }

    /** A required integer from 1 up. */
    long positive(String field) {
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw broken("has no " + field + "; give it a positive integer");
        }
        return value.longValue();
    }

    Instant createdAt() {
        if (!body.path("created_at").isTextual()) {
            throw broken(
                    "has no created_at; give the instant the record exists from, such as 2014-01-04T00:00:00Z");
        }
        return Instant.parse(checkedTime("created_at", body.path("created_at")));
    }

    /** Epoch seconds, or null if the row does not say. */
    @Nullable Long generatedTimestamp() {
        JsonNode value = body.path("generated_timestamp");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw broken("has a generated_timestamp that is not an integer of epoch seconds");
        }
        return value.longValue();
    }

    private void checkTimes(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().endsWith("_at") && !value.isNull()) {
                checkedTime(field.getKey(), value);
            }
            if (value.isObject()) {
                checkTimes(value);
            }
        }
    }

    private String checkedTime(String field, JsonNode value) {
        try {
            Instant.parse(value.asText());
            return value.asText();
        } catch (DateTimeParseException e) {
            throw broken(field + " is not an instant; write it like 2014-01-04T00:00:00Z, or null");
        }
    }

    DataException broken(String what) {
        return new DataException(file, line, what);
    }
}
