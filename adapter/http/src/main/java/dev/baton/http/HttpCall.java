package dev.baton.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to a vendor.
 *
 * @param method GET, HEAD, POST, PUT, PATCH or DELETE
 * @param url absolute; must lie on the gateway's allow-listed origin
 * @param headers User-Agent and Accept-Encoding are the gateway's own and replaced; those that
 *     frame the message (Host, Content-Length, Transfer-Encoding, Connection and their kin) are
 *     refused
 * @param body null for none; never with GET or HEAD
 * @param contentType null where there is no body
 * @param repeatable whether sending it twice does no harm: reads yes, writes no. Only repeatable
 *     calls are ever retried after they may have reached the server
 * @param piecemeal what of it is never in memory as a whole
 */
public record HttpCall(
        String method,
        String url,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable String contentType,
        boolean repeatable,
        Piecemeal piecemeal) {

    private static final Set<String> BODILESS = Set.of("GET", "HEAD");
    private static final Set<String> BODIED = Set.of("POST", "PUT", "PATCH", "DELETE");

    public HttpCall {
        Settings.check(
                BODILESS.contains(method) || BODIED.contains(method),
                "method must be GET, HEAD, POST, PUT, PATCH or DELETE");
        boolean hasBody = body != null || piecemeal.upload() != null;
        Settings.check(!hasBody || BODIED.contains(method), method + " takes no body");
        Settings.check(body == null || piecemeal.upload() == null, "one body is enough");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A call that fits into memory. */
    public HttpCall(
            String method,
            String url,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable String contentType,
            boolean repeatable) {
        this(method, url, headers, body, contentType, repeatable, Piecemeal.NOTHING);
    }

    public static HttpCall get(String url) {
        return new HttpCall("GET", url, Map.of(), null, null, true);
    }

    public static HttpCall post(String url, String contentType, byte[] body, boolean repeatable) {
        return new HttpCall("POST", url, Map.of(), body, contentType, repeatable);
    }

    /** Takes a resource away; that it is gone already does no harm. */
    public static HttpCall delete(String url) {
        return new HttpCall("DELETE", url, Map.of(), null, null, true);
    }

    public HttpCall withHeader(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, url, all, body, contentType, repeatable, piecemeal);
    }

    /**
     * The same with a body that is made while it is sent.
     *
     * @throws IllegalArgumentException when it has a body already
     */
    public HttpCall with(Piecemeal.Upload upload) {
        return with(new Piecemeal(upload, piecemeal.reader(), piecemeal.onHead()));
    }

    /** The same with an answer that is read while it comes. */
    public HttpCall with(Piecemeal.Reader reader) {
        return with(new Piecemeal(piecemeal.upload(), reader, piecemeal.onHead()));
    }

    /** The same, telling of a good answer's head before its body is read. */
    public HttpCall onHead(Consumer<HttpAnswer> told) {
        return with(new Piecemeal(piecemeal.upload(), piecemeal.reader(), told));
    }

    private HttpCall with(Piecemeal parts) {
        return new HttpCall(method, url, headers, body, contentType, repeatable, parts);
    }

    /** The address without its query, for a log. */
    String path() {
        int origin = url.indexOf("://");
        int slash = url.indexOf('/', origin < 0 ? 0 : origin + 3);
        String rest = slash < 0 ? "/" : url.substring(slash);
        int query = rest.indexOf('?');
        return query < 0 ? rest : rest.substring(0, query);
    }

    /** Method and path only: headers, query and body hold what no log may hold. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
