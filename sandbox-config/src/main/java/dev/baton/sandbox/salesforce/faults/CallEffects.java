package dev.baton.sandbox.salesforce.faults;

import java.time.Duration;
import java.util.List;

/** The kinds of faults that hit calls. */
final class CallEffects {
    private static final String KINDS =
            "unavailable, edge-busy, not-acceptable, uri-too-long, server-error, daily-limit, "
                    + "concurrent-limit, query-timeout, expired-session, expired-locators, drop, cut, "
                    + "slow, locked-rows, validation-rule, bulk-job";
    private static final String UNAVAILABLE =
            "<html><head><title>Server temporarily unavailable</title></head>"
                    + "<body><h1>503 Service Unavailable</h1></body></html>";
    private static final String EDGE_BUSY =
            "<html><body><h1>We are setting things up</h1>"
                    + "<p>Come back in a moment.</p></body></html>";

    private CallEffects() {}

    static CallEffect of(String kind, YamlEntries entries) throws ScenarioException {
        return switch (kind) {
            case "unavailable" -> new CallEffect.Page(503, UNAVAILABLE);
            case "edge-busy" -> new CallEffect.Page(420, EDGE_BUSY);
            case "not-acceptable" -> new CallEffect.Page(406, "");
            case "uri-too-long" ->
                    new CallEffect.Page(
                            414, "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>");
            case "server-error" ->
                    new CallEffect.Refuse(
                            500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.");
            case "daily-limit" -> limit("TotalRequests Limit exceeded.");
            case "concurrent-limit" -> limit("ConcurrentPerOrgLongTxn Limit exceeded.");
            case "query-timeout" ->
                    new CallEffect.Refuse(
                            400, "QUERY_TIMEOUT", "Your query request was running for too long.");
            case "expired-session" -> new CallEffect.EndSession();
            case "expired-locators" -> new CallEffect.ForgetLocators();
            case "drop" -> drop(entries);
            case "cut" -> new CallEffect.Cut(entries.number("bytes", 0, -1));
            case "slow" ->
                    new CallEffect.Slow(Duration.ofMillis(entries.number("milliseconds", 1, 1000)));
            default ->
                    throw new ScenarioException(
                            entries.line("fault"), "fault must be one of " + KINDS);
        };
    }

    /** Keys that only this kind has. */
    static List<String> keys(String kind) {
        return switch (kind) {
            case "drop" -> List.of("done");
            case "cut" -> List.of("bytes");
            case "slow" -> List.of("milliseconds");
            default -> List.of();
        };
    }

    private static CallEffect limit(String message) {
        return new CallEffect.Refuse(403, "REQUEST_LIMIT_EXCEEDED", message);
    }

    private static CallEffect drop(YamlEntries entries) throws ScenarioException {
        return switch (entries.text("done")) {
            case "true" -> new CallEffect.DropAfter();
            case "false" -> new CallEffect.DropBefore();
            default ->
                    throw new ScenarioException(
                            entries.line("done"),
                            "done must be true (the work was done) or false (it was not)");
        };
    }
}
