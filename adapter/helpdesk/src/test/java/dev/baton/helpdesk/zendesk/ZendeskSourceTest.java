package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Secret;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Walk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZendeskSourceTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");
    private static final ZendeskSettings SETTINGS =
            ZendeskSettings.of(ZendeskFake.ORIGIN, "client", new Secret("secret"));
    private static final String EMPTY =
            "{\"tickets\":[],\"users\":[],\"organizations\":[],\"ticket_metric_events\":[],"
                    + "\"satisfaction_ratings\":[],\"end_of_stream\":true}";

    private final List<HttpCall> calls = new ArrayList<>();

    /** A source over a wire that signs everybody in and answers the rest by this function. */
    private Source source(Function<HttpCall, HttpAnswer> vendor) {
        var seams =
                new Seams(
                        () -> FakeAnswers.OURS,
                        time -> {},
                        new Random(1),
                        call -> {
                            calls.add(call);
                            return call.url().endsWith("/oauth/tokens")
                                    ? ok("{\"access_token\":\"t\"}")
                                    : vendor.apply(call);
                        });
        return ZendeskSource.open(SETTINGS, seams);
    }

    private static HttpAnswer ok(String body) {
        return FakeAnswers.text(200, NOW, "application/json", body);
    }

    private String lastQuery() {
        return URI.create(calls.getLast().url()).getRawQuery();
    }

    @Test
    void itSignsInWithAShortLivedReadOnlyToken() throws AdapterException {
        source(call -> ok(EMPTY)).read(new StreamRequest("users", List.of()), null);
        HttpCall signIn = calls.getFirst();
        assertThat(signIn.method()).isEqualTo("POST");
        assertThat(signIn.url()).isEqualTo("https://fake.zendesk.com/oauth/tokens");
        assertThat(
                        new String(
                                java.util.Objects.requireNonNull(signIn.body()),
                                StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"client\","
                                + "\"client_secret\":\"secret\",\"scope\":\"read\","
                                + "\"expires_in\":3600}");
        assertThat(calls.get(1).headers()).containsEntry("Authorization", "Bearer t");
    }

    @Test
    void metricsAreAskedForOnlyWhereTheyAreWantedAndThenOnEveryPage() throws AdapterException {
        Source source = source(call -> ok(EMPTY));
        source.read(new StreamRequest("tickets", List.of("metric_setting", "subject")), null);
        assertThat(lastQuery()).isEqualTo("start_time=1&per_page=1000");
        var request = new StreamRequest("tickets", List.of("metric_set.solved_at"));
        source.read(request, null);
        assertThat(lastQuery()).isEqualTo("start_time=1&per_page=1000&include=metric_sets");
        source.read(request, new Cursor("after:a|b=&c"));
        assertThat(lastQuery()).isEqualTo("cursor=a%7Cb%3D%26c&per_page=1000&include=metric_sets");
    }

    @Test
    void pathsBearNoSuffix() throws AdapterException {
        Source source = source(call -> ok(EMPTY));
        for (String stream : ZendeskStream.names()) {
            source.read(new StreamRequest(stream, List.of()), null);
        }
        assertThat(calls.stream().skip(1).map(call -> URI.create(call.url()).getPath()))
                .containsExactly(
                        "/api/v2/incremental/tickets/cursor",
                        "/api/v2/incremental/users/cursor",
                        "/api/v2/incremental/organizations",
                        "/api/v2/incremental/ticket_metric_events",
                        "/api/v2/satisfaction_ratings");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 504})
    void aPageTooHeavyForTheServerIsHalvedUntilItComes(int status) throws AdapterException {
        Source source =
                source(
                        call ->
                                call.url().contains("per_page=250")
                                        ? ok(EMPTY)
                                        : FakeAnswers.text(status, NOW, "text/html", "<html>"));
        var request = new StreamRequest("tickets", List.of());
        source.read(request, new Cursor("after:abc"));
        assertThat(calls.stream().skip(1).map(call -> URI.create(call.url()).getRawQuery()))
                .containsExactly(
                        "cursor=abc&per_page=1000",
                        "cursor=abc&per_page=500",
                        "cursor=abc&per_page=250");
        source.read(request, new Cursor("after:abd"));
        assertThat(lastQuery()).isEqualTo("cursor=abd&per_page=250");
    }

    @Test
    void aServerThatIsOverwhelmedByAnyPageIsUnavailable() {
        Source source = source(call -> FakeAnswers.text(504, NOW, "text/html", "<html>"));
        assertThatThrownBy(() -> source.read(new StreamRequest("tickets", List.of()), null))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("http_504");
        assertThat(calls).hasSize(1 + 3 + 5);
    }

    @Test
    void askedForTheLastMinuteThereIsNothingNewYet() throws AdapterException {
        Source source =
                source(
                        call ->
                                FakeAnswers.json(
                                        422,
                                        NOW,
                                        FakeAnswers.object("error", "StartTimeTooRecent")));
        Page page =
                source.read(new StreamRequest("organizations", List.of()), new Cursor("since:9"));
        assertThat(page)
                .isEqualTo(new Page(List.of(), List.of(), new Cursor("since:9"), true, NOW));
    }

    @Test
    void aCursorThatTheVendorForgotBeginsTheStreamAnew() {
        try (var world = new ZendeskFake("tickets", 3)) {
            world.setClock(NOW);
            assertFails(
                    Category.EXPIRED_CURSOR,
                    () -> world.open().read(world.request(), new Cursor("after:forgotten")));
        }
    }

    @Test
    void anAnonymousUserIsNobody() {
        try (var world = new ZendeskFake("tickets", 3)) {
            world.setClock(NOW);
            world.signInAs(
                    FakeAnswers.object("id", null, "name", "Anonymous user", "role", "end-user"));
            assertFails(Category.CREDENTIALS, () -> world.open().serverTime());
            assertFails(Category.CREDENTIALS, () -> world.open().check(List.of(world.request())));
        }
    }

    @Test
    void aMissingRightNamesItsStream() {
        Source source =
                source(
                        call ->
                                FakeAnswers.json(
                                        403, NOW, FakeAnswers.object("error", "Forbidden")));
        assertThatThrownBy(() -> source.read(new StreamRequest("users", List.of()), null))
                .isInstanceOf(AdapterException.class)
                .hasMessage("zendesk.users may not be read (Forbidden)");
    }

    @Test
    void anUnknownStreamIsABadRequest() {
        assertFails(
                Category.BAD_REQUEST,
                () -> source(call -> ok(EMPTY)).read(new StreamRequest("ticket", List.of()), null));
        assertThat(calls).isEmpty();
    }

    @Test
    void addressesInAnswersAreNeverCalled() throws AdapterException {
        for (String stream : ZendeskStream.names()) {
            try (var world = new ZendeskFake(stream, 2)) {
                world.setClock(NOW);
                for (int n = 0; n < 7; n++) {
                    world.create(NOW.minusSeconds(1_000 - n), "label");
                }
                assertThat(Walk.from(world.open(), world.request(), null).newest()).hasSize(7);
                assertThat(world.foreignRequests()).isZero();
            }
        }
    }

    @Test
    void exportsKeepToTenCallsAMinute() throws AdapterException {
        try (var world = new ZendeskFake("tickets", SETTINGS10)) {
            world.setClock(NOW);
            for (int n = 0; n < 24; n++) {
                world.create(NOW.minusSeconds(1_000 - n), "label");
            }
            Walk walk = Walk.from(world.open(), world.request(), null);
            assertThat(walk.pages()).hasSize(24);
            Duration took = Duration.between(FakeAnswers.OURS, world.ourClock());
            assertThat(took).isEqualTo(Duration.ofMinutes(2));
        }
    }

    private static final ZendeskSettings SETTINGS10 =
            ZendeskSettings.of(ZendeskFake.ORIGIN, "client", new Secret("canary-client-secret"))
                    .withPageSize(1);

    private static void assertFails(
            Category category, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AdapterException.class, e -> assertThat(e.category()).isEqualTo(category));
    }
}
