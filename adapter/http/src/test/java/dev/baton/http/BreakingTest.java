package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakingTest {
    private static final HttpCall READ = HttpCall.get(Fixtures.ORIGIN + "/r");

    private final VirtualTime time = new VirtualTime();

    private Gateway open(FakeWire wire) {
        return Gateway.open(
                GatewaySettings.forOrigin(Fixtures.ORIGIN).withRetry(RetryPolicy.never()),
                Tables.USUAL,
                Fixtures.seams(time, wire));
    }

    private static void failTenTimes(Gateway gateway) {
        for (int i = 0; i < 10; i++) {
            assertThat(Fixtures.failure(gateway, READ).code()).isNotEqualTo("breaker_open");
        }
    }

    @Test
    void aSystemThatFailsTenTimesIsLeftAlone() {
        var wire = new FakeWire().then(503);
        Gateway gateway = open(wire);
        failTenTimes(gateway);
        AdapterException failure = Fixtures.failure(gateway, READ);
        assertThat(failure.code()).isEqualTo("breaker_open");
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(wire.seen()).hasSize(10);
        assertThat(gateway.meter().sent()).isEqualTo(10);
    }

    @Test
    void lostConnectionsOpenItToo() {
        var wire = new FakeWire().thenFail(Category.UNAVAILABLE, "connection_lost");
        Gateway gateway = open(wire);
        failTenTimes(gateway);
        assertThat(Fixtures.failure(gateway, READ).code()).isEqualTo("breaker_open");
    }

    @Test
    void afterAWhileOneProbeDecides() throws AdapterException {
        var wire = new FakeWire();
        for (int i = 0; i < 11; i++) {
            wire.then(503);
        }
        wire.then(200);
        Gateway gateway = open(wire);
        failTenTimes(gateway);
        time.advance(Duration.ofSeconds(29));
        assertThat(Fixtures.failure(gateway, READ).code()).isEqualTo("breaker_open");
        time.advance(Duration.ofSeconds(2));
        assertThat(Fixtures.failure(gateway, READ).code()).as("the probe fails").isEqualTo("DOWN");
        assertThat(Fixtures.failure(gateway, READ).code()).isEqualTo("breaker_open");
        time.advance(Duration.ofSeconds(31));
        assertThat(gateway.send(READ).status()).isEqualTo(200);
        assertThat(gateway.send(READ).status()).as("closed again").isEqualTo(200);
    }

    @Test
    void aSystemThatRefusesIsUp() {
        for (int status : new int[] {400, 401, 403, 404, 429}) {
            var wire = new FakeWire().then(status);
            Gateway gateway = open(wire);
            for (int i = 0; i < 30; i++) {
                assertThat(Fixtures.failure(gateway, READ).code()).isNotEqualTo("breaker_open");
            }
            assertThat(wire.seen()).hasSize(30);
        }
    }

    @Test
    void anEmptyBudgetSaysNothingAboutTheSystem() throws AdapterException {
        var wire = new FakeWire();
        for (int i = 0; i < 30; i++) {
            wire.thenFail(Category.BUDGET, "own_share_used");
        }
        wire.then(200);
        Gateway gateway = open(wire);
        for (int i = 0; i < 30; i++) {
            Fixtures.failure(gateway, READ);
        }
        assertThat(gateway.send(READ).status()).isEqualTo(200);
    }

    @Test
    void aProbeThatNeverWentOutLeavesRoomForAnother() throws AdapterException {
        var wire = new FakeWire();
        for (int i = 0; i < 10; i++) {
            wire.then(503);
        }
        wire.thenFail(Category.BUDGET, "own_share_used").then(200);
        Gateway gateway = open(wire);
        failTenTimes(gateway);
        time.advance(Duration.ofSeconds(31));
        assertThat(Fixtures.failure(gateway, READ).category()).isEqualTo(Category.BUDGET);
        assertThat(gateway.send(READ).status()).isEqualTo(200);
    }
}
