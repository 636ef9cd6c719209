package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;

/** The vendor's refusals, word for word where they were seen. */
final class ZendeskErrors {
    private ZendeskErrors() {}

    static SandboxReply unauthenticated() {
        return Json.reply(401, body().put("error", "Couldn't authenticate you"));
    }

    static SandboxReply recordNotFound() {
        return Json.reply(
                404, body().put("error", "RecordNotFound").put("description", "Not found"));
    }

    static SandboxReply invalidEndpoint() {
        return Json.reply(
                404, body().put("error", "InvalidEndpoint").put("description", "Not found"));
    }

    static SandboxReply invalidAttribute(String name, String why) {
        ObjectNode body = body();
        body.putObject("error")
                .put("title", "Invalid attribute")
                .put(
                        "message",
                        "You passed an invalid value for the " + name + " attribute. " + why);
        return Json.reply(400, body);
    }

    static SandboxReply invalidPage(String what) {
        ObjectNode body = body();
        body.putArray("errors")
                .addObject()
                .put("code", "InvalidPaginationParameter")
                .put("title", what);
        return Json.reply(400, body);
    }

    static SandboxReply startTimeTooRecent() {
        return Json.reply(
                422,
                body().put("error", "StartTimeTooRecent")
                        .put(
                                "description",
                                "Too recent start_time. Use a start_time older than 60 seconds"));
    }

    /** The incremental export answers in JSON … */
    static SandboxReply exportLimit(long retryAfter) {
        String what = "Number of allowed incremental export API requests per minute exceeded";
        return Json.reply(429, body().put("error", "APIRateLimitExceeded").put("description", what))
                .withHeader("Retry-After", Long.toString(retryAfter));
    }

    /** … and everything else in plain text. */
    static SandboxReply callLimit(long retryAfter) {
        return SandboxReply.of(
                        429,
                        "text/plain;charset=UTF-8",
                        "Number of allowed API requests per minute exceeded")
                .withHeader("Retry-After", Long.toString(retryAfter));
    }

    private static ObjectNode body() {
        return Json.MAPPER.createObjectNode();
    }
}
