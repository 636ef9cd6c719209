package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.soql.Hit;
import dev.baton.sandbox.salesforce.sosl.Scope;
import dev.baton.sandbox.salesforce.sosl.SearchEngine;
import dev.baton.sandbox.salesforce.sosl.SearchRequest;
import dev.baton.sandbox.salesforce.sosl.SearchRequest.Returned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** search by SOSL, and parameterizedSearch by parameters or a body that stand for it. */
final class SearchResource {
    /** Older versions answer with the bare list. */
    private static final int RESULT_SINCE = 37;

    private final SearchEngine engine;

    SearchResource(SearchEngine engine) {
        this.engine = engine;
    }

    SandboxReply search(Route route) {
        if (!route.is("GET", "search")) {
            throw RestApi.notAllowed(route);
        }
        String sosl = route.request().parameter("q");
        return reply(route, engine.run(sosl == null ? "" : sosl));
    }

    SandboxReply parameterized(Route route) {
        SandboxRequest request = route.request();
        if (route.is("POST", "parameterizedSearch")) {
            return reply(route, engine.run(request(Json.parse(request.body()))));
        }
        if (route.is("GET", "parameterizedSearch")) {
            return reply(route, engine.run(request(request)));
        }
        throw RestApi.notAllowed(route);
    }

    private static SandboxReply reply(Route route, List<Hit> found) {
        ArrayNode records = Json.array();
        found.forEach(hit -> records.add(Json.record(hit, route.versionPath())));
        if (route.version() < RESULT_SINCE) {
            return Json.reply(200, records);
        }
        ObjectNode body = Json.object();
        body.set("searchRecords", records);
        return Json.reply(200, body);
    }

    private static SearchRequest request(SandboxRequest request) {
        String all = request.parameter("fields");
        Integer limit = number(request.parameter("defaultLimit"));
        List<Returned> returned = new ArrayList<>();
        for (String object : request.query().getOrDefault("sobject", List.of())) {
            String fields = request.parameter(object + ".fields");
            String where = request.parameter(object + ".where");
            String order = request.parameter(object + ".orderBy");
            Integer own = number(request.parameter(object + ".limit"));
            returned.add(
                    new Returned(
                            object,
                            fields == null ? text(all) : fields,
                            clauses(where, order),
                            own == null ? limit : own,
                            0));
        }
        return request(
                request.parameter("q"),
                request.parameter("in"),
                returned,
                number(request.parameter("overallLimit")));
    }

    private static SearchRequest request(ObjectNode body) {
        String all = joined(body.path("fields"));
        Integer limit = number(body.path("defaultLimit"));
        List<Returned> returned = new ArrayList<>();
        for (JsonNode object : body.path("sobjects")) {
            String fields = joined(object.path("fields"));
            Integer own = number(object.path("limit"));
            returned.add(
                    new Returned(
                            object.path("name").asText(""),
                            fields.isEmpty() ? all : fields,
                            clauses(
                                    object.path("where").asText(""),
                                    object.path("orderBy").asText("")),
                            own == null ? limit : own,
                            0));
        }
        return request(
                body.path("q").asText(""),
                body.path("in").asText(""),
                returned,
                number(body.path("overallLimit")));
    }

    private static SearchRequest request(
            @Nullable String text,
            @Nullable String scope,
            List<Returned> returned,
            @Nullable Integer limit) {
        if (text == null || text.isBlank()) {
            throw ApiException.badRequest("MALFORMED_SEARCH", "A search string must be specified");
        }
        String in = text(scope).isEmpty() ? "ALL" : text(scope);
        return new SearchRequest(
                text,
                Scope.named(in)
                        .orElseThrow(
                                () ->
                                        ApiException.badRequest(
                                                "MALFORMED_SEARCH", "Invalid value for in: " + in)),
                returned,
                limit);
    }

    private static String clauses(@Nullable String where, @Nullable String order) {
        return (text(where).isEmpty() ? "" : "WHERE " + where + " ")
                + (text(order).isEmpty() ? "" : "ORDER BY " + order);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static String joined(JsonNode names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        return String.join(",", all);
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? null : Integer.valueOf(text);
    }

    private static @Nullable Integer number(JsonNode node) {
        return number(node.asText(""));
    }
}
