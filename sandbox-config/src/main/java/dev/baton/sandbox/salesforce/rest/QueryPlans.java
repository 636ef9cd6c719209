package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.soql.Answer;

/** {@code query?explain=}: how a query would be run. There are no indexes here, so one plan. */
final class QueryPlans {
    private QueryPlans() {}

    static SandboxReply reply(Answer answer) {
        ObjectNode body = Json.object();
        ObjectNode plan = body.putArray("plans").addObject();
        plan.put("cardinality", answer.size());
        plan.putArray("fields");
        plan.put("leadingOperationType", "TableScan");
        plan.putArray("notes");
        plan.put("relativeCost", 1.0);
        plan.put("sobjectCardinality", answer.size());
        plan.put("sobjectType", answer.object().name());
        body.put("sourceQuery", "");
        return Json.reply(200, body);
    }
}
