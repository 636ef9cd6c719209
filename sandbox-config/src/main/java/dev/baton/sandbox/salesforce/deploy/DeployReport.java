package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment stands, as both APIs tell it: in the order of the metadata WSDL, whose client
 * takes no other.
 */
public final class DeployReport {
    private DeployReport() {}

    /**
     * The whole of it.
     *
     * @param details whether every component is told of
     */
    public static Map<String, @Nullable Object> of(Org org, DeployJob job, boolean details) {
        DeployResult result = job.result();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        boolean canceled = job.status() == DeployJob.Status.CANCELED;
        out.put("canceledBy", canceled ? job.createdBy() : null);
        out.put("canceledByName", canceled ? name(org, job) : null);
        out.put("checkOnly", job.options().checkOnly());
        out.put("completedDate", time(job.completed()));
        out.put("createdBy", job.createdBy());
        out.put("createdByName", name(org, job));
        out.put("createdDate", time(job.created()));
        out.put("details", details ? details(result, job.modified()) : null);
        out.put("done", job.done());
        out.put("id", job.id());
        out.put("ignoreWarnings", job.options().ignoreWarnings());
        out.put("lastModifiedDate", time(job.modified()));
        out.put("numberComponentErrors", result.failures().size());
        out.put("numberComponentsDeployed", result.deployed());
        out.put("numberComponentsTotal", result.total());
        out.put("numberTestErrors", 0);
        out.put("numberTestsCompleted", 0);
        out.put("numberTestsTotal", 0);
        out.put("rollbackOnError", job.options().rollbackOnError());
        out.put("runTestsEnabled", false);
        out.put("startDate", time(job.started()));
        out.put("status", job.status().word());
        out.put("success", job.status() == DeployJob.Status.SUCCEEDED);
        return out;
    }

    private static @Nullable Object name(Org org, DeployJob job) {
        return org.find(job.createdBy()).map(user -> org.view().value(user, "Name")).orElse(null);
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : Values.zuluText(instant);
    }

    private static Map<String, @Nullable Object> details(DeployResult result, Instant at) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("componentFailures", messages(result.failures(), at));
        out.put("componentSuccesses", messages(result.successes(), at));
        Map<String, @Nullable Object> tests = new LinkedHashMap<>();
        tests.put("numFailures", 0);
        tests.put("numTestsRun", 0);
        tests.put("totalTime", 0.0);
        out.put("runTestResult", tests);
        return out;
    }

    private static List<Map<String, @Nullable Object>> messages(
            List<ComponentResult> results, Instant at) {
        return results.stream().map(result -> message(result, at)).toList();
    }

    private static Map<String, @Nullable Object> message(ComponentResult result, Instant at) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        ComponentResult.Effect effect = result.effect();
        out.put("changed", effect != ComponentResult.Effect.NONE);
        out.put("componentType", result.type());
        out.put("created", effect == ComponentResult.Effect.CREATED);
        out.put("createdDate", time(at));
        out.put("deleted", effect == ComponentResult.Effect.DELETED);
        out.put("fileName", result.fileName());
        out.put("fullName", result.fullName());
        out.put("problem", result.problem());
        out.put(
                "problemType",
                result.problem() == null ? null : result.warning() ? "Warning" : "Error");
        out.put("success", result.success());
        return out;
    }
}
