package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.soql.Hit;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST API's JSON, both ways. */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /** An empty one. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A body as an object; throws JSON_PARSER_ERROR for anything else. */
    public static ObjectNode parse(byte[] body) {
        if (tree(body) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest(
                "JSON_PARSER_ERROR", "The HTTP entity body must be a JSON object");
    }

    /** A body as an array of objects; throws JSON_PARSER_ERROR for anything else. */
    public static List<ObjectNode> parseList(byte[] body) {
        JsonNode node = tree(body);
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode each : node) {
            if (each instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        if (!node.isArray() || objects.size() < node.size()) {
            throw ApiException.badRequest(
                    "JSON_PARSER_ERROR", "The HTTP entity body must be a JSON array of objects");
        }
        return objects;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** An answer of one JSON tree. */
    public static SandboxReply reply(int status, Object body) {
        try {
            return SandboxReply.json(status, MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers are plain JSON", e);
        }
    }

    static SandboxReply error(int status, String code, String message) {
        ArrayNode errors = array();
        errors.addObject().put("message", message).put("errorCode", code);
        return reply(status, errors);
    }

    /** A single record's refusal: an array as of any error, with the fields it names. */
    static SandboxReply rowErrors(int status, List<RowError> errors) {
        ArrayNode out = array();
        for (RowError error : errors) {
            ObjectNode node = out.addObject();
            node.put("message", error.message()).put("errorCode", error.statusCode());
            error.fields().forEach(node.putArray("fields")::add);
        }
        return reply(status, out);
    }

    /** One row's result; {@code created} stands there for upserts only. */
    static ObjectNode result(RowResult result, boolean upsert) {
        ObjectNode node = object();
        switch (result) {
            case RowResult.Saved saved -> {
                node.put("id", saved.id()).put("success", true).putArray("errors");
                if (upsert) {
                    node.put("created", saved.created());
                }
            }
            case RowResult.Failed failed -> {
                if (failed.id() != null) {
                    node.put("id", failed.id());
                }
                node.put("success", false);
                failed.errors().forEach(error -> node.withArray("errors").add(rowError(error)));
            }
        }
        return node;
    }

    private static ObjectNode rowError(RowError error) {
        ObjectNode node =
                object().put("statusCode", error.statusCode()).put("message", error.message());
        error.fields().forEach(node.putArray("fields")::add);
        return node;
    }

    /** A record with its attributes first. */
    public static ObjectNode record(Hit hit, String versionPath) {
        ObjectNode node = object();
        ObjectNode attributes = node.putObject("attributes").put("type", hit.type());
        if (hit.id() != null) {
            attributes.put("url", versionPath + "/sobjects/" + hit.type() + "/" + hit.id());
        }
        for (Map.Entry<String, @Nullable Object> value : hit.values().entrySet()) {
            put(node, value.getKey(), value.getValue(), versionPath);
        }
        return node;
    }

    private static void put(
            ObjectNode node, String name, @Nullable Object value, String versionPath) {
        switch (value) {
            case null -> node.putNull(name);
            case String text -> node.put(name, text);
            case Boolean bool -> node.put(name, bool);
            case Long number -> node.put(name, number);
            // The vendor writes every number that is no int as a double: 81.0.
            case BigDecimal number -> node.put(name, number.doubleValue());
            case LocalDate date -> node.put(name, date.toString());
            case Instant instant -> node.put(name, Values.dateTimeText(instant));
            case Hit parent -> node.set(name, record(parent, versionPath));
            case Hit.Children children -> {
                ObjectNode page = node.putObject(name);
                page.put("totalSize", children.hits().size()).put("done", true);
                ArrayNode records = page.putArray("records");
                children.hits().forEach(hit -> records.add(record(hit, versionPath)));
            }
            default -> throw new IllegalStateException("no value of the org: " + value.getClass());
        }
    }
}
