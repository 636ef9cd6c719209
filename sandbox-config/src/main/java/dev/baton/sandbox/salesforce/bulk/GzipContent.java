package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.ReplyContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Another content, compressed when a server asks for it and not before. */
final class GzipContent implements ReplyContent {
    private final ReplyContent plain;
    private byte @Nullable [] compressed;

    GzipContent(ReplyContent plain) {
        this.plain = plain;
    }

    @Override
    public long length() {
        return bytes().length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes());
    }

    @Override
    public synchronized byte[] bytes() {
        if (compressed == null) {
            compressed = compress();
        }
        return compressed;
    }

    private byte[] compress() {
        var whole = new ByteArrayOutputStream();
        try (var gzip = new Fast(whole)) {
            plain.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    /** Time is dearer than bytes on loopback. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, 64 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
