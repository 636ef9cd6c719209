package dev.baton.helpdesk.zendesk;

import static dev.baton.helpdesk.zendesk.FakeAnswers.object;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Fault;
import dev.baton.testkit.SourceWorld;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A Zendesk account in memory, beneath the real gateway: signs in, pages, limits and fails. */
final class ZendeskFake implements SourceWorld {
    static final String ORIGIN = "https://fake.zendesk.com";

    private static final String CLIENT_SECRET = "canary-client-secret";

    private final FakeStream stream;
    private final String streamName;
    private final ZendeskSettings settings;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<HttpCall> requests = new ArrayList<>();
    private Map<String, @Nullable Object> me = object("id", 7, "role", "admin");
    private Instant now = Instant.EPOCH;
    private Instant ours = FakeAnswers.OURS;
    private @Nullable String acceptedToken;
    private int foreignRequests;
    private long nextId = 101;

    ZendeskFake(String streamName, int pageSize) {
        this(
                streamName,
                ZendeskSettings.of(ORIGIN, "client", new Secret(CLIENT_SECRET))
                        .withExportCallsPerMinute(100_000)
                        .withPageSize(pageSize));
    }

    ZendeskFake(String streamName, ZendeskSettings settings) {
        this.streamName = streamName;
        this.stream = new FakeStream(streamName);
        this.settings = settings;
    }

    @Override
    public Source open() {
        var seams = new Seams(() -> ours, this::pause, new Random(1), this::receive);
        return ZendeskSource.open(settings, seams);
    }

    private void pause(Duration time) {
        pauses.add(time);
        ours = ours.plus(time);
    }

    /** Who {@code users/me} says that we are. */
    void signInAs(Map<String, @Nullable Object> user) {
        me = user;
    }

    /** All requests for data, as they were sent. */
    List<HttpCall> dataCalls() {
        return requests.stream().filter(call -> call.method().equals("GET")).toList();
    }

    Instant ourClock() {
        return ours;
    }

    private HttpAnswer receive(HttpCall call) throws AdapterException {
        requests.add(call);
        URI url = URI.create(call.url());
        if (!call.url().startsWith(ORIGIN + "/")) {
            foreignRequests++;
            return FakeAnswers.json(200, now, object());
        }
        if (url.getPath().equals("/oauth/tokens")) {
            return signIn(call);
        }
        Fault fault = faults.peek() instanceof Fault.CredentialsRefused ? null : faults.poll();
        HttpAnswer failed = fault == null ? null : failed(fault);
        if (failed != null) {
            return failed;
        }
        HttpAnswer answer = answer(call, url, fault);
        if (fault instanceof Fault.AnswerLost) {
            throw lost();
        }
        return fault instanceof Fault.BodyCut ? FakeAnswers.cut(answer) : answer;
    }

    private HttpAnswer signIn(HttpCall call) {
        String body =
                new String(java.util.Objects.requireNonNull(call.body()), StandardCharsets.UTF_8);
        boolean right =
                body.contains("\"" + CLIENT_SECRET + "\"")
                        && body.contains("\"grant_type\":\"client_credentials\"");
        if (!right || faults.peek() instanceof Fault.CredentialsRefused) {
            return FakeAnswers.json(
                    401, now, object("error", "invalid_client", "error_description", body));
        }
        String token = "canary-token-" + tokens.size();
        tokens.add(token);
        acceptedToken = token;
        return FakeAnswers.json(
                200, now, object("access_token", token, "token_type", "bearer", "scope", "read"));
    }

    /** The answer to a request that is not carried out, or null where it is. */
    private @Nullable HttpAnswer failed(Fault fault) throws AdapterException {
        return switch (fault) {
            case Fault.Throttled(String after) -> throttled(after);
            case Fault.TokenExpired() -> {
                acceptedToken = null;
                yield null;
            }
            case Fault.Unavailable() ->
                    FakeAnswers.text(503, now, "text/html", "<html>down</html>");
            case Fault.ConnectionCut() -> throw lost();
            case Fault.RedirectedElsewhere() ->
                    FakeAnswers.with(
                            FakeAnswers.text(302, now, "text/html", ""),
                            "location",
                            "https://elsewhere.example/");
            case Fault.CredentialsRefused(),
                    Fault.AnswerLost(),
                    Fault.BodyCut(),
                    Fault.RowRepeated() ->
                    null;
        };
    }

