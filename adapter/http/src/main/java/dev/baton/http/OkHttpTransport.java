package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** The wire: one call is one request, sent at most once, and one whole answer within the cap. */
final class OkHttpTransport implements Exchange, AutoCloseable {
    private static final String USER_AGENT = "baton/0.1";
    private static final Set<String> FRAMING =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                    "upgrade",
                    "te",
                    "trailer",
                    "expect",
                    "proxy-authorization",
                    "proxy-connection");
    private static final Set<String> OURS = Set.of("user-agent", "accept-encoding");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private final OkHttpClient client;
    private final Origin origin;
    private final InstantSource clock;
    private final long maxResponseBytes;

    OkHttpTransport(GatewaySettings settings, Origin origin, InstantSource clock) {
        this(OkHttpClients.strict(settings, origin), settings, origin, clock);
    }

    OkHttpTransport(
            OkHttpClient client, GatewaySettings settings, Origin origin, InstantSource clock) {
        this.client = client;
        this.origin = origin;
        this.clock = clock;
        this.maxResponseBytes = settings.maxResponseBytes();
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        var progress = new SendProgress();
        Call prepared = client.newCall(request(call, progress));
        try (Response response = prepared.execute()) {
            return answer(call, response);
        } catch (IOException e) {
            throw WireFailures.of(e, call, progress);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private Request request(HttpCall call, SendProgress progress) throws AdapterException {
        HttpUrl url = origin.admit(call.url());
        var request = new Request.Builder().url(url).tag(SendProgress.class, progress);
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            addHeader(request, header.getKey(), header.getValue());
        }
        return request.header("User-Agent", USER_AGENT).method(call.method(), body(call)).build();
    }

    /** Checked here because OkHttp's own refusal repeats the value in its message. */
    private static void addHeader(Request.Builder request, String name, String value)
            throws AdapterException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || !VALUE.matcher(value).matches()
                || FRAMING.contains(lower)) {
            throw new AdapterException(
                    Category.BAD_REQUEST, "header_refused", "a header cannot be sent", null);
        }
        if (!OURS.contains(lower)) {
            request.header(name, value);
        }
    }

    private static okhttp3.@org.jspecify.annotations.Nullable RequestBody body(HttpCall call) {
        byte[] bytes = call.body();
        boolean wanted = !call.method().equals("GET") && !call.method().equals("HEAD");
        if (bytes == null && (!wanted || call.method().equals("DELETE"))) {
            return null;
        }
        String type = call.contentType();
        return new OneShotBody(
                bytes == null ? new byte[0] : bytes, type == null ? null : MediaType.parse(type));
    }

    private HttpAnswer answer(HttpCall call, Response response)
            throws IOException, AdapterException {
        if (response.header("Content-Encoding") != null && response.body().contentLength() != 0) {
            refuseEncoding(call, response);
        }
        BufferedSource source = response.body().source();
        if (source.request(maxResponseBytes + 1)) {
            throw Failures.unusable(
                    call,
                    Failures.ANSWER_TOO_LARGE,
                    "the answer is larger than "
                            + maxResponseBytes
                            + " bytes: ask for smaller pages or raise maxResponseBytes");
        }
        return new HttpAnswer(
                response.code(), headers(response), source.readByteArray(), clock.instant());
    }

    private static void refuseEncoding(HttpCall call, Response response) throws AdapterException {
        if (!"identity".equalsIgnoreCase(response.header("Content-Encoding"))) {
            throw Failures.unusable(
                    call,
                    Failures.ENCODING_REFUSED,
                    "the answer is packed in a way that was not asked for; look for a proxy");
        }
    }

    private static Map<String, String> headers(Response response) {
        var headers = new LinkedHashMap<String, String>();
        for (kotlin.Pair<? extends String, ? extends String> header : response.headers()) {
            headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond());
        }
        return headers;
    }
}
