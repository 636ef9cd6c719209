package dev.baton.usage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first bytes of a file. */
final class Prefix extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private long left;

    private Prefix(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    static InputStream open(Path path, long bytes) throws IOException {
        return new Prefix(Files.newInputStream(path), bytes);
    }

    /** SHA-256 in hexadecimal; of a shorter file, of all of it. */
    static String digest(Path path, long bytes) throws IOException {
        MessageDigest sha = sha256();
        try (var in = new DigestInputStream(open(path, bytes), sha)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // the stream digests what passes
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Whether the last of these bytes ends a line. */
    static boolean endsALine(Path path, long bytes) throws IOException {
        if (bytes == 0) {
            return true;
        }
        try (var channel = Files.newByteChannel(path)) {
            var last = java.nio.ByteBuffer.allocate(1);
            channel.position(bytes - 1);
            return channel.read(last) == 1 && (last.get(0) == '\n' || last.get(0) == '\r');
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int read = left > 0 ? super.read() : -1;
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = left > 0 ? super.read(buffer, from, (int) Math.min(length, left)) : -1;
        left -= Math.max(read, 0);
        return read;
    }
}
