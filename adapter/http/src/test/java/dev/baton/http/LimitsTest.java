package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final HttpCall READ = HttpCall.get(Fixtures.ORIGIN + "/r");

    private final VirtualTime time = new VirtualTime();
    private final CallMeter meter = new CallMeter();

    /** "used/allowed", as Salesforce writes it, more or less. */
    private static CallRecord.Usage usage(HttpAnswer answer) {
        String[] parts = java.util.Objects.requireNonNull(answer.header("usage")).split("/", 2);
        return new CallRecord.Usage(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private static FakeWire telling(String usage) {
        return new FakeWire().then(200, Map.of("usage", usage));
    }

    private Gateway budgeted(Exchange wire, double ownShare, double stopAt) {
        var budget =
                new OrgShare(
                        new OrgShare.Limits(ownShare, stopAt),
                        LimitsTest::usage,
                        meter,
                        CallRecord.ofThisRun(),
                        time);
        budget.doing(Budget.Work.WRITE); // the whole share
        return Gateway.open(
                GatewaySettings.forOrigin(Fixtures.ORIGIN).withBudget(budget, meter),
                Tables.USUAL,
                Fixtures.seams(time, wire));
    }

    @Test
    void ourCallsEndAtOurShareToTheCall() throws AdapterException {
        FakeWire wire = telling("100/1000");
        Gateway gateway = budgeted(wire, 0.2, 0.75);
        for (int i = 0; i < 200; i++) {
            gateway.send(READ);
        }
        AdapterException failure = Fixtures.failure(gateway, READ);
        assertThat(failure.category()).isEqualTo(Category.BUDGET);
        assertThat(failure.code()).isEqualTo("own_share_used");
        assertThat(wire.seen()).hasSize(200);
        assertThat(meter.sent()).isEqualTo(200);
    }

    @Test
    void ourShareHoldsUnderFiveHundredThreads()
            throws AdapterException, InterruptedException, ExecutionException {
        FakeWire wire = telling("0/1000");
        Gateway gateway = budgeted(wire, 0.1, 0.75);
        gateway.send(READ);
        var refused = new AtomicInteger();
        Fixtures.inParallel(
                500,
                () -> {
                    try {
                        return gateway.send(READ).status();
                    } catch (AdapterException e) {
                        return refused.incrementAndGet();
                    }
                });
        assertThat(wire.seen()).hasSize(100);
        assertThat(refused).hasValue(401);
    }

    @Test
    void atThreeQuartersOfTheOrgsAllowanceWeStopHoweverLittleIsOurs() throws AdapterException {
        FakeWire wire =
                new FakeWire()
                        .then(200, Map.of("usage", "749/1000"))
                        .then(200, Map.of("usage", "750/1000"));
        Gateway gateway = budgeted(wire, 0.2, 0.75);
        gateway.send(READ);
        gateway.send(READ);
        AdapterException failure = Fixtures.failure(gateway, READ);
        assertThat(failure.category()).isEqualTo(Category.BUDGET);
        assertThat(failure.code()).isEqualTo("org_use_high");
        assertThat(wire.seen()).hasSize(2);
    }

    @Test
    void everyTryIsPaidForNotOnlyEveryCall() {
        FakeWire wire = new FakeWire().then(503, Map.of("usage", "0/15"));
        Gateway gateway = budgeted(wire, 0.2, 0.75);
        assertThat(Fixtures.failure(gateway, READ).category()).isEqualTo(Category.BUDGET);
        assertThat(wire.seen()).as("a fifth of fifteen").hasSize(3);
    }

    @Test
    void aFailingAnswerTellsTheUsageToo() {
        FakeWire wire = new FakeWire().then(403, Map.of("usage", "990/1000"));
        Fixtures.failure(budgeted(wire, 0.2, 0.75), READ);
        assertThat(meter.usage()).isEqualTo(new CallRecord.Usage(990, 1000));
    }

    @Test
    void noMoreThanTenCallsFallIntoAnyMinute() throws InterruptedException {
        var limit = new MinuteLimit(10, time, time);
        var sent = new ArrayList<Instant>();
        for (int i = 0; i < 100; i++) {
            time.advance(Duration.ofMillis(i * 137L % 9000));
            limit.await();
            sent.add(time.instant());
        }
        for (int i = 10; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 10), sent.get(i)))
                    .as("calls %d and %d", i - 10, i)
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void theMinuteSlidesWithTheOldestCall() throws InterruptedException {
        var limit = new MinuteLimit(3, time, time);
        for (int i = 0; i < 3; i++) {
            limit.await();
            time.advance(Duration.ofSeconds(15));
        }
        limit.await();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(15));
    }

    @Test
    void theFirstTenCallsOfAMinuteDoNotWait() throws InterruptedException {
        var limit = new MinuteLimit(10, time, time);
        for (int i = 0; i < 10; i++) {
            limit.await();
        }
        assertThat(time.pauses()).isEmpty();
        limit.await();
        assertThat(time.pauses()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aClockThatWasSetBackCostsAMinuteAtMost() throws InterruptedException {
        var limit = new MinuteLimit(1, time, time);
        limit.await();
        time.advance(Duration.ofHours(-3));
        limit.await();
        assertThat(time.pauses()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void repetitionsKeepThePaceToo() throws AdapterException {
        FakeWire wire = new FakeWire().then(429).then(429).then(200);
        Gateway gateway =
                Gateway.open(
                        GatewaySettings.forOrigin(Fixtures.ORIGIN),
                        Tables.USUAL,
                        Fixtures.seams(time, wire));
        gateway.anonymous(Tables.USUAL, new MinuteLimit(1, time, time)).send(READ);
        Duration waited = time.pauses().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aPaceCanBeWrappedAroundAnyExchange() throws AdapterException {
        Exchange paced = Gateway.paced(new FakeWire().then(200), new MinuteLimit(1, time, time));
        paced.send(READ);
        paced.send(READ);
        assertThat(time.pauses()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void noMoreThanTheAllowedNumberIsOnTheWireAtATime()
            throws InterruptedException, ExecutionException {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        Exchange slow =
                call -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        Thread.sleep(2);
                    } catch (InterruptedException e) {
                        throw Failures.interrupted(e);
                    }
                    now.decrementAndGet();
                    return FakeWire.answer(200, Map.of(), "");
                };
        Gateway gateway =
                Gateway.open(
                        GatewaySettings.forOrigin(Fixtures.ORIGIN).withMaxConcurrent(5),
                        Tables.USUAL,
                        Fixtures.seams(time, slow));
        Fixtures.inParallel(100, () -> gateway.send(READ));
        assertThat(most).hasValue(5);
        assertThat(gateway.meter().sent()).isEqualTo(100);
    }

    @Test
    void aSlotIsGivenBackAfterAFailure() {
        var slots = new Semaphore(1);
        var failing = new FakeWire().thenFail(Category.UNAVAILABLE, "connection_lost");
        Fixtures.failure(new Narrow(failing, slots), READ);
        assertThat(slots.availablePermits()).isEqualTo(1);
    }

    @Test
    void aStoppedThreadTakesNoSlotAndKeepsItsFlag() {
        var slots = new Semaphore(1);
        Thread.currentThread().interrupt();
        assertThat(Fixtures.failure(new Narrow(new FakeWire().then(200), slots), READ).code())
                .isEqualTo("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(slots.availablePermits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aShareIsAShare(double share) {
        assertThatThrownBy(() -> new OrgShare.Limits(share, 0.75))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ownShare");
        assertThatThrownBy(() -> new OrgShare.Limits(0.2, share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stopAt");
    }

    @Test
    void aMinuteLimitIsAtLeastOne() {
        for (int limit : List.of(0, -1, 100_001)) {
            assertThatThrownBy(() -> new MinuteLimit(limit, time, time))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