    private HttpAnswer throttled(@Nullable String after) {
        HttpAnswer answer =
                after == null
                        ? FakeAnswers.text(429, now, "text/plain", "Number of allowed API requests")
                        : FakeAnswers.json(429, now, object("error", "APIRateLimitExceeded"));
        return after == null ? answer : FakeAnswers.with(answer, "retry-after", after);
    }

    private static AdapterException lost() {
        return new AdapterException(
                Category.UNAVAILABLE, "connection_lost", "the connection broke", null);
    }

    private HttpAnswer answer(HttpCall call, URI url, @Nullable Fault fault) {
        String header = call.headers().get("Authorization");
        if (acceptedToken == null || !("Bearer " + acceptedToken).equals(header)) {
            return FakeAnswers.json(
                    401, now, object("error", "invalid_token", "error_description", header));
        }
        if (url.getPath().equals("/api/v2/users/me")) {
            return FakeAnswers.json(200, now, object("user", me));
        }
        if (!url.getPath().equals(stream.path())) {
            return FakeAnswers.json(404, now, object("error", "InvalidEndpoint"));
        }
        return page(query(url), fault instanceof Fault.RowRepeated);
    }

    private HttpAnswer page(Map<String, String> query, boolean repeatsRow) {
        long start = Long.parseLong(query.getOrDefault("start_time", "0"));
        boolean isExport = !streamName.equals("satisfaction_ratings");
        if (isExport && start > now.minusSeconds(60).getEpochSecond()) {
            return FakeAnswers.json(422, now, object("error", "StartTimeTooRecent"));
        }
        var page = stream.page(query, now, repeatsRow);
        return page == null
                ? FakeAnswers.json(
                        400, now, object("error", "BadRequest", "description", "Invalid cursor"))
                : FakeAnswers.json(200, now, page);
    }

    static Map<String, String> query(URI url) {
        var query = new LinkedHashMap<String, String>();
        for (String item : url.getRawQuery().split("&", -1)) {
            String[] pair = item.split("=", 2);
            query.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public StreamRequest request() {
        return new StreamRequest(streamName, List.of(labelField()));
    }

    @Override
    public String labelField() {
        return stream.labelField();
    }

    @Override
    public void setClock(Instant instant) {
        now = instant;
    }

    @Override
    public String create(Instant at, String label) {
        var row = new FakeRow(nextId++, at, at, label, false, false);
        stream.put(row);
        return Long.toString(row.id());
    }

    @Override
    public void modify(String id, Instant at, String label) {
        stream.put(stream.row(id).changed(at, label));
    }

    @Override
    public void delete(String id, Instant at) {
        stream.put(stream.row(id).removed(at));
    }

    @Override
    public void createUnreadable(Instant at) {
        stream.put(new FakeRow(nextId++, at, at, FakeRow.CANARY, false, true));
    }

    /** Less than what {@link RatingListing} looks back. */
    @Override
    public Duration lateBy() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void inject(Fault fault, int times) {
        // A thousand is as good as for ever in any case.
        for (int n = Math.min(times, 1_000); n > 0; n--) {
            faults.add(fault);
        }
    }

    @Override
    public void heal() {
        faults.clear();
    }

    @Override
    public int dataRequests() {
        return dataCalls().size();
    }

    @Override
    public int tokenRequests() {
        return requests.size() - dataCalls().size();
    }

    @Override
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public List<String> secrets() {
        var secrets = new ArrayList<>(tokens);
        secrets.add(CLIENT_SECRET);
        secrets.add(FakeRow.CANARY);
        return secrets;
    }

    @Override
    public int foreignRequests() {
        return foreignRequests;
    }

    @Override
    public void close() {}
}
