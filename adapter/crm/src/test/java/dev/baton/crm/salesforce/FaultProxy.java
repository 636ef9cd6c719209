package dev.baton.crm.salesforce;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a real server, on plain sockets, and breaks the way when told to. It
 * keeps the client's connection open from one request to the next.
 */
final class FaultProxy implements Closeable {

    /** What happens to the next request. */
    sealed interface Fault {}

    /** Faults of the way; the server has or has not done what it was asked. */
    enum Way implements Fault {
        NONE,
        ANSWER_LATE,
        RESET_BEFORE_THE_REQUEST,
        RESET_AFTER_THE_REQUEST,
        ANSWER_DROPPED,
        ANSWER_RESET,
        HALF_CLOSED,
        ANSWER_DRIPPED,
        ANSWER_CUT,
        CLOSED_WHILE_IDLE
    }

    /** The server does what it was asked, and this comes in place of its answer. */
    record Instead(Answer answer) implements Fault {}

    /** Writes whatever it likes. */
    @FunctionalInterface
    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final int server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Way.NONE;

    /**
     * Listens on a port of its own.
     *
     * @param server the port that requests are carried to
     */
    FaultProxy(int server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Requests that came, whole or broken off by us. */
    int requests() {
        return requests.get();
    }

    /** From now on. */
    void breakWith(Fault next) throws IOException {
        fault = next;
        if (next == Way.CLOSED_WHILE_IDLE) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (!client.isClosed()) {
                int first = client.getInputStream().read();
                if (first < 0) {
                    return;
                }
                requests.incrementAndGet();
                handle(client, first);
            }
        } catch (IOException gone) {
            // what the client saw is what the test asserts on
        }
    }

    private void handle(Socket client, int first) throws IOException {
        if (fault == Way.RESET_BEFORE_THE_REQUEST) {
            reset(client);
            return;
        }
        byte[] request = message(client.getInputStream(), first);
        if (fault == Way.RESET_AFTER_THE_REQUEST) {
            reset(client);
            return;
        }
        answer(client, carried(request));
    }

    private void answer(Socket client, byte[] answer) throws IOException {
        OutputStream out = client.getOutputStream();
        switch (fault) {
            case Instead(Answer other) -> {
                other.write(out);
                client.close();
            }
            case Way way -> answer(way, client, answer, out);
        }
    }

    private static void answer(Way way, Socket client, byte[] answer, OutputStream out)
            throws IOException {
        switch (way) {
            case NONE, CLOSED_WHILE_IDLE -> out.write(answer);
            case ANSWER_LATE -> awaitEnd(client);
            case ANSWER_DROPPED -> client.close();
            case ANSWER_RESET, RESET_BEFORE_THE_REQUEST, RESET_AFTER_THE_REQUEST -> reset(client);
            case HALF_CLOSED -> {
                client.shutdownOutput();
                awaitEnd(client);
            }
            case ANSWER_CUT -> {
                out.write(answer, 0, answer.length - 20);
                client.close();
            }
            case ANSWER_DRIPPED -> drip(answer, out);
        }
    }

    static void drip(byte[] answer, OutputStream out) throws IOException {
        for (byte each : answer) {
            out.write(each);
            out.flush();
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** Until the client gives up. */
    private static void awaitEnd(Socket client) throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        client.close();
    }

    /** An RST in place of a FIN. */
    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private byte[] carried(byte[] request) throws IOException {
        try (var there = new Socket(InetAddress.ofLiteral("127.0.0.1"), server)) {
            there.getOutputStream().write(request);
            InputStream in = there.getInputStream();
            return message(in, in.read());
        }
    }

    /** One request or answer, to its last byte. */
    private static byte[] message(InputStream in, int first) throws IOException {
        var head = new ByteArrayOutputStream();
        head.write(first);
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the message ends early");
            }
            head.write(next);
        }
        byte[] body = in.readNBytes(length(head.toString(StandardCharsets.ISO_8859_1)));
        byte[] whole = Arrays.copyOf(head.toByteArray(), head.size() + body.length);
        System.arraycopy(body, 0, whole, head.size(), body.length);
        return whole;
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
