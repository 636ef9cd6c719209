package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.WritePermit;
import dev.baton.testkit.Fault;
import dev.baton.testkit.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lessons of those who signed in, met limits, or were answered by something else than Salesforce.
 */
class SessionLessonsTest extends Lessons {

    @Test
    void lesson07_noRefreshTokenIsUsedUpAndManyThreadsSignInOnce() throws Exception {
        account(T);
        Source source = source(10);
        List<Callable<Page>> reads = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            reads.add(() -> source.read(NAMES, null));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Page> page : threads.invokeAll(reads)) {
                assertThat(page.get().records()).hasSize(1);
            }
        }
        assertThat(salesforce.tokenRequests).isEqualTo(1);
        assertThat(body(callsTo("/oauth2/token").getFirst()))
                .contains("grant_type=client_credentials")
                .doesNotContain("refresh_token");
    }

    @Test
    void lesson08_aRefusedSessionIsRenewedOnceAndNobodyIsLockedOut() {
        salesforce.instead =
                call ->
                        call.url().contains("/oauth2/")
                                ? null
                                : salesforce.json(
                                        401,
                                        FakeRest.error(401, "INVALID_SESSION_ID", "expired")
                                                .body());
        Source source = source(10);
        for (int n = 0; n < 3; n++) {
            assertThat(failure(() -> source.read(NAMES, null)).category())
                    .isIn(Category.CREDENTIALS, Category.UNAVAILABLE);
        }
        assertThat(salesforce.tokenRequests).isLessThanOrEqualTo(2);

        salesforce.instead = call -> null;
        salesforce.faults.addAll(Collections.nCopies(20, new Fault.CredentialsRefused()));
        int before = salesforce.tokenRequests;
        Source refused = source(10);
        for (int n = 0; n < 3; n++) {
            assertThat(failure(() -> refused.read(NAMES, null)).category())
                    .isEqualTo(Category.CREDENTIALS);
        }
        assertThat(salesforce.tokenRequests - before).isLessThanOrEqualTo(2);
    }

    @Test
    void lesson09_anEndedSessionIsKnownByItsCodeInEachProtocolAndNeverEndedByUs()
            throws AdapterException {
        String id = account(T).id();
        var ended = new AtomicInteger();
        salesforce.instead =
                call -> {
                    boolean open =
                            call.url().contains("/oauth2/")
                                    || call.url().endsWith("/services/data/");
                    if (open || ended.getAndIncrement() > 0) {
                        return null;
                    }
                    return call.url().contains("/Soap/")
                            ? salesforce.xml(
                                    500, FakePartner.fault("INVALID_SESSION_ID", "Illegal Session"))
                            : salesforce.json(
                                    400,
                                    FakeRest.error(400, "InvalidSessionId", "Invalid session")
                                            .body());
                };
        try (Source source = source(10)) {
            assertThat(source.read(NAMES, null).records()).hasSize(1);
        }
        ended.set(0);
        var sink = sink();
        sink.update("Account", List.of(write(id, "Name", "new")), WritePermit.ALWAYS);
        sink.close();
        assertThat(stored(id).updates).isEqualTo(1);
        assertThat(salesforce.calls)
                .noneMatch(call -> call.url().contains("revoke") || body(call).contains("logout"));
    }

    @Test
    void lesson10_theDaysEndStopsAtItsPlaceAndACrowdIsWaitedFor() throws AdapterException {
        for (int n = 0; n < 6; n++) {
            account(T.plusSeconds(n));
        }
        Source source = source(3);
        Cursor place = source.read(NAMES, null).next();
        int pauses = salesforce.pauses.size();
        salesforce.instead = call -> limit(call, "TotalRequests Limit exceeded.");
        assertThat(failure(() -> source.read(NAMES, place)).category())
                .isEqualTo(Category.THROTTLED);
        assertThat(salesforce.pauses).as("sleeping a day is of no use").hasSize(pauses);
        salesforce.instead = call -> null;
        assertThat(Walk.from(source(3), NAMES, place).newest()).hasSize(3);

        salesforce.faults.add(new Fault.Throttled(null));
        assertThat(Walk.from(source(3), NAMES, place).newest()).hasSize(3);
        assertThat(salesforce.pauses).hasSizeGreaterThan(pauses);
    }

    private @Nullable HttpAnswer limit(HttpCall call, String message) {
        return call.url().contains("/query")
                ? salesforce.json(
                        403, FakeRest.error(403, "REQUEST_LIMIT_EXCEEDED", message).body())
                : null;
    }

    @Test
    void lesson24_pagesOfTheEdgeAreNoAnswersAndSomeOnlyAskForPatience() throws AdapterException {
        account(T);
        var answers =
                List.of(
                        salesforce.answer(406, "text/html", "", Map.of()),
                        salesforce.answer(
                                420, "text/html", "<h1>We are setting things up</h1>", Map.of()),
                        salesforce.answer(502, "text/html", "<h1>Bad Gateway</h1>", Map.of()));
        for (var answer : answers) {
            var once = new AtomicInteger();
            salesforce.instead =
                    call ->
                            call.url().contains("/query") && once.getAndIncrement() == 0
                                    ? answer
                                    : null;
            assertThat(source(10).read(NAMES, null).records()).as("%s", answer.status()).hasSize(1);
        }
        salesforce.instead =
                call ->
                        call.url().contains("/query")
                                ? salesforce.answer(
                                        200, "text/html", "<h1>Please log in</h1>", Map.of())
                                : null;
        assertThat(failure(() -> source(10).read(NAMES, null)).category())
                .isEqualTo(Category.UNAVAILABLE);
        assertThat(salesforce.calls)
                .filteredOn(call -> call.url().contains("/services/data/"))
                .allMatch(call -> call.headers().containsKey("Accept"));
        assertThat(salesforce.pauses).allMatch(pause -> pause.compareTo(Duration.ofHours(1)) < 0);
    }
}
