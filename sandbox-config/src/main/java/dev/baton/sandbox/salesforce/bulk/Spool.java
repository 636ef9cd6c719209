package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.ReplyContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/**
 * Bytes outside the heap: a file that has no name from the moment it is open, so that the system
 * frees it when the process ends, whichever way.
 */
final class Spool implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final FileChannel channel;
    private final ByteBuffer pending = ByteBuffer.allocate(BLOCK);
    private long length;

    Spool() {
        try {
            Path file = Files.createTempFile("baton-sandbox", ".spool", new FileAttribute<?>[0]);
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for the files of a bulk job", e);
        }
    }

    void append(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    void append(byte[] bytes) {
        if (bytes.length > pending.remaining()) {
            flush();
        }
        if (bytes.length > pending.remaining()) {
            write(ByteBuffer.wrap(bytes));
        } else {
            pending.put(bytes);
        }
        length += bytes.length;
    }

    /** To be called once after the last append, before anything is read. */
    void flush() {
        write(pending.flip());
        pending.clear();
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for the files of a bulk job", e);
        }
    }

    long length() {
        return length;
    }

    /** All of it from the start; several may read at once. */
    InputStream read() {
        return new BufferedInputStream(new Slice(0, length), BLOCK);
    }

    /** A prefix followed by a part of the file, read when the answer is sent. */
    ReplyContent content(byte[] prefix, long from, long to) {
        return new ReplyContent() {
            @Override
            public long length() {
                return prefix.length + to - from;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(prefix);
                try (InputStream part = new Slice(from, to)) {
                    part.transferTo(out);
                }
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads at positions of its own, so that readers do not disturb each other. */
    private final class Slice extends InputStream {
        private long at;
        private final long end;

        Slice(long from, long to) {
            this.at = from;
            this.end = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int wanted = (int) Math.min(count, end - at);
            if (wanted <= 0) {
                return count == 0 ? 0 : -1;
            }
            int got = channel.read(ByteBuffer.wrap(into, offset, wanted), at);
            at += Math.max(0, got);
            return got;
        }
    }
}
