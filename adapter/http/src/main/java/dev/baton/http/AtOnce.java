package dev.baton.http;

import dev.baton.port.AdapterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** For a transport that knows whole bodies only, as those of tests do. */
record AtOnce(Exchange transport) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        if (call.piecemeal().isNothing()) {
            return transport.send(call);
        }
        HttpAnswer answer = transport.send(whole(call));
        if (!isSuccess(answer.status())) {
            return answer;
        }
        call.piecemeal().tellHead(head(answer));
        Piecemeal.Reader reader = call.piecemeal().reader();
        if (reader == null) {
            return answer;
        }
        try {
            reader.read(new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
        return head(answer);
    }

    private static HttpAnswer head(HttpAnswer answer) {
        return new HttpAnswer(answer.status(), answer.headers(), new byte[0], answer.receivedAt());
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static HttpCall whole(HttpCall call) {
        return new HttpCall(
                call.method(),
                call.url(),
                call.headers(),
                body(call),
                call.contentType(),
                call.repeatable());
    }

    private static byte @Nullable [] body(HttpCall call) {
        Piecemeal.Upload upload = call.piecemeal().upload();
        if (upload == null) {
            return call.body();
        }
        var bytes = new ByteArrayOutputStream();
        try {
            upload.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
