package dev.baton.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sandbox.Delivery;
import dev.baton.sandbox.ReplyContent;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<SandboxRequest> seen = new CopyOnWriteArrayList<>();

    /** Echoes the body and remembers what arrived. */
    private SandboxReply echo(SandboxRequest request) {
        seen.add(request);
        return SandboxReply.of(
                        request.path().equals("/missing") ? 404 : 200,
                        "text/plain",
                        new String(request.body(), StandardCharsets.UTF_8))
                .withHeader("Date", "Sat, 04 Jan 2014 00:00:00 GMT");
    }

    @ParameterizedTest
    @EnumSource
    void theHandlerSeesDecodedPathQueryAndLowerCaseHeaders(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo)) {
            send(
                    host,
                    "/a%20b+c?q=x%2By+z&q=2&e=&page%5Bsize%5D=5",
                    "GET",
                    BodyPublishers.noBody(),
                    "X-Mixed",
                    "Value");
        }

        SandboxRequest request = seen.getLast();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/a b+c");
        assertThat(request.query().get("q")).containsExactly("x+y z", "2");
        assertThat(request.parameter("e")).isEmpty();
        assertThat(request.parameter("page[size]")).isEqualTo("5");
        assertThat(request.header("x-mixed")).isEqualTo("Value");
        assertThat(request.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerIsTheHandlersDateIncluded(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo)) {
            HttpResponse<String> answer =
                    send(host, "/missing", "POST", BodyPublishers.ofString("grüezi"));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("grüezi");
            assertThat(answer.headers().allValues("date"))
                    .containsExactly("Sat, 04 Jan 2014 00:00:00 GMT");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGzippedBodyArrivesInflated(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo)) {
            HttpResponse<String> answer =
                    send(
                            host,
                            "/",
                            "POST",
                            BodyPublishers.ofByteArray(gzip("a".repeat(5_000))),
                            "Content-Encoding",
                            "gzip");

            assertThat(answer.body()).isEqualTo("a".repeat(5_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUploadOfAHundredMegabytesPasses(Host.Kind kind) throws Exception {
        try (Host host =
                kind.open(
                        0,
                        request ->
                                SandboxReply.of(
                                        200,
                                        "text/plain",
                                        String.valueOf(request.body().length)))) {
            HttpResponse<String> answer =
                    send(host, "/", "PUT", BodyPublishers.ofByteArray(new byte[100_000_000]));

            assertThat(answer.body()).isEqualTo("100000000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfAHundredMegabytesPasses(Host.Kind kind) throws Exception {
        ReplyContent large = ReplyContent.of(new byte[100_000_000]);
        try (Host host =
                kind.open(0, request -> new SandboxReply(200, Map.of(), large, "", false))) {
            HttpResponse<InputStream> answer =
                    CLIENT.send(
                            HttpRequest.newBuilder(URI.create(host.url())).build(),
                            BodyHandlers.ofInputStream());

            assertThat(answer.statusCode()).isEqualTo(200);
            try (InputStream body = answer.body()) {
                assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(100_000_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoSlashesAtTheStartAreOne(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo)) {
            send(host, "//services/data", "GET", BodyPublishers.noBody());
        }

        assertThat(seen.getLast().path()).isEqualTo("/services/data");
    }

    @ParameterizedTest
    @EnumSource
    void aDroppedAnswerIsAnEndOfTheConnection(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, request -> echo(request).delivered(new Delivery.Dropped()))) {
            assertThatThrownBy(() -> send(host, "/", "POST", BodyPublishers.ofString("x")))
                    .isInstanceOf(IOException.class);
            assertThat(seen).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutAnswerEndsBeforeItsLength(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, request -> echo(request).delivered(new Delivery.Cut(10)))) {
            String raw = raw(host, "POST", "0123456789abcdef");

            assertThat(raw.toLowerCase(Locale.ROOT)).contains("content-length: 16");
            assertThat(raw).endsWith("\r\n\r\n0123456789");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLateAnswerArrivesWhole(Host.Kind kind) throws Exception {
        try (Host host =
                kind.open(
                        0,
                        request ->
                                echo(request)
                                        .delivered(new Delivery.Late(Duration.ofMillis(20))))) {
            long before = System.nanoTime();
            HttpResponse<String> answer = send(host, "/", "POST", BodyPublishers.ofString("late"));

            assertThat(answer.body()).isEqualTo("late");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofMillis(19));
        }
    }

    /** All that comes back until the server ends the connection. */
    private static String raw(Host host, String method, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
            socket.setSoTimeout(10_000);
            String request =
                    "%s / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(method, body.length(), body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChunkedBodyArrivesWhole(Host.Kind kind) throws Exception {
        byte[] body = "b".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        try (Host host = kind.open(0, this::echo)) {
            HttpResponse<String> answer =
                    send(
                            host,
                            "/",
                            "PATCH",
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

            assertThat(answer.body()).hasSize(100_000);
            assertThat(seen.getLast().method()).isEqualTo("PATCH");
        }
    }

    @Test
    void aBrokenEscapeOrGzipBodyIsRefused() {
        assertThat(Requests.answer(this::echo, "GET", "/?q=%zz", Map.of(), new byte[0]).status())
                .isEqualTo(400);
        assertThat(
                        Requests.answer(
                                        this::echo,
                                        "POST",
                                        "/",
                                        Map.of(),
                                        new byte[] {0x1f, (byte) 0x8b, 1, 2})
                                .status())
                .isEqualTo(400);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET http://elsewhere/ HTTP/1.1", "GET / SPDY/3"})
    void whatIsNoHttpIsRefusedAndTheConnectionClosed(String requestLine) throws Exception {
        try (Host host = Host.Kind.JDK.open(0, this::echo);
                var socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            assertThat(
                            new String(
                                    socket.getInputStream().readAllBytes(),
                                    StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyClientsAreServedAtOnce(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<String>>();
            for (int i = 0; i < 200; i++) {
                String body = "body " + i;
                calls.add(
                        threads.submit(
                                (Callable<String>)
                                        () ->
                                                send(
                                                                host,
                                                                "/",
                                                                "POST",
                                                                BodyPublishers.ofString(body))
                                                        .body()));
            }

            for (int i = 0; i < calls.size(); i++) {
                assertThat(result(calls.get(i))).isEqualTo("body " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTakenPortIsAnIoException(Host.Kind kind) throws Exception {
        try (Host first = kind.open(0, this::echo)) {
            assertThatThrownBy(() -> kind.open(first.port(), this::echo))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(first.port()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyLoopbackIsBound(Host.Kind kind) throws Exception {
        try (Host host = kind.open(0, this::echo)) {
            assertThat(host.url()).isEqualTo("http://127.0.0.1:" + host.port());
            assertThatThrownBy(
                            () ->
                                    new Socket(InetAddress.ofLiteral("127.0.0.2"), host.port())
                                            .close())
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterClosingNobodyListens(Host.Kind kind) throws Exception {
        Host host = kind.open(0, this::echo);
        int port = host.port();
        host.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatInflatesPastTheCapIsRefused() throws Exception {
        byte[] bomb = gzip("0".repeat(1 << 20), (Requests.BODY_CAP >> 20) + 1);
        SandboxReply reply = Requests.answer(this::echo, "POST", "/", Map.of(), bomb);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(seen).isEmpty();
    }

    private static String result(Future<String> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e);
        }
    }

    private static HttpResponse<String> send(
            Host host, String target, String method, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(host.url() + target)).method(method, body);
        List<String> pairs = List.of(headers);
        for (int i = 0; i < pairs.size(); i += 2) {
            request.header(pairs.get(i), pairs.get(i + 1));
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text, 1);
    }

    private static byte[] gzip(String text, int times) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] part = text.getBytes(StandardCharsets.UTF_8);
        try (var out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(part);
            }
        }
        return bytes.toByteArray();
    }
}
