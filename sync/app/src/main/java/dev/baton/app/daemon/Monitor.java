package dev.baton.app.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Shows health and metrics to monitors on this very machine. It reads only, takes no body and keeps
 * few connections.
 */
public final class Monitor implements AutoCloseable {
    /** So many requests wait for their turn at most. */
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService turn;
    private final Set<String> hosts;

    /** What a page shows. */
    public record Page(int status, String contentType, String text) {}

    private Monitor(HttpServer server) {
        this.server = server;
        int port = server.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        this.turn =
                Executors.newFixedThreadPool(
                        2, Thread.ofPlatform().daemon().name("monitor-", 0).factory());
    }

    /**
     * Begins to listen.
     *
     * @param listen a loopback address; port 0 for any that is free
     * @throws IOException when the port is taken
     * @throws IllegalArgumentException when the address is reachable from elsewhere
     */
    public static Monitor open(
            InetSocketAddress listen, Supplier<Page> health, Supplier<Page> metrics)
            throws IOException {
        if (listen.getAddress() == null || !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("listens on loopback only");
        }
        // Read once, when the first server of the process is made.
        cap("sun.net.httpserver.maxReqTime", 10);
        cap("sun.net.httpserver.maxRspTime", 10);
        cap("sun.net.httpserver.maxReqHeaders", 50);
        cap("jdk.httpserver.maxConnections", 32);
        var monitor = new Monitor(HttpServer.create(listen, BACKLOG));
        monitor.server.setExecutor(monitor.turn);
        monitor.server.createContext("/", exchange -> monitor.answer(exchange, health, metrics));
        monitor.server.start();
        return monitor;
    }

    private static void cap(String property, int most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(most));
        }
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[::1]" : host) + ":" + address.getPort();
    }

    private void answer(HttpExchange exchange, Supplier<Page> health, Supplier<Page> metrics)
            throws IOException {
        try (exchange) {
            send(exchange, page(exchange, health, metrics));
        }
    }

    /** A foreign Host is a web page's attempt to read us through a name it controls. */
    private Page page(HttpExchange exchange, Supplier<Page> health, Supplier<Page> metrics) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return plain(421, "ask for this machine by its loopback address");
        }
        Supplier<Page> known =
                switch (exchange.getRequestURI().getPath()) {
                    case "/health" -> health;
                    case "/metrics" -> metrics;
                    case null, default -> null;
                };
        if (known == null) {
            return plain(404, "there are /health and /metrics");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return plain(405, "only GET");
        }
        return known.get();
    }

    private static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text + "\n");
    }

    private static void send(HttpExchange exchange, Page shown) throws IOException {
        byte[] bytes = shown.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", shown.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(shown.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        turn.shutdownNow();
    }
}
