package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.deploy.DeployJob;
import dev.baton.sandbox.salesforce.deploy.DeployOptions;
import dev.baton.sandbox.salesforce.deploy.DeployReport;
import dev.baton.sandbox.salesforce.deploy.Deployments;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** metadata/deployRequest: the Metadata API's deploy over REST. */
final class DeployResource {
    private static final String REFUSED = "INVALID_MULTIPART_REQUEST";

    private final Org org;
    private final Deployments deployments;

    DeployResource(Org org, Deployments deployments) {
        this.org = org;
        this.deployments = deployments;
    }

    SandboxReply handle(Route route) {
        if (route.is("POST", "metadata", "deployRequest")) {
            return deploy(route);
        }
        if (route.is("GET", "metadata", "deployRequest", "*")) {
            boolean details = "true".equals(route.request().parameter("includeDetails"));
            return Json.reply(200, body(route, deployments.find(route.segment(2)), details));
        }
        if (route.is("PATCH", "metadata", "deployRequest", "*")) {
            return cancel(route);
        }
        throw RestApi.notAllowed(route);
    }

    /** The zip is the part {@code file}; the options are the part {@code entity_content}. */
    private SandboxReply deploy(Route route) {
        Multipart parts =
                Multipart.of(
                        route.request().header("content-type"), route.request().body(), REFUSED);
        JsonNode options = Json.parse(parts.required("entity_content")).path("deployOptions");
        DeployJob job = deployments.submit(parts.required("file"), options(options));
        return Json.reply(201, body(route, job, false));
    }

    private static DeployOptions options(JsonNode options) {
        return new DeployOptions(
                options.path("checkOnly").asBoolean(false),
                options.path("rollbackOnError").asBoolean(false),
                options.path("ignoreWarnings").asBoolean(false),
                options.path("allowMissingFiles").asBoolean(false),
                options.path("autoUpdatePackage").asBoolean(false));
    }

    private SandboxReply cancel(Route route) {
        ObjectNode asked = Json.parse(route.request().body());
        String status = asked.path("deployResult").path("status").asText("");
        if (!status.equals("Canceling")) {
            throw ApiException.badRequest(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "only the status Canceling can be asked for");
        }
        return Json.reply(202, body(route, deployments.cancel(route.segment(2)), false));
    }

    private Map<String, @Nullable Object> body(Route route, DeployJob job, boolean details) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", job.id());
        body.put("validatedDeployRequestId", null);
        body.put("url", route.versionPath() + "/metadata/deployRequest/" + job.id());
        body.put("deployOptions", options(job.options()));
        body.put("deployResult", DeployReport.of(org, job, details));
        return body;
    }

    private static Map<String, Object> options(DeployOptions options) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("allowMissingFiles", options.allowMissingFiles());
        out.put("autoUpdatePackage", options.autoUpdatePackage());
        out.put("checkOnly", options.checkOnly());
        out.put("ignoreWarnings", options.ignoreWarnings());
        out.put("performRetrieve", false);
        out.put("purgeOnDelete", false);
        out.put("rollbackOnError", options.rollbackOnError());
        out.put("singlePackage", true);
        return out;
    }
}
