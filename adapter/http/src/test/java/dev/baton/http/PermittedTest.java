package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.WritePermit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermittedTest {
    private static final HttpCall WRITE = Fixtures.post(Fixtures.ORIGIN + "/w", false);

    private final VirtualTime time = new VirtualTime();
    private final FakeWire wire = new FakeWire().then(429, Map.of("retry-after", "20")).then(200);

    private Exchange under(WritePermit permit, CallBudget budget) {
        GatewaySettings settings =
                GatewaySettings.forOrigin(Fixtures.ORIGIN).withBudget(budget, new CallMeter());
        return Gateway.open(settings, Tables.USUAL, Fixtures.seams(time, wire))
                .anonymous(Tables.USUAL, permit);
    }

    private Exchange under(WritePermit permit) {
        return under(permit, CallBudget.unlimited());
    }

    @Test
    void aCallThatIsCalledOffWhileItWaitsIsNotSentAgain() {
        AdapterException failure = Fixtures.failure(under(() -> wire.seen().isEmpty()), WRITE);
        assertThat(failure.category()).as("nothing was done").isEqualTo(Category.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("withdrawn");
        assertThat(wire.seen()).hasSize(1);
        assertThat(time.pauses()).as("asked after the wait, and once").hasSize(1);
    }

    @Test
    void whatThePermitThrowsComesOutAsItIsAndNothingIsSent() {
        var lost = new IllegalStateException("the lease is lost");
        Exchange writes =
                under(
                        () -> {
                            throw lost;
                        });
        assertThatThrownBy(() -> writes.send(WRITE)).isSameAs(lost);
        assertThat(wire.seen()).isEmpty();
    }

    @Test
    void aCallThatIsStillWantedIsSentAgain() throws AdapterException {
        assertThat(under(WritePermit.ALWAYS).send(WRITE).status()).isEqualTo(200);
        assertThat(wire.seen()).hasSize(2);
    }

    @Test
    void whatIsNotSentTakesNothingOutOfTheBudget() {
        var taken = new AtomicInteger();
        CallBudget counting =
                new CallBudget() {
                    @Override
                    public void beforeCall() {
                        taken.incrementAndGet();
                    }

                    @Override
                    public void after(HttpAnswer answer) {}
                };
        Fixtures.failure(under(() -> false, counting), WRITE);
        assertThat(taken).hasValue(0);
    }

    @Test
    void whatIsCalledOffWhileItsBudgetIsTakenIsNotSent() {
        var wanted = new boolean[] {true};
        CallBudget slow =
                new CallBudget() {
                    @Override
                    public void beforeCall() {
                        wanted[0] = false;
                    }

                    @Override
                    public void after(HttpAnswer answer) {}
                };
        assertThat(Fixtures.failure(under(() -> wanted[0], slow), WRITE).code())
                .isEqualTo("withdrawn");
        assertThat(wire.seen()).isEmpty();
    }

    @Test
    void callsThatAreCalledOffDoNotOpenTheBreaker() throws AdapterException {
        var wanted = new boolean[1];
        Exchange writes = under(() -> wanted[0]);
        for (int i = 0; i < 100; i++) {
            assertThat(Fixtures.failure(writes, WRITE).code()).isEqualTo("withdrawn");
        }
        wanted[0] = true;
        assertThat(writes.send(WRITE).status()).isEqualTo(200);
    }

    @Test
    void theWaitsBeforeFurtherTriesGrowAndAreNeverShorterThanASecond() throws Exception {
        Seams seams = Fixtures.seams(time, wire);
        for (int round = 0; round < 20; round++) {
            for (int next = 2; next <= 4; next++) {
                seams.backOff(next);
                assertThat(time.pauses().getLast())
                        .isBetween(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1).plusSeconds(1L << (next - 2)));
            }
        }
        assertThat(time.pauses()).as("they use their room").anyMatch(each -> each.toSeconds() >= 4);
    }
}
