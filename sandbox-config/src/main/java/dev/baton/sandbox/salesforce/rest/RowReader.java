package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.write.Input;
import dev.baton.sandbox.salesforce.write.RowInput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a write call. A name nobody knows refuses the call. */
final class RowReader {
    private final Org org;

    RowReader(Org org) {
        this.org = org;
    }

    /** The object of a path or of {@code attributes.type}. */
    ObjectType object(String name) {
        return org.schema()
                .find(name)
                .filter(type -> org.access().object(type).read())
                .orElseThrow(ApiException::notFound);
    }

    /** A row of a collection, which names its own type. */
    RowInput typed(JsonNode row) {
        String name = row.path("attributes").path("type").asText("");
        ObjectType type =
                org.schema()
                        .find(name)
                        .filter(found -> org.access().object(found).read())
                        .orElseThrow(
                                () ->
                                        ApiException.badRequest(
                                                "INVALID_TYPE",
                                                "sObject type '" + name + "' is not supported."));
        return row(type, row);
    }

    RowInput row(ObjectType type, JsonNode row) {
        if (!(row instanceof ObjectNode object)) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", "a record must be a JSON object");
        }
        Map<Field, Input> values = new LinkedHashMap<>();
        String id = null;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equals("attributes")) {
                continue;
            }
            if (entry.getKey().equalsIgnoreCase("Id")) {
                id = idOf(entry.getValue());
            } else {
                values.put(field(type, entry.getKey()), input(entry.getKey(), entry.getValue()));
            }
        }
        return new RowInput(type, id, values);
    }

    private static @Nullable String idOf(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }

    Field field(ObjectType type, String name) {
        return type.field(name)
                .filter(found -> org.access().readable(type, found))
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_FIELD",
                                        "No such column '%s' on sobject of type %s"
                                                .formatted(name, type.name())));
    }

    private static Input input(String name, JsonNode node) {
        if (node.isTextual()) {
            return new Input.Text(node.asText());
        }
        if (node.isNumber()) {
            return new Input.Num(node.decimalValue());
        }
        if (node.isBoolean()) {
            return new Input.Bool(node.booleanValue());
        }
        if (node.isNull()) {
            return new Input.Empty();
        }
        throw ApiException.badRequest(
                "JSON_PARSER_ERROR", "Cannot deserialize the value of " + name);
    }
}
