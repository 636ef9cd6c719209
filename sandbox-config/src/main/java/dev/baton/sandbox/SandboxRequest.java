package dev.baton.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, free of any server library, already inflated if it came gzip-encoded.
 *
 * @param method upper case
 * @param path decoded, without query
 * @param query decoded parameters, every value in order of appearance
 * @param headers names in lower case
 * @param body empty where there is none
 */
public record SandboxRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body) {

    /** The first value of a query parameter, or null. */
    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** A header by its lower-case name, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
