package dev.baton.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulated vendor answers. The server adds {@code Date} from the sandbox's clock.
 *
 * @param content read once, when a server sends it
 * @param operation what the request log calls it: the SOAP operation, or "" for plain REST
 * @param write whether the request can change records
 * @param delivery how it reaches the client
 */
public record SandboxReply(
        int status,
        Map<String, String> headers,
        ReplyContent content,
        String operation,
        boolean write,
        Delivery delivery) {

    /** An answer that arrives whole and at once. */
    public SandboxReply(
            int status,
            Map<String, String> headers,
            ReplyContent content,
            String operation,
            boolean write) {
        this(status, headers, content, operation, write, new Delivery.Whole());
    }

    public static SandboxReply json(int status, String body) {
        return of(status, "application/json;charset=UTF-8", body);
    }

    public static SandboxReply of(int status, String contentType, String body) {
        return new SandboxReply(
                status, Map.of("content-type", contentType), ReplyContent.of(body), "", false);
    }

    /** An answer without content, which therefore names no type of content. */
    public static SandboxReply empty(int status) {
        return new SandboxReply(status, Map.of(), ReplyContent.of(""), "", false);
    }

    /** All of the content, in memory. */
    public byte[] body() {
        return content.bytes();
    }

    public SandboxReply withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SandboxReply(status, all, content, operation, write, delivery);
    }

    /** The same answer, named for the request log. */
    public SandboxReply as(String name, boolean canWrite) {
        return new SandboxReply(status, headers, content, name, canWrite, delivery);
    }

    /** The same answer, delivered otherwise. */
    public SandboxReply delivered(Delivery other) {
        return new SandboxReply(status, headers, content, operation, write, other);
    }
}
