package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HostileServer.Behaviour;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every HTTP stack sends a POST again under some fault. This one must not, even though its retry
 * layer is set to five tries here.
 */
class SendOnceTest {
    private static final String RETRY_NOW =
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";

    private final VirtualTime time = new VirtualTime();

    private Gateway open(String origin) {
        GatewaySettings settings = Fixtures.impatient(origin).withRetry(RetryPolicy.DEFAULT);
        return Gateway.open(settings, Tables.USUAL, new Seams(time, time, new Random(7), null));
    }

    private void isPostedOnceWithUnknownOutcome(Behaviour behaviour) {
        try (var server = new HostileServer(behaviour);
                Gateway gateway = open(server.origin())) {
            AdapterException failure =
                    Fixtures.failure(gateway, Fixtures.post(server.origin() + "/t", false));
            assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
            assertThat(server.posts()).isEqualTo(1);
            assertThat(gateway.meter().sent()).isEqualTo(server.requests().size());
        }
    }

    @Test
    void aPostWhoseConnectionClosesUnansweredIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome((number, request, socket) -> socket.close());
    }

    @Test
    void aPostWhoseKeptConnectionClosesUnansweredIsNotSentAgain() throws AdapterException {
        Behaviour behaviour =
                (number, request, socket) -> {
                    if (request.isPost()) {
                        socket.close();
                    } else {
                        HostileServer.write(socket, HostileServer.OK);
                    }
                };
        try (var server = new HostileServer(behaviour);
                Gateway gateway = open(server.origin())) {
            gateway.send(HttpCall.get(server.origin() + "/warm"));
            AdapterException failure =
                    Fixtures.failure(gateway, Fixtures.post(server.origin() + "/t", false));
            assertThat(server.connections()).as("the POST rode on the kept one").isEqualTo(1);
            assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
            assertThat(server.posts()).isEqualTo(1);
        }
    }

    @Test
    void aPostAnsweredWithRequestTimeoutIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome(
                (number, request, socket) ->
                        HostileServer.write(
                                socket,
                                "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void aPostAnsweredUnavailableRetryNowIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome(
                (number, request, socket) -> HostileServer.write(socket, RETRY_NOW));
    }

    @Test
    void aPostIsNotCarriedToTheHostThatARedirectNames() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (var thief = HostileServer.saying(HostileServer.OK)) {
                isPostedOnceWithUnknownOutcome(
                        (number, request, socket) ->
                                HostileServer.write(
                                        socket,
                                        "HTTP/1.1 %d Moved\r\nLocation: %s/\r\nContent-Length: 0\r\n\r\n"
                                                .formatted(status, thief.origin())));
                assertThat(thief.requests()).as("redirect %d", status).isEmpty();
            }
        }
    }

    @Test
    void aPostWhoseAnswerIsCutByAResetIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome(
                (number, request, socket) -> {
                    HostileServer.write(
                            socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    HostileServer.reset(socket);
                });
    }

    @Test
    void aPostWhoseAnswerEndsEarlyIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome(
                (number, request, socket) -> {
                    HostileServer.write(
                            socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    socket.close();
                });
    }

    @Test
    void aPostThatIsNeverAnsweredIsNotSentAgain() {
        isPostedOnceWithUnknownOutcome((number, request, socket) -> {});
    }

    @Test
    void aThrottledPostIsSentAgainBecauseItWasTurnedAwayUnread() throws AdapterException {
        Behaviour behaviour =
                (number, request, socket) ->
                        HostileServer.write(
                                socket,
                                number == 1
                                        ? "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n"
                                        : HostileServer.OK);
        try (var server = new HostileServer(behaviour);
                Gateway gateway = open(server.origin())) {
            HttpAnswer answer = gateway.send(Fixtures.post(server.origin() + "/t", false));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.posts()).isEqualTo(2);
        }
    }

    @Test
    void aReadIsSentAgainAfterALostConnectionAndEachTryIsCounted() throws AdapterException {
        Behaviour behaviour =
                (number, request, socket) -> {
                    if (number < 3) {
                        socket.close();
                    } else {
                        HostileServer.write(socket, HostileServer.OK);
                    }
                };
        try (var server = new HostileServer(behaviour);
                Gateway gateway = open(server.origin())) {
            assertThat(gateway.send(HttpCall.get(server.origin() + "/r")).text()).isEqualTo("ok");
            assertThat(server.requests()).hasSize(3);
            assertThat(gateway.meter().sent()).isEqualTo(3);
        }
    }

    /** OkHttp would do so by itself, unseen by our budget. */
    @Test
    void aReadLostOnAKeptConnectionIsRepeatedByUsAlone() throws AdapterException {
        Behaviour behaviour =
                (number, request, socket) -> {
                    if (number == 2) {
                        socket.close();
                    } else {
                        HostileServer.write(socket, HostileServer.OK);
                    }
                };
        try (var server = new HostileServer(behaviour);
                Gateway gateway = open(server.origin())) {
            gateway.send(HttpCall.get(server.origin() + "/warm"));
            gateway.send(HttpCall.get(server.origin() + "/r"));
            assertThat(server.requests()).hasSize(3);
            assertThat(gateway.meter().sent()).isEqualTo(3);
        }
    }

    /** OkHttp would follow up a GET as well, unseen by our budget. */
    @Test
    void aReadAnsweredUnavailableRetryNowIsRepeatedByUsAloneAndNotAtOnce() {
        try (var server = HostileServer.saying(RETRY_NOW);
                Gateway gateway = open(server.origin())) {
            Fixtures.failure(gateway, HttpCall.get(server.origin() + "/r"));
            assertThat(server.requests()).hasSize(5);
            assertThat(gateway.meter().sent()).isEqualTo(5);
            assertThat(time.pauses())
                    .hasSize(4)
                    .allSatisfy(p -> assertThat(p).isGreaterThanOrEqualTo(RetryPolicy.FLOOR));
        }
    }

    @Test
    void aPostThatFoundNobodyListeningDidNotHappen() throws IOException {
        String origin;
        try (var gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            origin = "http://127.0.0.1:" + gone.getLocalPort();
        }
        try (Gateway gateway = open(origin)) {
            AdapterException failure =
                    Fixtures.failure(gateway, Fixtures.post(origin + "/t", false));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure.code()).isEqualTo("not_sent");
            assertThat(time.pauses()).as("nothing happened, so it was tried again").hasSize(4);
            assertThat(gateway.meter().sent()).isZero();
        }
    }

    @Test
    void aPostToAnUnknownHostDidNotHappen() {
        try (Gateway gateway = open("https://no-such-host.invalid")) {
            AdapterException failure =
                    Fixtures.failure(
                            gateway, Fixtures.post("https://no-such-host.invalid/t", false));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure.code()).isEqualTo("not_sent");
        }
    }

    @Test
    void aPostToAServerThatSpeaksNoTlsDidNotHappen() {
        try (var server = HostileServer.saying(HostileServer.OK)) {
            String origin = server.origin().replace("http:", "https:");
            try (Gateway gateway = open(origin)) {
                AdapterException failure =
                        Fixtures.failure(gateway, Fixtures.post(origin + "/t", false));
                assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(server.requests()).isEmpty();
            }
        }
    }
}
