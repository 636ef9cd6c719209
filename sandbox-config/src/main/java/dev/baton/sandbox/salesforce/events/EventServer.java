package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.session.Sessions;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The Pub/Sub API on a loopback port of its own, without TLS. */
public final class EventServer implements AutoCloseable {
    /** The vendor promises an empty answer within 270 seconds; a minute is what clients see. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    private final Server server;
    private final ScheduledExecutorService timer;
    private final ExecutorService calls;

    private EventServer(Server server, ScheduledExecutorService timer, ExecutorService calls) {
        this.server = server;
        this.timer = timer;
        this.calls = calls;
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @param instanceUrl what clients must name as the org's address
     */
    public static EventServer listen(
            int port, EventStreams streams, Sessions sessions, Supplier<String> instanceUrl)
            throws IOException {
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        Server server =
                OkHttpServerBuilder.forPort(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                                InsecureServerCredentials.create())
                        .executor(calls)
                        .intercept(new SignedIn(sessions, streams.organization(), instanceUrl))
                        .addService(new PubSubService(streams))
                        .permitKeepAliveTime(10, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            calls.close();
            throw new IOException("cannot listen on 127.0.0.1:" + port, e);
        }
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sandbox-events").factory());
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(
                        streams::keepAlive,
                        KEEP_ALIVE.toMillis(),
                        KEEP_ALIVE.toMillis(),
                        TimeUnit.MILLISECONDS);
        return new EventServer(server, timer, calls);
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        server.shutdownNow();
        calls.shutdownNow();
    }
}
