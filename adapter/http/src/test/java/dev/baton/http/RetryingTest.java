package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryingTest {
    private static final HttpCall READ = HttpCall.get(Fixtures.ORIGIN + "/r");
    private static final HttpCall WRITE = Fixtures.post(Fixtures.ORIGIN + "/w", false);

    private final VirtualTime time = new VirtualTime();
    private final FakeWire wire = new FakeWire();

    private Exchange retrying(RetryPolicy policy) {
        return new Retrying(wire, Tables.USUAL, policy, Fixtures.seams(time, wire));
    }

    private Exchange retrying() {
        return retrying(RetryPolicy.DEFAULT);
    }

    @Test
    void aPassingFaultIsNotSeenByTheCaller() throws AdapterException {
        wire.then(503).then(502).then(200);
        assertThat(retrying().send(READ).status()).isEqualTo(200);
        assertThat(wire.seen()).hasSize(3);
    }

    @Test
    void whenTriesRunOutItFailsAsTheTableSays() {
        wire.then(429);
        AdapterException failure = Fixtures.failure(retrying(), READ);
        assertThat(failure.category()).isEqualTo(Category.THROTTLED);
        assertThat(failure.code()).isEqualTo("TOO_MANY");
        assertThat(wire.seen()).hasSize(5);
        assertThat(time.pauses()).as("none after the last try").hasSize(4);
    }

    @Test
    void theServersWishIsTheLeastWait() throws AdapterException {
        wire.then(429, Map.of("retry-after", "93")).then(200);
        retrying().send(READ);
        assertThat(time.pauses().getFirst())
                .isBetween(Duration.ofSeconds(93), Duration.ofSeconds(94));
    }

    @Test
    void theTablesWishGoesBeforeTheHeader() throws AdapterException {
        ErrorTable table =
                answer ->
                        answer.status() == 200
                                ? new Verdict.Fine()
                                : new Verdict.TryAgain(
                                        Duration.ofSeconds(7), Category.THROTTLED, "T", "wait");
        wire.then(429, Map.of("retry-after", "93")).then(200);
        new Retrying(wire, table, RetryPolicy.DEFAULT, Fixtures.seams(time, wire)).send(READ);
        assertThat(time.pauses().getFirst())
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void noAnswerIsFollowedWithinASecond() {
        for (String asked : List.of("0", "-5", "0.01", "soon")) {
            var fresh = new VirtualTime();
            var busy = new FakeWire().then(429, Map.of("retry-after", asked));
            Fixtures.failure(
                    new Retrying(
                            busy, Tables.USUAL, RetryPolicy.DEFAULT, Fixtures.seams(fresh, busy)),
                    READ);
            assertThat(fresh.pauses())
                    .hasSize(4)
                    .allSatisfy(
                            pause ->
                                    assertThat(pause)
                                            .isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
        }
    }

    @Test
    void aWaitBeyondTheBudgetIsNotBegun() {
        wire.then(429, Map.of("retry-after", "3600"));
        AdapterException failure = Fixtures.failure(retrying(), READ);
        assertThat(failure.category()).isEqualTo(Category.THROTTLED);
        assertThat(wire.seen()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void allWaitsOfACallTogetherStayInTheBudget() {
        wire.then(429, Map.of("retry-after", "120"));
        Fixtures.failure(retrying(), READ);
        Duration waited = time.pauses().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(wire.seen()).as("two waits fit into five minutes").hasSize(3);
        assertThat(waited).isLessThan(RetryPolicy.DEFAULT.budgetPerCall());
    }

    @Test
    void randomWaitsSpreadBetweenZeroAndTheGrowingCeiling() {
        var policy =
                new RetryPolicy(
                        4, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofHours(1));
        Duration longest = Duration.ZERO;
        for (long seed = 1; seed <= 500; seed++) {
            var fresh = new VirtualTime();
            var broken = new FakeWire().thenFail(Category.UNAVAILABLE, "connection_lost");
            var seams = new Seams(fresh, fresh, new Random(seed), broken);
            Fixtures.failure(new Retrying(broken, Tables.USUAL, policy, seams), READ);
            List<Duration> pauses = fresh.pauses();
            assertThat(pauses).as("seed %d", seed).hasSize(3);
            assertThat(pauses.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(pauses.get(1)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
            assertThat(pauses.get(2)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
            longest = longest.compareTo(pauses.get(2)) > 0 ? longest : pauses.get(2);
        }
        assertThat(longest).as("the whole range is used").isGreaterThan(Duration.ofMillis(4900));
    }

    @Test
    void anUnknownOutcomeIsNeverRepeated() {
        wire.thenFail(Category.OUTCOME_UNKNOWN, "connection_lost");
        assertThat(Fixtures.failure(retrying(), WRITE).category())
                .isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(wire.seen()).hasSize(1);
    }

    @Test
    void aWriteThatAFailingServerAnsweredHasAnUnknownOutcome() {
        for (int status : new int[] {500, 502, 503, 504, 408}) {
            var failing = new FakeWire().then(status);
            var exchange =
                    new Retrying(
                            failing,
                            Tables.USUAL,
                            RetryPolicy.DEFAULT,
                            Fixtures.seams(time, failing));
            assertThat(Fixtures.failure(exchange, WRITE).category())
                    .as("status %d", status)
                    .isEqualTo(Category.OUTCOME_UNKNOWN);
            assertThat(failing.seen()).hasSize(1);
        }
    }

    @Test
    void aFailureThatIsFinalIsNotRepeated() {
        wire.then(403);
        assertThat(Fixtures.failure(retrying(), READ).category()).isEqualTo(Category.PERMISSION);
        assertThat(wire.seen()).hasSize(1);
    }

    @Test
    void whatWouldEndTheSameWayIsNotRepeated() {
        for (String code :
                List.of(
                        "answer_too_large",
                        "breaker_open",
                        "certificate_refused",
                        "redirect_refused")) {
            var same = new FakeWire().thenFail(Category.UNAVAILABLE, code);
            var exchange =
                    new Retrying(
                            same, Tables.USUAL, RetryPolicy.DEFAULT, Fixtures.seams(time, same));
            Fixtures.failure(exchange, READ);
            assertThat(same.seen()).as(code).hasSize(1);
        }
    }

    @Test
    void anExpiredTokenIsHandedToTheLayerAbove() throws AdapterException {
        wire.then(401);
        assertThat(retrying().send(READ).status()).isEqualTo(401);
        assertThat(wire.seen()).hasSize(1);
    }

    @Test
    void aThreadThatIsStoppedWhileWaitingStaysStopped() {
        Waiting stopped =
                pause -> {
                    throw new InterruptedException();
                };
        wire.then(503);
        var seams = new Seams(time, stopped, new Random(7), wire);
        var exchange = new Retrying(wire, Tables.USUAL, RetryPolicy.DEFAULT, seams);
        assertThat(Fixtures.failure(exchange, READ).code()).isEqualTo("interrupted");
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(wire.seen()).hasSize(1);
    }
}
