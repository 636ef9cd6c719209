package dev.baton.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulated vendor answers. The server adds {@code Date} from the sandbox's clock.
 *
 * @param operation what the request log calls it: the SOAP operation, or "" for plain REST
 * @param write whether the request can change records
 */
public record SandboxReply(
        int status, Map<String, String> headers, byte[] body, String operation, boolean write) {

    public static SandboxReply json(int status, String body) {
        return of(status, "application/json;charset=UTF-8", body);
    }

    public static SandboxReply of(int status, String contentType, String body) {
        return new SandboxReply(
                status,
                Map.of("content-type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                "",
                false);
    }

    public SandboxReply withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SandboxReply(status, all, body, operation, write);
    }

    /** The same answer, named for the request log. */
    public SandboxReply as(String name, boolean canWrite) {
        return new SandboxReply(status, headers, body, name, canWrite);
    }
}
