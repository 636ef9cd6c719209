package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HostileServer.Behaviour;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswerTest {
    private static final long CAP = 1 << 20;

    private static AdapterException failureFrom(Behaviour behaviour) {
        try (var server = new HostileServer(behaviour)) {
            GatewaySettings settings =
                    Fixtures.impatient(server.origin()).withMaxResponseBytes(CAP);
            try (Gateway gateway = Gateway.open(settings, Tables.USUAL, Seams.real())) {
                return Fixtures.failure(gateway, HttpCall.get(server.origin() + "/r"));
            }
        }
    }

    @Test
    void anAnswerThatDripsIsCutByTheCallTimeout() {
        long begun = System.nanoTime();
        AdapterException failure =
                failureFrom(
                        (number, request, socket) -> {
                            HostileServer.write(
                                    socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                            for (int i = 0; i < 1000; i++) {
                                HostileServer.write(socket, "x");
                                sleep(200);
                            }
                        });
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(failure.code()).isEqualTo("connection_lost");
        assertThat(took).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(8));
    }

    @Test
    void aGigabyteInAMegabyteOfGzipIsCutAtTheCap() throws IOException {
        byte[] bomb = gzip(1 << 30);
        assertThat(bomb.length).isLessThan(2 << 20);
        for (String type : new String[] {"application/json", "text/csv", "image/png"}) {
            AdapterException failure =
                    failureFrom(
                            (number, request, socket) -> {
                                HostileServer.write(
                                        socket,
                                        "HTTP/1.1 200 OK\r\nContent-Type: "
                                                + type
                                                + "\r\nContent-Encoding: gzip\r\nContent-Length: "
                                                + bomb.length
                                                + "\r\n\r\n");
                                socket.getOutputStream().write(bomb);
                            });
            assertThat(failure.code()).as(type).isEqualTo("answer_too_large");
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheCap() {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        AdapterException failure =
                failureFrom(
                        (number, request, socket) -> {
                            HostileServer.write(
                                    socket,
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            while (true) {
                                HostileServer.write(socket, chunk);
                            }
                        });
        assertThat(failure.code()).isEqualTo("answer_too_large");
    }

    @Test
    void aFloodOfHeadersIsCut() {
        String header = "X-Flood: " + "y".repeat(8000) + "\r\n";
        AdapterException failure =
                failureFrom(
                        (number, request, socket) -> {
                            HostileServer.write(socket, "HTTP/1.1 200 OK\r\n");
                            while (true) {
                                HostileServer.write(socket, header);
                            }
                        });
        assertThat(failure.code()).isEqualTo("connection_lost");
    }

    @Test
    void anAnswerThatNeverBeginsIsCutByTheReadTimeout() {
        AdapterException failure = failureFrom((number, request, socket) -> {});
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("connection_lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\nabcde"
            })
    void nonsenseIsAFailureAndNoAnswer(String nonsense) {
        AdapterException failure =
                failureFrom(
                        (number, request, socket) -> {
                            HostileServer.write(socket, nonsense);
                            socket.close();
                        });
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void anEncodingThatNobodyAskedForIsRefused() {
        AdapterException failure =
                failureFrom(
                        (number, request, socket) ->
                                HostileServer.write(
                                        socket,
                                        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n"
                                                + "Content-Length: 4\r\n\r\nabcd"));
        assertThat(failure.code()).isEqualTo("encoding_refused");
    }

    @Test
    void anAnswerAsLargeAsTheCapIsTakenWhole() throws AdapterException {
        String body = "z".repeat((int) CAP);
        try (var server =
                HostileServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Length: " + CAP + "\r\n\r\n" + body)) {
            GatewaySettings settings =
                    Fixtures.impatient(server.origin()).withMaxResponseBytes(CAP);
            try (Gateway gateway = Gateway.open(settings, Tables.USUAL, Seams.real())) {
                HttpAnswer answer = gateway.send(HttpCall.get(server.origin() + "/r"));
                assertThat(answer.body()).hasSize((int) CAP);
            }
        }
    }

    private static byte[] gzip(long zeros) throws IOException {
        var packed = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 20];
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (long written = 0; written < zeros; written += block.length) {
                out.write(block);
            }
        }
        return packed.toByteArray();
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
