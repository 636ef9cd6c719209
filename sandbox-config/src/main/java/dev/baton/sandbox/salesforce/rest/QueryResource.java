package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.session.Cursors;
import dev.baton.sandbox.salesforce.session.Cursors.Page;
import dev.baton.sandbox.salesforce.soql.Answer;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** query, queryAll and their later pages. */
final class QueryResource {
    private static final Pattern BATCH =
            Pattern.compile("batchSize\\s*=\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    private final SoqlEngine engine;
    private final Cursors cursors;

    QueryResource(SoqlEngine engine, Cursors cursors) {
        this.engine = engine;
        this.cursors = cursors;
    }

    SandboxReply first(Route route, boolean deletedToo) {
        String explained = route.request().parameter("explain");
        if (explained != null) {
            return QueryPlans.reply(engine.run(explained, deletedToo));
        }
        String soql = route.request().parameter("q");
        if (soql == null) {
            throw ApiException.badRequest(
                    "MALFORMED_QUERY", "SOQL query must be specified in the q parameter");
        }
        Answer answer = engine.run(soql, deletedToo);
        return "true".equals(route.request().parameter("columns"))
                ? QueryColumns.reply(answer)
                : page(route, cursors.first(answer, batch(route)));
    }

    SandboxReply next(Route route) {
        return page(route, cursors.next(route.segment(1)));
    }

    private static @Nullable Integer batch(Route route) {
        String options = route.request().header("sforce-query-options");
        Matcher matcher = BATCH.matcher(options == null ? "" : options);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private static SandboxReply page(Route route, Page page) {
        ObjectNode body = Json.object();
        body.put("totalSize", page.total());
        body.put("done", page.locator() == null);
        if (page.locator() != null) {
            body.put("nextRecordsUrl", route.versionPath() + "/query/" + page.locator());
        }
        ArrayNode records = body.putArray("records");
        page.hits().forEach(hit -> records.add(Json.record(hit, route.versionPath())));
        return Json.reply(200, body);
    }
}
