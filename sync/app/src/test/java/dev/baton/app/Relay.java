package dev.baton.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Baton and the sandbox, counts what goes by, and lets something happen at a chosen
 * point of a chosen request. A request that waits for its answer holds the process at a known place
 * for as long as the deed takes.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 50;

    /** Requests that change records: of the SOAP and the REST API. */
    private static final Pattern WRITE =
            Pattern.compile("<(\\w+:)?(create|update|upsert|delete)[ >]");

    /** A point in the life of a request. */
    enum Moment {
        /** The sandbox has not seen it. */
        ARRIVED,
        /** The sandbox has its head and half of its body, and gets no more. */
        HALF,
        /** The sandbox has carried it out, and Baton does not know. */
        EXECUTED,
        /** Baton has the answer. */
        ANSWERED
    }

    /** What happens; may take its time. */
    @FunctionalInterface
    interface Deed {
        /** Tells whether the request goes on, or is lost with the connection. */
        boolean goesOn() throws Exception;
    }

    private record Trap(int nth, Kind kind, Moment moment, Deed deed) {}

    /** Which requests a trap counts. */
    @FunctionalInterface
    private interface Kind {
        boolean has(Message request, boolean write);
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String target;
    private final String url;
    private int requests;
    private int writes;
    private int kin;
    private @Nullable Trap trap;
    private @Nullable Exception failure;

    private Relay(ServerSocket listener, String target) {
        this.listener = listener;
        this.target = target;
        this.url = "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** In front of a sandbox: its configuration leads here from now on. */
    static Relay before(SandboxProcess sandbox) throws IOException {
        var relay =
                new Relay(
                        new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
                        sandbox.url);
        relay.threads.execute(relay::listen);
        Path config = sandbox.config;
        Files.writeString(config, Files.readString(config).replace(sandbox.url, relay.url));
        return relay;
    }

    /** Counts from zero again, and does nothing else. */
    synchronized void count() {
        requests = 0;
        writes = 0;
        kin = 0;
        trap = null;
    }

    /**
     * Counts from zero again, and lets something happen once.
     *
     * @param nth of the requests from now on, from 1
     * @param onlyWrites whether only those count that change records
     */
    synchronized void trap(int nth, boolean onlyWrites, Moment moment, Deed deed) {
        count();
        trap = new Trap(nth, (request, write) -> write || !onlyWrites, moment, deed);
    }

    /**
     * Counts from zero again, and lets something happen once.
     *
     * @param nth of the requests of this kind from now on, from 1
     * @param path pattern of the path with its query
     */
    synchronized void trap(int nth, String method, Pattern path, Moment moment, Deed deed) {
        count();
        trap = new Trap(nth, (request, write) -> request.is(method, path), moment, deed);
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int writes() {
        return writes;
    }

    private synchronized @Nullable Trap seen(Message request) throws IOException {
        boolean write = request.isWrite();
        requests++;
        writes += write ? 1 : 0;
        Trap set = trap;
        if (set == null || !set.kind().has(request, write)) {
            return null;
        }
        kin++;
        if (kin < set.nth()) {
            return null;
        }
        trap = null;
        return set;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed; or a client that was gone before it was accepted.
            }
        }
    }

    /** One connection, until one of the sides ends it. */
    private void serve(Socket client) {
        URI sandbox = URI.create(target);
        try (client;
                var server = new Socket(sandbox.getHost(), sandbox.getPort())) {
            var fromClient = new BufferedInputStream(client.getInputStream());
            var fromServer = new BufferedInputStream(server.getInputStream());
            while (true) {
                Message request = Message.read(fromClient);
                Trap hit = seen(request);
                let(hit, Moment.ARRIVED);
                if (hit != null && hit.moment() == Moment.HALF) {
                    request.writeHalf(server.getOutputStream());
                    let(hit, Moment.HALF);
                    return;
                }
                request.write(server.getOutputStream());
                Message answer = Message.read(fromServer).naming(target, url);
                let(hit, Moment.EXECUTED);
                answer.write(client.getOutputStream());
                let(hit, Moment.ANSWERED);
            }
        } catch (IOException e) {
            // A process that is killed ends its connections in the middle of a word.
        }
    }

    private void let(@Nullable Trap hit, Moment moment) throws IOException {
        if (hit == null || hit.moment() != moment) {
            return;
        }
        boolean goesOn;
        try {
            goesOn = hit.deed().goesOn();
        } catch (Exception e) {
            failed(e);
            throw new IOException("the deed failed", e);
        }
        if (!goesOn) {
            throw new IOException("lost on purpose");
        }
    }

    private synchronized void failed(Exception e) {
        failure = e;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        synchronized (this) {
            if (failure != null) {
                throw new IllegalStateException("what was to happen failed", failure);
            }
        }
    }

    /**
     * A request or an answer of HTTP/1.1 (RFC 9112).
     *
     * @param head the lines before the body, without the length of the body
     */
    private record Message(List<String> head, byte[] body) {

        static Message read(InputStream in) throws IOException {
            var head = new ArrayList<String>();
            int length = 0;
            boolean chunked = false;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String folded = line.toLowerCase(Locale.ROOT);
                if (folded.startsWith("content-length:")) {
                    length = Integer.parseInt(folded.substring(folded.indexOf(':') + 1).strip());
                } else if (folded.startsWith("transfer-encoding:")) {
                    chunked = true;
                } else if (!folded.startsWith("accept-encoding:")) {
                    head.add(line);
                }
            }
            return new Message(head, chunked ? chunks(in) : exactly(in, length));
        }

        private static byte[] chunks(InputStream in) throws IOException {
            var whole = new ByteArrayOutputStream();
            int size = chunkSize(in);
            while (size > 0) {
                whole.write(exactly(in, size));
                line(in);
                size = chunkSize(in);
            }
            line(in);
            return whole.toByteArray();
        }

        private static int chunkSize(InputStream in) throws IOException {
            return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
        }

        private static byte[] exactly(InputStream in, int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        private static String line(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int each = in.read(); each != '\n'; each = in.read()) {
                if (each < 0) {
                    throw new EOFException();
                }
                line.write(each);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }

        boolean is(String method, Pattern path) {
            String[] words = head.getFirst().split(" ", 3);
            return words[0].equals(method) && path.matcher(words[1]).matches();
        }

        boolean isWrite() throws IOException {
            String first = head.getFirst();
            return !first.startsWith("GET ")
                    && (!first.startsWith("POST ") || WRITE.matcher(plain()).find());
        }

        private String plain() throws IOException {
            if (head.stream().noneMatch("content-encoding: gzip"::equalsIgnoreCase)) {
                return text();
            }
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        private String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The sandbox names itself in its answers; Baton shall come back through here. */
        Message naming(String target, String url) {
            return new Message(head, text().replace(target, url).getBytes(StandardCharsets.UTF_8));
        }

        void write(OutputStream out) throws IOException {
            out.write(bytes());
            out.flush();
        }

        void writeHalf(OutputStream out) throws IOException {
            byte[] whole = bytes();
            out.write(whole, 0, whole.length - body.length / 2);
            out.flush();
        }

        private byte[] bytes() {
            var whole = new ByteArrayOutputStream();
            String lines = String.join("\r\n", head) + "\r\n";
            boolean hasBody = body.length > 0 || !head.getFirst().contains(" 204");
            String length = hasBody ? "Content-Length: " + body.length + "\r\n" : "";
            whole.writeBytes((lines + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(body);
            return whole.toByteArray();
        }
    }
}
