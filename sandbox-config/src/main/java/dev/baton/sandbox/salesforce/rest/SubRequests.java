package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.fault.ApiException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls within a call: answered as alone, but counted with the one that brought them. */
final class SubRequests {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Function<Route, SandboxReply> dispatch;

    /**
     * Answers through the API itself.
     *
     * @param dispatch answers a route or throws the vendor's refusal
     */
    SubRequests(Function<Route, SandboxReply> dispatch) {
        this.dispatch = dispatch;
    }

    /**
     * Answers one.
     *
     * @param url what follows /services/data/, with or without it in front
     * @param body null for none
     */
    SandboxReply answer(Route outer, String method, String url, @Nullable JsonNode body) {
        int mark = url.indexOf('?');
        String path = decode((mark < 0 ? url : url.substring(0, mark)).replace("+", "%2B"));
        String below = path.replaceFirst("^/?(services/data/)?", "");
        int slash = below.indexOf('/');
        if (slash < 0
                || !("/services/data/" + below.substring(0, slash)).equals(outer.versionPath())) {
            return RestApi.error(ApiException.notFound());
        }
        SandboxRequest request =
                new SandboxRequest(
                        method,
                        "/services/data/" + below,
                        parameters(mark < 0 ? "" : url.substring(mark + 1)),
                        outer.request().headers(),
                        body == null ? new byte[0] : bytes(body));
        List<String> segments = RestApi.segments(below.substring(slash + 1));
        if (!allowed(segments)) {
            return RestApi.error(ApiException.notFound());
        }
        try {
            return dispatch.apply(new Route(request, outer.versionPath(), segments));
        } catch (ApiException e) {
            return RestApi.error(e);
        }
    }

    /** No call within a call brings calls of its own, or a job. */
    private static boolean allowed(List<String> segments) {
        String first = segments.isEmpty() ? "" : segments.getFirst();
        boolean collection = segments.size() > 1 && segments.get(1).equals("sobjects");
        return !first.equals("jobs") && (!first.equals("composite") || collection);
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // What is no escape stands for itself, as the vendor reads it in a body.
            return text;
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What was answered as a tree; null for an answer without a body. */
    static JsonNode body(SandboxReply reply) {
        try {
            JsonNode body = MAPPER.readTree(reply.body());
            return body == null || body.isMissingNode() ? MAPPER.nullNode() : body;
        } catch (IOException e) {
            throw new IllegalStateException("the API answers in JSON", e);
        }
    }
}
