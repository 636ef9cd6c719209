package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * composite/sobjects: many records in one call. The answer is 200 even if every row failed; only a
 * call that cannot be read is refused.
 */
final class CollectionResource {
    private static final int MAX_ROWS = 200;
    private static final int MAX_IDS = 2000;

    private final Org org;
    private final RowReader reader;
    private final Writer writer;
    private final ObjectResource objects;

    CollectionResource(Org org, RowReader reader, Writer writer, ObjectResource objects) {
        this.org = org;
        this.reader = reader;
        this.writer = writer;
        this.objects = objects;
    }

    SandboxReply update(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        return results(writer.update(typedRows(body), allOrNone(body)), false);
    }

    SandboxReply create(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        return results(writer.create(typedRows(body), allOrNone(body)), false);
    }

    SandboxReply upsert(Route route) {
        ObjectType type = reader.object(route.segment(2));
        Field key = objects.key(type, route.segment(3));
        ObjectNode body = Json.parse(route.request().body());
        List<RowInput> rows = typedRows(body);
        if (rows.stream().anyMatch(row -> !row.type().name().equals(type.name()))) {
            throw ApiException.badRequest(
                    "INVALID_TYPE", "all records must be of type " + type.name());
        }
        return results(writer.upsert(key, rows, allOrNone(body)), true);
    }

    SandboxReply delete(Route route) {
        String ids = route.request().parameter("ids");
        if (ids == null) {
            throw ApiException.badRequest("MISSING_ARGUMENT", "ids must be specified");
        }
        List<String> list = List.of(ids.split(",", -1));
        requireAtMost(MAX_ROWS, list.size());
        return results(writer.delete(list), false);
    }

    /** Reads records by id, in the order asked for; null stands for one that is not there. */
    SandboxReply retrieve(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        return records(route, strings(body, "ids"), strings(body, "fields"));
    }

    SandboxReply retrieveByQuery(Route route) {
        String ids = route.request().parameter("ids");
        String fields = route.request().parameter("fields");
        if (ids == null || fields == null) {
            throw ApiException.badRequest("MISSING_ARGUMENT", "ids and fields must be specified");
        }
        return records(route, List.of(ids.split(",", -1)), List.of(fields.split(",", -1)));
    }

    private SandboxReply records(Route route, List<String> ids, List<String> names) {
        ObjectType type = reader.object(route.segment(2));
        requireAtMost(MAX_IDS, ids.size());
        List<Field> fields = names.stream().map(name -> reader.field(type, name)).toList();
        ArrayNode out = Json.array();
        for (String id : ids) {
            Optional<Row> row =
                    org.find(id)
                            .filter(found -> found.type().name().equals(type.name()))
                            .filter(found -> !org.view().deleted(found))
                            .filter(org.sharing()::readable);
            if (row.isPresent()) {
                out.add(
                        Json.record(
                                SoqlEngine.hit(org.record(row.get()), fields),
                                route.versionPath()));
            } else {
                out.addNull();
            }
        }
        return Json.reply(200, out);
    }

    private static List<String> strings(ObjectNode body, String name) {
        if (!(body.get(name) instanceof ArrayNode array)) {
            throw ApiException.badRequest("MISSING_ARGUMENT", name + " must be specified");
        }
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asText()));
        return strings;
    }

    private List<RowInput> typedRows(ObjectNode body) {
        if (!(body.get("records") instanceof ArrayNode array)) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", "records must be specified");
        }
        requireAtMost(MAX_ROWS, array.size());
        List<RowInput> rows = new ArrayList<>();
        for (JsonNode row : array) {
            rows.add(reader.typed(row));
        }
        return rows;
    }

    private static boolean allOrNone(ObjectNode body) {
        return body.path("allOrNone").asBoolean(false);
    }

    private static void requireAtMost(int limit, int size) {
        if (size > limit) {
            throw ApiException.badRequest(
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than "
                            + limit
                            + " records in this call");
        }
    }

    private static SandboxReply results(List<RowResult> results, boolean upsert) {
        ArrayNode out = Json.array();
        results.forEach(result -> out.add(Json.result(result, upsert)));
        return Json.reply(200, out);
    }
}
