package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** composite and composite/batch: several calls in one, which counts as one. */
final class CompositeResource {
    private static final int MAX_REQUESTS = 25;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "PUT", "DELETE");

    private final Org org;
    private final SubRequests requests;

    CompositeResource(Org org, SubRequests requests) {
        this.org = org;
        this.requests = requests;
    }

    /**
     * One after the other, with values of earlier answers in later calls; with allOrNone one that
     * fails undoes all.
     */
    SandboxReply composite(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        ArrayNode calls = calls(body, "compositeRequest");
        List<ObjectNode> answers = new ArrayList<>();
        boolean allOrNone = body.path("allOrNone").asBoolean(false);
        org.atomically(
                () -> {
                    boolean good = run(route, calls, answers, allOrNone);
                    return good || !allOrNone;
                });
        ObjectNode out = Json.object();
        answers.forEach(out.putArray("compositeResponse")::add);
        return Json.reply(200, out);
    }

    private boolean run(Route route, ArrayNode calls, List<ObjectNode> answers, boolean allOrNone) {
        References references = new References();
        boolean good = true;
        for (JsonNode call : calls) {
            String reference = required(call, "referenceId");
            SandboxReply reply = call(route, call, references);
            JsonNode answered = SubRequests.body(reply);
            good &= reply.status() < 400;
            if (reply.status() < 400) {
                references.put(reference, answered);
            }
            answers.add(answer(reference, reply.status(), answered));
            if (!good && allOrNone) {
                halt(calls, answers);
                return false;
            }
        }
        return good;
    }

    private SandboxReply call(Route route, JsonNode call, References references) {
        try {
            return requests.answer(
                    route,
                    method(call),
                    references.in(required(call, "url")),
                    references.in(call.get("body")));
        } catch (References.NoValue e) {
            return Json.error(400, "PROCESSING_HALTED", e.text());
        }
    }

    /** The one that failed keeps its reason; of all others nothing was written. */
    private static void halt(ArrayNode calls, List<ObjectNode> answers) {
        int failed = answers.size() - 1;
        for (int i = 0; i < calls.size(); i++) {
            if (i == failed) {
                continue;
            }
            ArrayNode errors = Json.array();
            errors.addObject()
                    .put("errorCode", "PROCESSING_HALTED")
                    .put(
                            "message",
                            "The transaction was rolled back since another operation in the same transaction failed.");
            ObjectNode halted = answer(required(calls.get(i), "referenceId"), 400, errors);
            if (i < answers.size()) {
                answers.set(i, halted);
            } else {
                answers.add(halted);
            }
        }
    }

    private static ObjectNode answer(String reference, int status, JsonNode body) {
        ObjectNode node = Json.object();
        node.set("body", body);
        node.putObject("httpHeaders");
        node.put("httpStatusCode", status);
        node.put("referenceId", reference);
        return node;
    }

    /** Independent of each other; with haltOnError those after a failed one are not tried. */
    SandboxReply batch(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        boolean halt = body.path("haltOnError").asBoolean(false);
        ObjectNode out = Json.object();
        boolean failed = false;
        ArrayNode results = Json.array();
        for (JsonNode call : calls(body, "batchRequests")) {
            SandboxReply reply =
                    failed && halt
                            ? Json.error(
                                    412,
                                    "BATCH_PROCESSING_HALTED",
                                    "Batch processing halted per request")
                            : requests.answer(
                                    route,
                                    method(call),
                                    required(call, "url"),
                                    call.get("richInput"));
            failed |= reply.status() >= 400;
            results.addObject()
                    .put("statusCode", reply.status())
                    .set("result", SubRequests.body(reply));
        }
        out.put("hasErrors", failed);
        out.set("results", results);
        return Json.reply(200, out);
    }

    private static ArrayNode calls(ObjectNode body, String name) {
        if (!(body.get(name) instanceof ArrayNode calls)) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", name + " must be a list");
        }
        if (calls.size() > MAX_REQUESTS) {
            throw ApiException.badRequest(
                    "LIMIT_EXCEEDED", "The number of subrequests cannot exceed " + MAX_REQUESTS);
        }
        return calls;
    }

    private static String method(JsonNode call) {
        String method = required(call, "method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw ApiException.badRequest("INVALID_HTTP_METHOD", method + " is not supported");
        }
        return method;
    }

    private static String required(JsonNode call, String name) {
        String value = call.path(name).asText("");
        if (value.isEmpty()) {
            throw ApiException.badRequest("JSON_PARSER_ERROR", name + " must be specified");
        }
        return value;
    }
}
