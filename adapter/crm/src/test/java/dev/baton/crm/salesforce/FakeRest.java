package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.crm.salesforce.FakeOrg.Field;
import dev.baton.crm.salesforce.FakeOrg.Row;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The REST resources of a fake org. */
final class FakeRest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** What is answered: a status and a JSON text. */
    record Reply(int status, String body) {}

    final FakeOrg org;
    final List<String> queries = new ArrayList<>();

    /** Fewer rows than the limit come at a time, as the vendor may well do. */
    int mostRows = Integer.MAX_VALUE;

    boolean repeatLastRow;
    private @Nullable ObjectNode lastServed;

    FakeRest(FakeOrg org) {
        this.org = org;
    }

    Reply handle(URI uri) {
        String path = uri.getPath();
        if (path.equals("/services/data/")) {
            return new Reply(200, "[{\"version\":\"65.0\"}]");
        }
        if (!path.startsWith("/services/data/v65.0/")) {
            return error(404, "NOT_FOUND", "The requested resource does not exist");
        }
        String resource = path.substring("/services/data/v65.0/".length());
        return switch (resource) {
            case "query", "queryAll" -> query(uri, resource.equals("queryAll"));
            case "sobjects/" -> objects();
            default -> object(uri, resource);
        };
    }

    static Reply error(int status, String code, String message) {
        ArrayNode errors = JSON.createArrayNode();
        errors.addObject().put("message", message).put("errorCode", code);
        return new Reply(status, errors.toString());
    }

    private Reply objects() {
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode all = reply.putArray("sobjects");
        org.objects.keySet().forEach(name -> all.addObject().put("name", name));
        return new Reply(200, reply.toString());
    }

    private Reply object(URI uri, String resource) {
        String[] words = resource.split("/", -1);
        List<Field> fields = words.length >= 3 ? org.objects.get(words[1]) : null;
        if (fields == null) {
            return error(404, "NOT_FOUND", "The requested resource does not exist");
        }
        return switch (words[2]) {
            case "describe" -> describe(words[1], fields);
            case "updated" -> updated();
            case "deleted" -> deleted(uri, words[1]);
            default -> error(404, "NOT_FOUND", "The requested resource does not exist");
        };
    }

    private Reply updated() {
        Instant covered = Optional.ofNullable(org.openSince).orElse(org.now);
        String body = "{\"ids\":[],\"latestDateCovered\":\"" + STAMP.format(covered) + "\"}";
        return new Reply(200, body);
    }

    /** What lies in the recycle bin is told, too. */
    private Reply deleted(URI uri, String object) {
        String query = URLDecoder.decode(uri.getRawQuery(), StandardCharsets.UTF_8);
        Instant start = Instant.parse(query.substring(6, query.indexOf("&end=")));
        Instant end = Instant.parse(query.substring(query.indexOf("&end=") + 5));
        if (start.isBefore(org.now.minus(Duration.ofDays(15)))
                || !end.isAfter(start.plusSeconds(60))) {
            return error(400, "INVALID_REPLICATION_DATE", "startDate is out of range");
        }
        var gone = new TreeMap<>(org.purged);
        org.rows(object).stream()
                .filter(row -> Boolean.TRUE.equals(row.values.get("IsDeleted")))
                .forEach(row -> gone.put(row.id(), row.stamp()));
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode records = reply.putArray("deletedRecords");
        gone.forEach(
                (id, at) -> {
                    if (!at.isBefore(start) && at.isBefore(end)) {
                        records.addObject().put("id", id).put("deletedDate", STAMP.format(at));
                    }
                });
        Instant earliest =
                Optional.ofNullable(org.remembersSince).orElse(org.now.minus(Duration.ofDays(15)));
        reply.put("earliestDateAvailable", STAMP.format(earliest));
        reply.put("latestDateCovered", STAMP.format(end));
        return new Reply(200, reply.toString());
    }

    private Reply describe(String object, List<Field> fields) {
        ObjectNode reply = JSON.createObjectNode();
        reply.put("name", org.canonical(object)).put("queryable", true);
        reply.put("replicateable", !org.notReplicateable.contains(object));
        ArrayNode all = reply.putArray("fields");
        for (Field field : fields) {
            ObjectNode node = all.addObject().put("name", field.name()).put("type", field.type());
            node.put("relationshipName", field.relationship());
            field.parents().forEach(node.putArray("referenceTo")::add);
            boolean number = field.type().equals("double");
            node.put("calculated", org.calculated.contains(field.name()))
                    .put("digits", field.type().equals("int") ? 8 : 0);
            node.put("length", field.type().equals("string") ? 255 : 0);
            ArrayNode picklist = node.putArray("picklistValues");
            if (field.type().equals("string")) {
                picklist.addObject().put("active", true).put("value", "Red");
                picklist.addObject().put("active", false).put("value", "Old");
            }
            node.put("precision", number ? 18 : 0).put("scale", number ? 2 : 0);
            node.put("restrictedPicklist", false).put("updateable", field.updateable());
        }
        return new Reply(200, reply.toString());
    }

    private Reply query(URI uri, boolean deleted) {
        String text = URLDecoder.decode(uri.getRawQuery().substring(2), StandardCharsets.UTF_8);
        queries.add(text);
        try {
            var soql = new FakeSoql(text);
            return soql.from.equals("UserRecordAccess") ? rights(soql) : rows(soql, deleted);
        } catch (FakeSoql.Refused e) {
            return error(400, e.code, String.valueOf(e.getMessage()));
        }
    }

    private Reply rights(FakeSoql soql) {
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode records = reply.putArray("records");
        for (Row row : org.rows.getOrDefault("Account", Map.of()).values()) {
            var right = new java.util.HashMap<String, @Nullable Object>();
            right.put("UserId", FakeSalesforce.USER);
            right.put("RecordId", row.id());
            if (soql.where.test(right)) {
                records.addObject()
                        .put("RecordId", row.id())
                        .put("HasEditAccess", !org.readOnly.contains(row.id()));
            }
        }
        reply.put("totalSize", records.size()).put("done", true);
        return new Reply(200, reply.toString());
    }

    private Reply rows(FakeSoql soql, boolean deleted) {
        List<Field> fields = org.objects.get(soql.from);
        if (fields == null) {
            String message = "sObject type '" + soql.from + "' is not supported.";
            throw new FakeSoql.Refused("INVALID_TYPE", message);
        }
        soql.select.stream()
                .filter(path -> !path.contains(".") && !soql.count)
                .forEach(path -> requireField(fields, path, soql.from));
        List<Row> visible =
                org.rows.getOrDefault(soql.from, Map.of()).values().stream()
                        .filter(row -> deleted || !Boolean.TRUE.equals(row.values.get("IsDeleted")))
                        .filter(row -> !row.stamp().isAfter(org.now))
                        .toList();
        List<Row> found = soql.run(visible);
        int total = Math.min(found.size(), soql.limit);
        ObjectNode reply = JSON.createObjectNode();
        if (soql.count) {
            reply.put("totalSize", total).put("done", true).putArray("records");
            return new Reply(200, reply.toString());
        }
        boolean done = total <= mostRows;
        reply.put("totalSize", total).put("done", done);
        if (!done) {
            reply.put("nextRecordsUrl", "https://evil.example/services/data/v65.0/query/0r8-2000");
        }
        ArrayNode records = reply.putArray("records");
        if (repeatLastRow && lastServed != null) {
            records.add(lastServed);
        }
        int most = Math.min(total, mostRows);
        for (int at = 0; at < found.size() && records.size() < most; at++) {
            records.add(row(soql, fields, found.get(at)));
        }
        if (!records.isEmpty()) {
            lastServed = (ObjectNode) records.get(records.size() - 1);
        }
        return new Reply(200, reply.toString());
    }

    private ObjectNode row(FakeSoql soql, List<Field> fields, Row row) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("attributes").put("type", soql.from);
        for (String path : soql.select) {
            if (path.contains(".")) {
                parent(node, fields, row, path.split("\\.", -1));
            } else {
                put(node, path, row.values.get(path));
            }
        }
        if (row.withoutId) {
            node.putNull("Id");
        }
        return node;
    }

    private void parent(ObjectNode node, List<Field> fields, Row row, String[] path) {
        Field way =
                fields.stream()
                        .filter(f -> path[0].equals(f.relationship()))
                        .findFirst()
                        .orElseThrow(() -> new FakeSoql.Refused("INVALID_FIELD", path[0]));
        String parent = way.parents().getFirst();
        Row held = org.row(parent, String.valueOf(row.values.get(way.name())));
        if (held == null) {
            node.putNull(path[0]);
        } else {
            ObjectNode inner =
                    node.get(path[0]) instanceof ObjectNode there ? there : node.putObject(path[0]);
            put(inner, path[1], held.values.get(path[1]));
        }
    }

    private static void requireField(List<Field> fields, String name, String object) {
        if (fields.stream().noneMatch(field -> field.name().equals(name))) {
            throw new FakeSoql.Refused(
                    "INVALID_FIELD", "No such column '" + name + "' on entity '" + object + "'.");
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> node.putNull(name);
            case Instant instant -> node.put(name, STAMP.format(instant));
            case Boolean flag -> node.put(name, flag);
            case Double number -> node.put(name, number);
            case Integer number -> node.put(name, number);
            default -> node.put(name, value.toString());
        }
    }
}
