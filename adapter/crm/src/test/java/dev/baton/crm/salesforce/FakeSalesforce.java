package dev.baton.crm.salesforce;

import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.testkit.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A fake org on the wire: signs in, serves REST and the Partner API, and fails when told to. */
final class FakeSalesforce implements Exchange {
    static final String URL = "https://acme.my.salesforce.com";
    static final String USER = "005000000000042AAA";
    static final String SECRET = "canary-client-secret";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    final FakeOrg org = new FakeOrg();
    final FakeRest rest = new FakeRest(org);
    final FakePartner partner = new FakePartner(org);
    final FakeBulk bulk = new FakeBulk(this);
    final Deque<Fault> faults = new ArrayDeque<>();
    final List<Duration> pauses = new ArrayList<>();
    final List<String> tokens = new ArrayList<>();
    final List<HttpCall> calls = new ArrayList<>();
    int dataRequests;
    int tokenRequests;
    int foreignRequests;
    String instanceUrl = URL;
    String usage = "api-usage=100/100000";

    /** Answers in place of the org, as long as it gives something else than null. */
    Function<HttpCall, @Nullable HttpAnswer> instead = call -> null;

    /** Fails in place of an answer, as long as it gives something else than null. */
    Function<HttpCall, @Nullable AdapterException> refusing = call -> null;

    /** Our own clock is years wrong, for it must not matter. */
    private Instant ours = Instant.parse("2031-01-01T00:00:00Z");

    SalesforceSettings settings() {
        return SalesforceSettings.of(URL, "canary-client-id", new Secret(SECRET));
    }

    Salesforce open(SalesforceSettings settings) {
        return Salesforce.open(settings, seams());
    }

    Seams seams() {
        return new Seams(
                () -> ours,
                time -> {
                    pauses.add(time);
                    ours = ours.plus(time);
                },
                new Random(20_260_329L),
                this);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        calls.add(call);
        if (!call.url().startsWith(URL + "/")) {
            foreignRequests++;
            throw lost(call);
        }
        boolean signsIn = call.url().equals(URL + "/services/oauth2/token");
        if (signsIn) {
            tokenRequests++;
        } else {
            dataRequests++;
        }
        AdapterException refusal = refusing.apply(call);
        if (refusal != null) {
            throw refusal;
        }
        HttpAnswer given = instead.apply(call);
        return given == null ? withFaults(call, signsIn) : given;
    }

    private HttpAnswer withFaults(HttpCall call, boolean signsIn) throws AdapterException {
        Fault fault = faults.peek();
        if (fault == null || !concerns(fault, call, signsIn)) {
            return serve(call, signsIn);
        }
        faults.pop();
        return switch (fault) {
            case Fault.Throttled(String after) -> throttled(after);
            case Fault.TokenExpired() -> expired(call);
            case Fault.CredentialsRefused() -> signInError("invalid_client", "invalid client");
            case Fault.Unavailable() ->
                    answer(503, "text/html", "<h1>Service Unavailable</h1>", Map.of());
            case Fault.ConnectionCut() ->
                    throw new AdapterException(Category.UNAVAILABLE, "cut", "cut", null);
            case Fault.AnswerLost() -> {
                serve(call, signsIn);
                throw lost(call);
            }
            case Fault.BodyCut() -> {
                serve(call, signsIn);
                throw lost(call);
            }
            case Fault.RowRepeated() -> repeated(call, signsIn);
            case Fault.RedirectedElsewhere() ->
                    answer(302, "text/html", "", Map.of("location", "https://evil.example/"));
        };
    }

    private static boolean concerns(Fault fault, HttpCall call, boolean signsIn) {
        return switch (fault) {
            case Fault.TokenExpired() -> !signsIn && !call.url().endsWith("/services/data/");
            case Fault.CredentialsRefused() -> signsIn;
            case Fault.RowRepeated() -> call.url().contains("/query");
            case Fault other -> !signsIn;
        };
    }

