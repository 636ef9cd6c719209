package dev.baton.simulation.vendor;

import java.util.Map;

/**
 * What a vendor answers.
 *
 * @param type the content type
 * @param headers besides Date and Content-Type
 */
public record Reply(int status, String type, String body, Map<String, String> headers) {
    static final String JSON = "application/json;charset=UTF-8";
    static final String XML = "text/xml; charset=utf-8";

    public static Reply json(int status, String body) {
        return new Reply(status, JSON, body, Map.of());
    }

    static Reply xml(int status, String body) {
        return new Reply(status, XML, body, Map.of());
    }

    public static Reply html(int status) {
        return new Reply(status, "text/html", "<h1>Service Unavailable</h1>", Map.of());
    }

    public Reply with(String name, String value) {
        var all = new java.util.TreeMap<>(headers);
        all.put(name, value);
        return new Reply(status, type, body, all);
    }
}
