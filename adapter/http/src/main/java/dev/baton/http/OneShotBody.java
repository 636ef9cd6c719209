package dev.baton.http;

import java.io.IOException;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that OkHttp may send once. Nothing less keeps it from sending a POST again by itself after
 * {@code 503} with {@code Retry-After: 0}.
 */
final class OneShotBody extends RequestBody {
    private final Piecemeal.Upload upload;
    private final @Nullable MediaType type;

    OneShotBody(Piecemeal.Upload upload, @Nullable MediaType type) {
        this.upload = upload;
        this.type = type;
    }

    OneShotBody(byte[] bytes, @Nullable MediaType type) {
        this(new Held(bytes), type);
    }

    /** A body in memory. */
    private record Held(byte[] bytes) implements Piecemeal.Upload {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return upload.length();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        upload.writeTo(sink.outputStream());
    }
}
