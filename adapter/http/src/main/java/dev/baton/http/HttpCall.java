package dev.baton.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a vendor.
 *
 * @param url absolute; must lie on the gateway's allow-listed origin
 * @param body null for none
 * @param contentType null where there is no body
 * @param repeatable whether sending it twice does no harm: reads yes, writes no. Only repeatable
 *     calls are ever retried after they may have reached the server
 */
public record HttpCall(
        String method,
        String url,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable String contentType,
        boolean repeatable) {

    public HttpCall {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static HttpCall get(String url) {
        return new HttpCall("GET", url, Map.of(), null, null, true);
    }

    public static HttpCall post(String url, String contentType, byte[] body, boolean repeatable) {
        return new HttpCall("POST", url, Map.of(), body, contentType, repeatable);
    }

    public HttpCall withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, url, all, body, contentType, repeatable);
    }
}
