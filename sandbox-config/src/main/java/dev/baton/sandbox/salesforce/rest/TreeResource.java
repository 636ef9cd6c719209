package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Children;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.write.Input;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** composite/tree: new records with their children. All are created, or none. */
final class TreeResource {
    private static final int MAX_RECORDS = 200;
    private static final int MAX_DEPTH = 5;

    private final Org org;
    private final RowReader reader;
    private final Writer writer;

    TreeResource(Org org, RowReader reader, Writer writer) {
        this.org = org;
        this.reader = reader;
        this.writer = writer;
    }

    SandboxReply create(Route route) {
        ObjectType type = reader.object(route.segment(2));
        JsonNode records = Json.parse(route.request().body()).path("records");
        List<Branch> branches = new ArrayList<>();
        branches(type, records, null, branches);
        requireOnce(branches);
        ObjectNode created = Json.object();
        ObjectNode refused = Json.object();
        org.atomically(() -> write(branches, created, refused));
        boolean good = refused.isEmpty();
        ObjectNode out = good ? created : refused;
        return Json.reply(good ? 201 : 400, out);
    }

    /** A record of the tree, after its parent in the list; no parent at the top. */
    private record Branch(
            String reference,
            ObjectType type,
            Map<Field, Input> values,
            @Nullable Branch parent,
            @Nullable Field lookup) {}

    private void branches(
            ObjectType type, JsonNode records, @Nullable Stem stem, List<Branch> into) {
        if (!(records instanceof ArrayNode list)) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", "records must be a list");
        }
        for (JsonNode record : list) {
            branch(type, record, stem, into);
        }
    }

    /** Where children hang. */
    private record Stem(Branch parent, Field lookup, int depth) {}

    private void branch(ObjectType type, JsonNode record, @Nullable Stem stem, List<Branch> into) {
        int depth = stem == null ? 1 : stem.depth();
        if (into.size() >= MAX_RECORDS || depth > MAX_DEPTH) {
            throw ApiException.badRequest(
                    "INVALID_INPUT",
                    "A tree holds at most " + MAX_RECORDS + " records in " + MAX_DEPTH + " levels");
        }
        JsonNode attributes = record.path("attributes");
        String reference = attributes.path("referenceId").asText("");
        if (reference.isEmpty()
                || !attributes.path("type").asText("").equalsIgnoreCase(type.name())) {
            throw ApiException.badRequest(
                    "INVALID_INPUT",
                    "Include a reference ID and the type " + type.name() + " for each record");
        }
        ObjectNode own = Json.object();
        List<Map.Entry<String, JsonNode>> children = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : record.properties()) {
            if (entry.getValue().has("records")) {
                children.add(entry);
            } else {
                own.set(entry.getKey(), entry.getValue());
            }
        }
        Branch branch =
                new Branch(
                        reference,
                        type,
                        reader.row(type, own).values(),
                        stem == null ? null : stem.parent(),
                        stem == null ? null : stem.lookup());
        into.add(branch);
        for (Map.Entry<String, JsonNode> entry : children) {
            Children below = children(type, entry.getKey());
            branches(
                    below.object(),
                    entry.getValue().path("records"),
                    new Stem(branch, below.field(), depth + 1),
                    into);
        }
    }

    private Children children(ObjectType type, String name) {
        return Children.named(org.schema(), type, name)
                .filter(found -> org.access().object(found.object()).read())
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_FIELD",
                                        "No such column '%s' on sobject of type %s"
                                                .formatted(name, type.name())));
    }

    private static void requireOnce(List<Branch> branches) {
        Set<String> seen = new HashSet<>();
        for (Branch branch : branches) {
            if (!seen.add(branch.reference())) {
                throw ApiException.badRequest(
                        "INVALID_INPUT", "Duplicate ReferenceId: " + branch.reference());
            }
        }
    }

    private boolean write(List<Branch> branches, ObjectNode created, ObjectNode refused) {
        Map<Branch, String> ids = new LinkedHashMap<>();
        ArrayNode failures = Json.array();
        for (Branch branch : branches) {
            Branch parent = branch.parent();
            if (parent != null && !ids.containsKey(parent)) {
                continue;
            }
            switch (writer.create(List.of(row(branch, ids)), false).getFirst()) {
                case RowResult.Saved saved -> ids.put(branch, saved.id());
                case RowResult.Failed failed -> failures.add(failure(branch, failed.errors()));
            }
        }
        if (failures.isEmpty()) {
            created.put("hasErrors", false);
            ArrayNode results = created.putArray("results");
            ids.forEach(
                    (branch, id) ->
                            results.addObject()
                                    .put("referenceId", branch.reference())
                                    .put("id", id));
            return true;
        }
        refused.put("hasErrors", true);
        refused.set("results", failures);
        return false;
    }

    private static RowInput row(Branch branch, Map<Branch, String> ids) {
        Map<Field, Input> values = new LinkedHashMap<>(branch.values());
        Field lookup = branch.lookup();
        String parent = branch.parent() == null ? null : ids.get(branch.parent());
        if (lookup != null && parent != null) {
            values.put(lookup, new Input.Text(parent));
        }
        return new RowInput(branch.type(), null, values);
    }

    private static ObjectNode failure(Branch branch, List<RowError> errors) {
        ObjectNode node = Json.object().put("referenceId", branch.reference());
        ArrayNode list = node.putArray("errors");
        for (RowError error : errors) {
            ObjectNode one = list.addObject();
            one.put("statusCode", error.statusCode()).put("message", error.message());
            error.fields().forEach(one.putArray("fields")::add);
        }
        return node;
    }
}
