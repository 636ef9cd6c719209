package dev.baton.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as {@code accounts --json} tells of it.
 *
 * @param score 0 to 100, null if unknown
 */
record Scored(String key, String name, @Nullable Double score, List<Reason> reasons) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Scored {
        reasons = List.copyOf(reasons);
    }

    /** One of the first three. */
    record Reason(String measure, String points, String because) {}

    /** All accounts of the document, worst first. */
    static List<Scored> all(String document) throws DemoException {
        JsonNode accounts;
        try {
            accounts = JSON.readTree(document).path("accounts");
        } catch (JsonProcessingException e) {
            throw new DemoException(1, "`accounts --json` printed no JSON", e);
        }
        var all = new ArrayList<Scored>();
        for (JsonNode account : accounts) {
            all.add(of(account));
        }
        return all;
    }

    private static Scored of(JsonNode account) {
        var reasons = new ArrayList<Reason>();
        for (JsonNode reason : account.path("reasons")) {
            reasons.add(
                    new Reason(
                            reason.path("measure").asText(),
                            reason.path("points").asText(),
                            reason.path("because").asText()));
        }
        JsonNode score = account.path("score");
        return new Scored(
                account.path("external_id").asText(),
                account.path("name").asText(),
                score.isNumber() ? (Double) score.doubleValue() : null,
                reasons);
    }
}