    /** As the real transport tells it. */
    static AdapterException lost(HttpCall call) {
        Category category = call.repeatable() ? Category.UNAVAILABLE : Category.OUTCOME_UNKNOWN;
        return new AdapterException(category, "connection_lost", "no answer came", null);
    }

    private HttpAnswer serve(HttpCall call, boolean signsIn) {
        if (signsIn) {
            return signIn(call);
        }
        return call.url().startsWith(URL + "/services/Soap/") ? soap(call) : rest(call);
    }

    private HttpAnswer repeated(HttpCall call, boolean signsIn) {
        rest.repeatLastRow = true;
        HttpAnswer answer = serve(call, signsIn);
        rest.repeatLastRow = false;
        return answer;
    }

    private HttpAnswer signIn(HttpCall call) {
        String form = new String(call.body() == null ? new byte[0] : call.body(), UTF_8);
        if (!form.contains("client_secret=" + SECRET)) {
            return signInError("invalid_client", "invalid client credentials");
        }
        tokens.add("00Dx0000000BV7z!canary-token-" + tokens.size());
        return json(
                200,
                "{\"access_token\":\""
                        + tokens.getLast()
                        + "\",\"instance_url\":\""
                        + instanceUrl
                        + "\",\"id\":\"https://login.salesforce.com/id/00D000000000001AAA/"
                        + USER
                        + "\",\"token_type\":\"Bearer\"}");
    }

    HttpAnswer signInError(String code, String description) {
        return json(
                400, "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}");
    }

    private HttpAnswer rest(HttpCall call) {
        boolean open = call.url().equals(URL + "/services/data/");
        if (!open && !("Bearer " + lastToken()).equals(call.headers().get("Authorization"))) {
            return expired(call);
        }
        if (FakeBulk.serves(call)) {
            return bulk.handle(call);
        }
        FakeRest.Reply reply = rest.handle(URI.create(call.url()));
        return json(reply.status(), reply.body());
    }

    private HttpAnswer soap(HttpCall call) {
        Element envelope = FakePartner.body(unpacked(call));
        if (!FakePartner.session(envelope).equals(lastToken())) {
            return expired(call);
        }
        try {
            return xml(200, partner.handle(envelope));
        } catch (FakeSoql.Refused e) {
            return xml(500, FakePartner.fault(e.code, String.valueOf(e.getMessage())));
        }
    }

    private String lastToken() {
        return tokens.isEmpty() ? "none" : tokens.getLast();
    }

    /** Each protocol says it in its own way. */
    private HttpAnswer expired(HttpCall call) {
        return call.url().contains("/Soap/")
                ? xml(
                        500,
                        FakePartner.fault(
                                "INVALID_SESSION_ID",
                                "Invalid Session ID found in SessionHeader: Illegal Session."
                                        + " Session not found, missing session key: "
                                        + lastToken()))
                : json(
                        401,
                        FakeRest.error(401, "INVALID_SESSION_ID", "Session expired or invalid")
                                .body());
    }

    private HttpAnswer throttled(@Nullable String retryAfter) {
        String message = "ConcurrentRequests (Concurrent API Requests) Limit exceeded.";
        return answer(
                403,
                "application/json",
                FakeRest.error(403, "REQUEST_LIMIT_EXCEEDED", message).body(),
                retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter));
    }

    HttpAnswer json(int status, String body) {
        return answer(
                status, "application/json;charset=UTF-8", body, Map.of("sforce-limit-info", usage));
    }

    HttpAnswer xml(int status, String body) {
        return answer(status, "text/xml; charset=utf-8", body, Map.of());
    }

    HttpAnswer answer(int status, String type, String body, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("date", HTTP_DATE.format(org.now));
        headers.put("content-type", type);
        headers.putAll(more);
        return new HttpAnswer(status, headers, body.getBytes(UTF_8), ours);
    }

    static byte[] unpacked(HttpCall call) {
        byte[] body = call.body() == null ? new byte[0] : call.body();
        if (!"gzip".equals(call.headers().get("Content-Encoding"))) {
            return body;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Charset UTF_8 = StandardCharsets.UTF_8;
}
