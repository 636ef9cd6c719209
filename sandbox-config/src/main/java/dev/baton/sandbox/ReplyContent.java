package dev.baton.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What an answer says. A large one need not be in memory before a server sends it, and is made
 * outside the vendor's lock.
 */
public interface ReplyContent {

    /** Bytes, known before anything is written. */
    long length();

    /** Writes exactly {@link #length} bytes. */
    void writeTo(OutputStream out) throws IOException;

    /** All of it at once, for servers that cannot stream. */
    default byte[] bytes() {
        var whole = new ByteArrayOutputStream(Math.toIntExact(length()));
        try {
            writeTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    /** Text, as UTF-8. */
    static ReplyContent of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes at hand; whoever gives them no longer changes them. */
    static ReplyContent of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** Bytes at hand. */
    final class InMemory implements ReplyContent {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }
    }
}
