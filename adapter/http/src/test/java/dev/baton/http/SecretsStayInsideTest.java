package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.http.HostileServer.Behaviour;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A word in every place that may hold a secret, every fault, every log level: it never shows. */
class SecretsStayInsideTest {
    private static final String CANARY = "canary-7f3a";

    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
        root.setLevel(before);
    }

    /** Servers that send back what they got, where parsers quote it in their complaints. */
    private static Map<String, Behaviour> faults() {
        var faults = new TreeMap<String, Behaviour>();
        faults.put("close", (number, request, socket) -> socket.close());
        faults.put("reset", (number, request, socket) -> HostileServer.reset(socket));
        echo(faults, "status line", "%s\r\n\r\n");
        echo(faults, "status code", "HTTP/1.1 %s OK\r\n\r\n");
        echo(faults, "chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n");
        echo(faults, "gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n%s");
        echo(faults, "encoding", "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\nx");
        echo(faults, "location", "HTTP/1.1 302 Found\r\nLocation: https://%s.test/\r\n\r\n");
        for (int status : new int[] {400, 401, 403, 404, 408, 418, 429, 500, 502, 503, 504}) {
            echo(
                    faults,
                    "answer " + status,
                    "HTTP/1.1 "
                            + status
                            + " %1$s\r\nX-Echo: %1$s\r\nRetry-After: %1$s\r\n"
                            + "Content-Length: 11\r\n\r\n%1$s");
        }
        echo(faults, "too large", "HTTP/1.1 200 OK\r\n\r\n" + "%1$s".repeat(200));
        return faults;
    }

    private static void echo(Map<String, Behaviour> faults, String name, String form) {
        faults.put(
                name,
                (number, request, socket) -> {
                    HostileServer.write(socket, form.formatted(CANARY));
                    socket.close();
                });
    }

    private static List<HttpCall> calls(String origin) {
        String url = origin + "/a?q=" + CANARY;
        byte[] body = CANARY.getBytes(StandardCharsets.UTF_8);
        return List.of(
                HttpCall.get(url).withHeader("X-Session", CANARY),
                HttpCall.post(url, "text/plain", body, false).withHeader("X-Session", CANARY),
                HttpCall.get(url).withHeader("X-Session", CANARY + "\n"),
                HttpCall.get(url).withHeader("X-Session\n" + CANARY, "1"),
                HttpCall.post(url, CANARY + "\n", body, false),
                HttpCall.get("https://" + CANARY + ".test/" + CANARY),
                HttpCall.get(url + "#" + CANARY));
    }

    private static List<AdapterException> failures(Behaviour behaviour) {
        var time = new VirtualTime();
        var failures = new ArrayList<AdapterException>();
        try (var server = new HostileServer(behaviour)) {
            GatewaySettings settings =
                    Fixtures.impatient(server.origin())
                            .withMaxResponseBytes(1000)
                            .withRetry(RetryPolicy.DEFAULT);
            var seams = new Seams(time, time, new java.util.Random(7), null);
            for (HttpCall call : calls(server.origin())) {
                try (Gateway gateway = Gateway.open(settings, Tables.USUAL, seams)) {
                    var tokens = new SingleFlightTokens(() -> new Secret(CANARY), time);
                    failures.add(Fixtures.failure(gateway.signedIn(tokens), call));
                }
            }
        }
        return failures;
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void noFaultBringsASecretIntoAMessageAStackTraceOrTheLog() {
        int seen = 0;
        for (Map.Entry<String, Behaviour> fault : faults().entrySet()) {
            for (AdapterException failure : failures(fault.getValue())) {
                assertThat(printed(failure)).as(fault.getKey()).doesNotContain(CANARY);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(130);
        assertThat(logged.list).as("the log was listened to").isNotEmpty();
        for (ILoggingEvent event : logged.list) {
            assertThat(event.getFormattedMessage() + event.getThrowableProxy())
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void aCallIsOneDebugLineOfMethodPathStatusAndTime() throws AdapterException {
        try (var server = HostileServer.saying(HostileServer.OK);
                Gateway gateway =
                        Gateway.open(
                                Fixtures.impatient(server.origin()), Tables.USUAL, Seams.real())) {
            gateway.send(HttpCall.get(server.origin() + "/a/b?q=1"));
        }
        List<ILoggingEvent> ours =
                logged.list.stream()
                        .filter(event -> event.getLoggerName().startsWith("dev.baton"))
                        .toList();
        assertThat(ours).hasSize(1);
        ILoggingEvent line = ours.getFirst();
        assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(line.getFormattedMessage()).matches("GET /a/b 200 \\d+ ms");
    }
}
