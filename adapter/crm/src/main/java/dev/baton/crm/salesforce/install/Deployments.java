package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.http.Waiting;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Puts files into an org by the REST resource of the Metadata API. All of a deployment happens or
 * nothing does.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm">deployRequest</a>
 */
public final class Deployments {
    private static final String RESOURCE = "metadata/deployRequest";
    private static final Pattern ID = Pattern.compile("0Af[A-Za-z0-9]{12,15}");

    /** No text of ours holds it, and a zip by chance one in 2 to the 100. */
    private static final String BOUNDARY = "baton-5c1f0d9ab27e46d3a8e1";

    /**
     * A package of this size is there within a minute; orgs under load have let people wait for 20.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private final OrgApi admin;
    private final Waiting waiting;

    public Deployments(OrgApi admin, Waiting waiting) {
        this.admin = admin;
        this.waiting = waiting;
    }

    /**
     * Whether these files would go in; the org stays as it is.
     *
     * @param progress hears of each look at it
     */
    public Deployment validate(SortedMap<String, String> files, Consumer<Deployment> progress)
            throws AdapterException, InterruptedException {
        return run(files, true, progress);
    }

    /** Puts them in. */
    public Deployment deploy(SortedMap<String, String> files, Consumer<Deployment> progress)
            throws AdapterException, InterruptedException {
        return run(files, false, progress);
    }

    private Deployment run(
            SortedMap<String, String> files, boolean checkOnly, Consumer<Deployment> progress)
            throws AdapterException, InterruptedException {
        byte[] body = form(options(checkOnly), MetadataFormat.zip(files));
        JsonNode begun = admin.send(RESOURCE, "multipart/form-data; boundary=" + BOUNDARY, body);
        String id = begun.path("id").asText();
        if (!ID.matcher(id).matches()) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "no_deployment_id",
                    "the org did not say which deployment it began; look at Setup, Deployment Status",
                    null);
        }
        return end(id, progress);
    }

    /** Looks often at first, then less, for a small one is done in seconds. */
    private Deployment end(String id, Consumer<Deployment> progress)
            throws AdapterException, InterruptedException {
        Duration pause = Duration.ofMillis(500);
        Duration waited = Duration.ZERO;
        while (true) {
            JsonNode answer = admin.get(RESOURCE + "/" + id + "?includeDetails=true");
            Deployment now = Deployment.of(id, answer.path("deployResult"));
            progress.accept(now);
            if (now.done()) {
                return now;
            }
            if (waited.compareTo(PATIENCE) > 0) {
                throw new AdapterException(
                        Category.UNAVAILABLE,
                        "deployment_pending",
                        "the org has not finished the deployment; see Setup, Deployment Status, and"
                                + " run it again when that says it is done",
                        null);
            }
            waiting.pause(pause);
            waited = waited.plus(pause);
            pause = pause.compareTo(Duration.ofSeconds(10)) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    /** No tests run: the package brings no Apex, and an org's own are not ours to run. */
    private static ObjectNode options(boolean checkOnly) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("deployOptions")
                .put("allowMissingFiles", false)
                .put("autoUpdatePackage", false)
                .put("checkOnly", checkOnly)
                .put("ignoreWarnings", true)
                .put("performRetrieve", false)
                .put("purgeOnDelete", false)
                .put("rollbackOnError", true)
                .put("singlePackage", true)
                .put("testLevel", "NoTestRun");
        return root;
    }

    /** The vendor takes the zip under the name and type of its documentation's example only. */
    private static byte[] form(ObjectNode options, byte[] zip) {
        var body = new ByteArrayOutputStream();
        part(body, "name=\"entity_content\"", "application/json");
        body.writeBytes(options.toString().getBytes(StandardCharsets.UTF_8));
        text(body, "\r\n");
        part(body, "name=\"file\"; filename=\"package.zip\"", "application/zip");
        body.writeBytes(zip);
        text(body, "\r\n--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String disposition, String type) {
        text(body, "--" + BOUNDARY + "\r\n");
        text(body, "Content-Disposition: form-data; " + disposition + "\r\n");
        text(body, "Content-Type: " + type + "\r\n\r\n");
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
