package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

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
    private static final Set<String> BODY_EXPECTED = Set.of("POST", "PUT", "PATCH");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /**
     * Of one try of a call that is never in memory as a whole; less than a lease lasts. Its
     * silences may last no longer than others'.
     */
    private static final Duration LONG_CALL = Duration.ofMinutes(10);

    /** Bytes of an answer that is read while it comes; no vendor's file is larger. */
    private static final long LONGEST_STREAM = 1L << 30;

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
        if (call.piecemeal().isLong()) {
            prepared.timeout().timeout(LONG_CALL.toSeconds(), TimeUnit.SECONDS);
        }
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
            throw headerRefused();
        }
        if (!OURS.contains(lower)) {
            request.header(name, value);
        }
    }

    private static @Nullable RequestBody body(HttpCall call) throws AdapterException {
        byte[] bytes = call.body();
        Piecemeal.Upload upload = call.piecemeal().upload();
        if (bytes == null && upload == null) {
            return BODY_EXPECTED.contains(call.method())
                    ? new OneShotBody(new byte[0], null)
                    : null;
        }
        String type = call.contentType();
        MediaType parsed = type == null ? null : MediaType.parse(type);
        if (type != null && (parsed == null || !VALUE.matcher(type).matches())) {
            throw headerRefused();
        }
        return upload == null
                ? new OneShotBody(Objects.requireNonNull(bytes), parsed)
                : new OneShotBody(upload, parsed);
    }

    private static AdapterException headerRefused() {
        return new AdapterException(
                Category.BAD_REQUEST, "header_refused", "a header cannot be sent", null);
    }

    /** The source is inflated already, so that the cap counts what would fill our memory. */
    private HttpAnswer answer(HttpCall call, Response response)
            throws IOException, AdapterException {
        BufferedSource source = response.body().source();
        Piecemeal.Reader reader = call.piecemeal().reader();
        if (response.isSuccessful()) {
            call.piecemeal().tellHead(answer(response, new byte[0]));
        }
        if (reader != null && response.isSuccessful()) {
            if (isStillPacked(response)) {
                throw packed(call);
            }
            reader.read(new CappedStream(source.inputStream(), LONGEST_STREAM));
            return answer(response, new byte[0]);
        }
        if (source.request(maxResponseBytes + 1)) {
            throw Failures.unusable(
                    call,
                    Failures.ANSWER_TOO_LARGE,
                    "the answer is larger than "
                            + maxResponseBytes
                            + " bytes: ask for smaller pages or raise maxResponseBytes");
        }
        byte[] body = source.readByteArray();
        if (body.length > 0 && isStillPacked(response)) {
            throw packed(call);
        }
        return answer(response, body);
    }

    private HttpAnswer answer(Response response, byte[] body) {
        return new HttpAnswer(response.code(), headers(response), body, clock.instant());
    }

    private static AdapterException packed(HttpCall call) {
        return Failures.unusable(
                call,
                Failures.ENCODING_REFUSED,
                "the answer is packed in a way that was not asked for; look for a proxy");
    }

    private static boolean isStillPacked(Response response) {
        String encoding = response.header("Content-Encoding", "identity");
        return !"identity".equalsIgnoreCase(encoding);
    }

    private static Map<String, String> headers(Response response) {
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < response.headers().size(); i++) {
            String name = response.headers().name(i).toLowerCase(Locale.ROOT);
            headers.put(name, response.headers().value(i));
        }
        return headers;
    }
}
