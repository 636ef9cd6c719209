package dev.baton.sandbox.host;

import dev.baton.sandbox.Delivery;
import dev.baton.sandbox.SandboxReply;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client connection of HTTP/1.1 (RFC 9112): requests one after the other, kept alive until the
 * client is done.
 */
final class Connection {
    private static final int LINE_CAP = 64 << 10;
    private static final int HEADERS_CAP = 200;

    private final BufferedInputStream in;
    private final BufferedOutputStream out;
    private final Handler handler;

    Connection(InputStream in, OutputStream out, Handler handler) {
        this.in = new BufferedInputStream(in, 16 << 10);
        this.out = new BufferedOutputStream(out, 64 << 10);
        this.handler = handler;
    }

    void serve() throws IOException {
        boolean alive = true;
        while (alive) {
            String line = firstLine();
            if (line == null) {
                return;
            }
            alive = exchange(line);
            out.flush();
        }
    }

    private boolean exchange(String requestLine) throws IOException {
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            write(Requests.refusal(400, "not an HTTP/1.1 request"), false, true);
            return false;
        }
        Map<String, String> headers = headers();
        boolean alive =
                !"close".equalsIgnoreCase(headers.get("connection"))
                        && !parts[2].equals("HTTP/1.0");
        byte[] body;
        try {
            body = body(headers);
        } catch (Requests.TooLargeException e) {
            write(
                    Requests.refusal(
                            413, "the request body is larger than " + Requests.BODY_CAP + " bytes"),
                    false,
                    true);
            return false;
        }
        SandboxReply reply = Requests.answer(handler, parts[0], parts[1], headers, body);
        boolean withBody = !parts[0].equals("HEAD");
        return switch (reply.delivery()) {
            case Delivery.Whole whole -> {
                write(reply, alive, withBody);
                yield alive;
            }
            case Delivery.Late late -> {
                waitFor(late);
                write(reply, alive, withBody);
                yield alive;
            }
            case Delivery.Cut cut -> {
                out.write(head(reply, false));
                out.write(reply.body(), 0, Math.min(cut.bytes(), reply.body().length));
                yield false;
            }
            case Delivery.Dropped dropped -> false;
        };
    }

    /**
     * The request line, or null when the client has closed; empty lines before it are allowed by
     * the RFC.
     */
    private @Nullable String firstLine() throws IOException {
        String line = line();
        while (line != null && line.isEmpty()) {
            line = line();
        }
        return line;
    }

    private Map<String, String> headers() throws IOException {
        var all = new LinkedHashMap<String, String>();
        for (String line = required(); !line.isEmpty(); line = required()) {
            int colon = line.indexOf(':');
            if (colon < 1 || all.size() >= HEADERS_CAP) {
                throw new IOException("malformed or too many headers");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            all.putIfAbsent(name, line.substring(colon + 1).strip());
        }
        return all;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? new byte[0] : exactly(number(length, 10));
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (whole.size() + (long) size > Requests.BODY_CAP) {
                throw new Requests.TooLargeException();
            }
            whole.write(exactly(size));
            required();
        }
        while (!required().isEmpty()) {
            // trailers carry nothing any API behind this port reads
        }
        return whole.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = required();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            long value = Long.parseLong(text, radix);
            if (value > Requests.BODY_CAP) {
                throw new Requests.TooLargeException();
            }
            return Math.toIntExact(Math.max(0, value));
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended early");
        }
        return bytes;
    }

    private String required() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the request ended early");
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() >= LINE_CAP) {
                throw new IOException("a header line is longer than " + LINE_CAP + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static void waitFor(Delivery.Late late) throws IOException {
        try {
            Thread.sleep(late.by());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped before a late answer");
        }
    }

    private void write(SandboxReply reply, boolean alive, boolean withBody) throws IOException {
        out.write(head(reply, alive));
        if (withBody && reply.status() != 204) {
            reply.content().writeTo(out);
        }
        out.flush();
    }

    private static byte[] head(SandboxReply reply, boolean alive) {
        var head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" \r\n");
        reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (reply.status() != 204) {
            head.append("Content-Length: " + reply.content().length() + "\r\n");
        }
        head.append(alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
