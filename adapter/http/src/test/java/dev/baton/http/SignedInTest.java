package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignedInTest {
    private static final HttpCall READ = HttpCall.get(Fixtures.ORIGIN + "/r");

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger fetched = new AtomicInteger();
    private final TokenSource tokens =
            new SingleFlightTokens(() -> new Secret("t" + fetched.incrementAndGet()), time);

    private Exchange signedIn(FakeWire wire) {
        return Gateway.open(
                        GatewaySettings.forOrigin(Fixtures.ORIGIN),
                        Tables.USUAL,
                        Fixtures.seams(time, wire))
                .signedIn(tokens);
    }

    @Test
    void theTokenRidesAsABearer() throws AdapterException {
        var wire = new FakeWire().then(200);
        signedIn(wire).send(READ.withHeader("Accept", "application/json"));
        assertThat(wire.seen().getFirst().headers())
                .containsEntry("Authorization", "Bearer t1")
                .containsEntry("Accept", "application/json");
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws AdapterException {
        var wire = new FakeWire().then(401).then(200);
        assertThat(signedIn(wire).send(READ).status()).isEqualTo(200);
        assertThat(wire.seen())
                .extracting(call -> call.headers().get("Authorization"))
                .containsExactly("Bearer t1", "Bearer t2");
    }

    @Test
    void aWriteRefusedForItsTokenIsSentAgainForItWasNotWorkedOn() throws AdapterException {
        var wire = new FakeWire().then(401).then(201);
        HttpAnswer answer = signedIn(wire).send(Fixtures.post(Fixtures.ORIGIN + "/w", false));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aFreshTokenThatIsRefusedIsAFailureOfTheCredentials() {
        var wire = new FakeWire().then(401);
        AdapterException failure = Fixtures.failure(signedIn(wire), READ);
        assertThat(failure.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failure.code()).isEqualTo("INVALID_SESSION_ID");
        assertThat(wire.seen()).hasSize(2);
    }

    @Test
    void aBlockedAppCausesNoStormOfSignIns() {
        var wire = new FakeWire().then(401);
        Exchange exchange = signedIn(wire);
        for (int i = 0; i < 100; i++) {
            assertThat(Fixtures.failure(exchange, READ).category()).isEqualTo(Category.CREDENTIALS);
        }
        assertThat(fetched).hasValue(2);
        assertThat(wire.seen()).hasSize(2);
        time.advance(SingleFlightTokens.REST);
        Fixtures.failure(exchange, READ);
        assertThat(fetched).as("after five minutes it is tried again").hasValue(4);
    }

    @Test
    void aTokenWithALineEndIsNotSent() {
        var wire = new FakeWire().then(200);
        Exchange exchange =
                new SignedIn(
                        wire,
                        new SingleFlightTokens(() -> new Secret("abc\n"), time),
                        Tables.USUAL);
        AdapterException failure = Fixtures.failure(exchange, READ);
        assertThat(failure.code()).isEqualTo("token_malformed");
        assertThat(failure).hasMessageNotContaining("abc");
        assertThat(wire.seen()).isEmpty();
    }

    @Test
    void withoutATokenToRenewARefusalIsFinal() {
        var wire = new FakeWire().then(401);
        Gateway gateway =
                Gateway.open(
                        GatewaySettings.forOrigin(Fixtures.ORIGIN),
                        Tables.USUAL,
                        Fixtures.seams(time, wire));
        assertThat(Fixtures.failure(gateway.anonymous(), READ).category())
                .isEqualTo(Category.CREDENTIALS);
        assertThat(wire.seen()).hasSize(1);
    }

    @Test
    void aForeignAddressMeetsNoToken() {
        var wire = new FakeWire().then(200);
        AdapterException failure =
                Fixtures.failure(signedIn(wire), HttpCall.get("https://evil.test/r"));
        assertThat(failure.code()).isEqualTo("origin_refused");
        assertThat(fetched).hasValue(0);
        assertThat(wire.seen()).isEmpty();
    }
}
