package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies that are never in memory as a whole, over real sockets and over a transport of tests. */
class PiecemealTest {
    private static final String LINE = "Ünicode,\"a line\"\n";
    private static final int LINES = 10_000;

    private static final Piecemeal.Upload UPLOAD =
            new Piecemeal.Upload() {
                private final byte[] line = LINE.getBytes(StandardCharsets.UTF_8);

                @Override
                public long length() {
                    return (long) LINES * line.length;
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    for (int i = 0; i < LINES; i++) {
                        out.write(line);
                    }
                }
            };

    private static HttpCall put(String origin) {
        return new HttpCall("PUT", origin + "/batches", Map.of(), null, "text/csv", false)
                .with(UPLOAD);
    }

    private static String answer(int status, String body, int length) {
        return "HTTP/1.1 " + status + " so\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    @Test
    void anUploadArrivesWholeWithItsLength() throws Exception {
        try (HostileServer server = HostileServer.saying(answer(201, "", 0));
                Gateway gateway =
                        Gateway.open(
                                Fixtures.impatient(server.origin()), Tables.USUAL, Seams.real())) {
            assertThat(gateway.send(put(server.origin())).status()).isEqualTo(201);
            assertThat(server.requests().getFirst().body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(LINE.repeat(LINES));
        }
    }

    @Test
    void anAnswerIsReadWhileItComesAndAnewAfterItBroke() throws Exception {
        var read = new ArrayList<String>();
        Piecemeal.Reader reader =
                in -> read.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        try (HostileServer server =
                        new HostileServer(
                                (number, request, socket) -> {
                                    if (number == 1) {
                                        HostileServer.write(socket, answer(200, "rows a", 600));
                                        socket.close();
                                    }
                                    HostileServer.write(socket, answer(200, "rows and more", 13));
                                });
                Gateway gateway =
                        Gateway.open(
                                Fixtures.impatient(server.origin()).withRetry(RetryPolicy.DEFAULT),
                                Tables.USUAL,
                                Seams.real())) {
            HttpAnswer answer =
                    gateway.send(HttpCall.get(server.origin() + "/results").with(reader));
            assertThat(answer.body()).isEmpty();
            assertThat(read).isEqualTo(List.of("rows and more"));
        }
    }

    @Test
    void aRefusalIsNotGivenToTheReader() throws Exception {
        var read = new ArrayList<String>();
        try (HostileServer server = HostileServer.saying(answer(404, "no", 2));
                Gateway gateway =
                        Gateway.open(
                                Fixtures.impatient(server.origin()), Tables.USUAL, Seams.real())) {
            HttpCall call =
                    HttpCall.get(server.origin() + "/results").with(in -> read.add("something"));
            Fixtures.failure(gateway, call);
            assertThat(read).isEmpty();
        }
    }

    @Test
    void aHeadIsToldWhileItsBodyIsStillOnItsWay() throws Exception {
        var told = new CompletableFuture<String>();
        try (HostileServer server =
                        new HostileServer(
                                (number, request, socket) -> {
                                    HostileServer.write(
                                            socket,
                                            "HTTP/1.1 200 so\r\nNext: b\r\nContent-Length: 4\r\n\r\n");
                                    told.completeOnTimeout("late", 1, TimeUnit.SECONDS);
                                    HostileServer.write(socket, told.join());
                                });
                Gateway gateway =
                        Gateway.open(
                                Fixtures.impatient(server.origin()), Tables.USUAL, Seams.real())) {
            var next = new ArrayList<String>();
            HttpAnswer answer =
                    gateway.send(
                            HttpCall.get(server.origin() + "/results")
                                    .onHead(
                                            head -> {
                                                next.add(head.header("Next"));
                                                told.complete("rows");
                                            }));
            assertThat(answer.text()).isEqualTo("rows");
            assertThat(next).containsExactly("b");
        }
    }

    @Test
    void aTransportThatKnowsWholeBodiesOnlySeesThemWhole() throws Exception {
        var seen = new ArrayList<Integer>();
        var read = new ArrayList<String>();
        Exchange whole =
                call -> {
                    byte[] body = call.body();
                    seen.add(body == null ? 0 : body.length);
                    return new HttpAnswer(
                            200, Map.of(), "rows".getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
                };
        HttpCall call =
                put(Fixtures.ORIGIN)
                        .with(
                                in ->
                                        read.add(
                                                new String(
                                                        in.readAllBytes(),
                                                        StandardCharsets.UTF_8)));
        assertThat(new AtOnce(whole).send(call).body()).isEmpty();
        assertThat(seen).containsExactly((int) UPLOAD.length());
        assertThat(read).containsExactly("rows");
    }
}
