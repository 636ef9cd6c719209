package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment as the org tells it.
 *
 * @param id {@code 0Af…}, as Setup, Deployment Status lists it
 * @param status in the vendor's words: Pending, InProgress, Succeeded, Failed …
 * @param failures what was refused, in the vendor's words; about metadata, never about records
 * @param outcomes what became, or would become, of each component; empty until it is done
 */
public record Deployment(
        String id,
        boolean done,
        boolean success,
        String status,
        int deployed,
        int total,
        List<Failure> failures,
        List<Outcome> outcomes) {
    /** An answer lists as many as there are files; people read the first ones. */
    private static final int LONGEST = 300;

    /** What a folder's kind ends in. */
    private static final String FOLDER = "Folder";

    public Deployment {
        failures = List.copyOf(failures);
        outcomes = List.copyOf(outcomes);
    }

    /** One refusal. */
    public record Failure(String type, String name, String problem) {
        public String told() {
            return (type + " " + name).strip() + ": " + problem;
        }
    }

    /** What became of a component. */
    public record Outcome(Component.Id id, boolean created, boolean changed) {}

    static Deployment of(String id, JsonNode result) {
        var failures = new ArrayList<Failure>();
        JsonNode details = result.path("details");
        for (JsonNode failure : list(details.path("componentFailures"))) {
            failures.add(
                    new Failure(
                            failure.path("componentType").asText(""),
                            failure.path("fullName").asText(""),
                            shown(failure.path("problem").asText(""))));
        }
        String said = result.path("errorMessage").asText("");
        if (!said.isEmpty()) {
            failures.add(new Failure("", result.path("errorStatusCode").asText(""), shown(said)));
        }
        var outcomes = new ArrayList<Outcome>();
        for (JsonNode one : list(details.path("componentSuccesses"))) {
            outcomes.add(
                    new Outcome(
                            id(
                                    one.path("componentType").asText(""),
                                    one.path("fullName").asText("")),
                            one.path("created").asBoolean(),
                            one.path("changed").asBoolean()));
        }
        return new Deployment(
                id,
                result.path("done").asBoolean(),
                result.path("success").asBoolean(),
                result.path("status").asText(""),
                result.path("numberComponentsDeployed").asInt(),
                result.path("numberComponentsTotal").asInt(),
                failures,
                outcomes);
    }

    /** A folder is deployed among what lies in it, and reported as a kind of its own. */
    private static Component.Id id(String type, String name) {
        String content =
                type.endsWith(FOLDER) ? type.substring(0, type.length() - FOLDER.length()) : type;
        return SourceFormat.FOLDERS.containsValue(content)
                ? new Component.Id(content, name.replaceFirst("/$", ""))
                : new Component.Id(type, name);
    }

    /** One of a kind may come without its brackets. */
    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isObject() ? List.of(node) : node;
    }

    private static String shown(String problem) {
        String line = problem.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}
