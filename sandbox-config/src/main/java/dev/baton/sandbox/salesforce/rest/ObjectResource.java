package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.describe.Describe;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.write.Input;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** sobjects: the list, describe, single records by id or external id. */
final class ObjectResource {
    private final Org org;
    private final Describe describe;
    private final RowReader reader;
    private final Writer writer;

    ObjectResource(Org org, RowReader reader, Writer writer) {
        this.org = org;
        this.describe = new Describe(org);
        this.reader = reader;
        this.writer = writer;
    }

    SandboxReply list(Route route) {
        if (notModified(route)) {
            return dated(SandboxReply.empty(304));
        }
        return dated(
                list(
                        route,
                        describe,
                        org.schema().all().stream()
                                .filter(type -> org.access().object(type).read())));
    }

    /** The list of these objects. */
    static SandboxReply list(Route route, Describe describe, Stream<ObjectType> objects) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("encoding", "UTF-8");
        body.put("maxBatchSize", 200);
        body.put(
                "sobjects",
                objects.map(type -> withUrls(describe.summary(type), type, route)).toList());
        return Json.reply(200, body);
    }

    /** The object's line of the list, and what of it the user looked at last. */
    SandboxReply basics(Route route) {
        ObjectType type = reader.object(route.segment(1));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("objectDescribe", withUrls(describe.summary(type), type, route));
        body.put("recentItems", List.of());
        return Json.reply(200, body);
    }

    SandboxReply describe(Route route) {
        ObjectType type = reader.object(route.segment(1));
        return dated(
                notModified(route) ? SandboxReply.empty(304) : described(route, describe, type));
    }

    /** Everything about an object. */
    static SandboxReply described(Route route, Describe describe, ObjectType type) {
        return Json.reply(200, withUrls(describe.object(type), type, route));
    }

    /** Whether a client that asks for news would hear none; a date that is none asks for all. */
    private boolean notModified(Route route) {
        String since = route.request().header("if-modified-since");
        if (since == null) {
            return false;
        }
        try {
            Instant known = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(since));
            return !known.isBefore(org.described());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private SandboxReply dated(SandboxReply reply) {
        return reply.withHeader(
                "last-modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        org.described().atOffset(ZoneOffset.UTC)));
    }

    private static Map<String, @Nullable Object> withUrls(
            Map<String, @Nullable Object> described, ObjectType type, Route route) {
        String base = route.versionPath() + "/sobjects/" + type.name();
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("sobject", base);
        urls.put("describe", base + "/describe");
        urls.put("rowTemplate", base + "/{ID}");
        described.put("urls", urls);
        return described;
    }

    SandboxReply get(Route route) {
        ObjectType type = reader.object(route.segment(1));
        return record(route, row(type, route.segment(2)));
    }

    SandboxReply getByKey(Route route) {
        ObjectType type = reader.object(route.segment(1));
        Field key = key(type, route.segment(2));
        List<Row> found = org.findBy(type, key, route.segment(3));
        if (found.size() > 1) {
            return several(route, found);
        }
        return record(
                route,
                found.stream()
                        .filter(org.sharing()::readable)
                        .findFirst()
                        .orElseThrow(ApiException::notFound));
    }

    private Row row(ObjectType type, String id) {
        Optional<Row> row =
                org.find(id)
                        .filter(found -> found.type().name().equals(type.name()))
                        .filter(org.sharing()::readable);
        if (row.isPresent() && org.view().deleted(row.get())) {
            throw new ApiException(404, "ENTITY_IS_DELETED", "entity is deleted");
        }
        return row.orElseThrow(ApiException::notFound);
    }

    private SandboxReply record(Route route, Row row) {
        List<Field> fields = org.access().readableFields(row.type());
        String wanted = route.request().parameter("fields");
        if (wanted != null) {
            fields =
                    List.of(wanted.split(",", -1)).stream()
                            .map(name -> reader.field(row.type(), name.strip()))
                            .toList();
        }
        return Json.reply(
                200, Json.record(SoqlEngine.hit(org.record(row), fields), route.versionPath()));
    }

    SandboxReply create(Route route) {
        ObjectType type = reader.object(route.segment(1));
        RowInput row = reader.row(type, Json.parse(route.request().body()));
        return switch (writer.create(List.of(row), false).getFirst()) {
            case RowResult.Saved saved -> Json.reply(201, Json.result(saved, false));
            case RowResult.Failed failed -> failure(failed);
        };
    }

    SandboxReply update(Route route) {
        ObjectType type = reader.object(route.segment(1));
        String id = row(type, route.segment(2)).id();
        RowInput sent = reader.row(type, Json.parse(route.request().body()));
        if (sent.id() != null) {
            throw ApiException.badRequest(
                    "INVALID_FIELD", "The Id field should not be specified in the sobject data.");
        }
        RowInput row = new RowInput(type, id, sent.values());
        return switch (writer.update(List.of(row), false).getFirst()) {
            case RowResult.Saved saved -> SandboxReply.empty(204);
            case RowResult.Failed failed -> failure(failed);
        };
    }

    SandboxReply delete(Route route) {
        ObjectType type = reader.object(route.segment(1));
        String id = row(type, route.segment(2)).id();
        return switch (writer.delete(List.of(id)).getFirst()) {
            case RowResult.Saved saved -> SandboxReply.empty(204);
            case RowResult.Failed failed -> failure(failed);
        };
    }

    /** The key's value stands in the path; in the body it would be a contradiction. */
    SandboxReply upsert(Route route) {
        ObjectType type = reader.object(route.segment(1));
        Field key = key(type, route.segment(2));
        RowInput sent = reader.row(type, Json.parse(route.request().body()));
        if (sent.values().containsKey(key) || sent.id() != null) {
            throw ApiException.badRequest(
                    "INVALID_FIELD",
                    "The " + key.name() + " field should not be specified in the sobject data.");
        }
        Map<Field, Input> values = new LinkedHashMap<>(sent.values());
        values.put(key, new Input.Text(route.segment(3)));
        List<Row> found = org.findBy(type, key, route.segment(3));
        if (found.size() > 1) {
            return several(route, found);
        }
        RowInput row = new RowInput(type, null, values);
        return switch (writer.upsert(key, List.of(row), false).getFirst()) {
            case RowResult.Saved saved ->
                    Json.reply(saved.created() ? 201 : 200, Json.result(saved, true));
            case RowResult.Failed failed -> failure(failed);
        };
    }

    /** The field of a path that identifies records. */
    Field key(ObjectType type, String name) {
        return type.field(name)
                .filter(field -> field.is(Trait.EXTERNAL_ID) || field.is(Trait.ID_LOOKUP))
                .filter(field -> org.access().readable(type, field))
                .orElseThrow(
                        () ->
                                new ApiException(
                                        404,
                                        "NOT_FOUND",
                                        "Provided external ID field does not exist or is not accessible: "
                                                + name));
    }

    private static SandboxReply several(Route route, List<Row> found) {
        ArrayNode urls = Json.array();
        found.forEach(
                row ->
                        urls.add(
                                route.versionPath()
                                        + "/sobjects/"
                                        + row.type().name()
                                        + "/"
                                        + row.id()));
        return Json.reply(300, urls);
    }

    private static SandboxReply failure(RowResult.Failed failed) {
        RowError first = failed.errors().getFirst();
        int status =
                switch (first.statusCode()) {
                    case "ENTITY_IS_DELETED" -> 404;
                    case "INSUFFICIENT_ACCESS_OR_READONLY" -> 403;
                    default -> 400;
                };
        return Json.rowErrors(status, failed.errors());
    }

    /** How many records each of the named objects has. */
    SandboxReply counts(Route route) {
        String wanted = route.request().parameter("sObjects");
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("sObjects");
        List<ObjectType> types =
                wanted == null
                        ? org.schema().all()
                        : List.of(wanted.split(",", -1)).stream().map(reader::object).toList();
        for (ObjectType type : types) {
            long count = org.rows(type).filter(row -> !org.view().deleted(row)).count();
            if (wanted != null || count > 0) {
                list.addObject().put("count", count).put("name", type.name());
            }
        }
        return Json.reply(200, body);
    }
}
