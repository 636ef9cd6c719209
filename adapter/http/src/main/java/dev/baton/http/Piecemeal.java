package dev.baton.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What of a call is too large for memory: it is made while it is sent, or read while it comes.
 *
 * @param upload in place of a body, null for none
 * @param reader takes the body of an answer whose status is 200 to 299; the answer's own is empty
 *     then. Null for answers that are held as a whole
 * @param onHead told of an answer whose status is 200 to 299 before its body is read, which is
 *     empty then; called anew for each try, in the thread that reads, which it must not hold up.
 *     Null where nobody waits for it
 */
public record Piecemeal(
        @Nullable Upload upload, @Nullable Reader reader, @Nullable Consumer<HttpAnswer> onHead) {
    static final Piecemeal NOTHING = new Piecemeal(null, null, null);

    /** A body. It may be asked for once for each try, and is the same each time. */
    public interface Upload {
        /** Bytes that {@link #writeTo} writes, exactly. */
        long length();

        void writeTo(OutputStream out) throws IOException;
    }

    /** Reads a body to its end. Called anew for each try, so it has to begin anew itself. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads.
         *
         * @throws IOException only as {@code in} throws it: the connection is taken for lost then
         */
        void read(InputStream in) throws IOException;
    }

    boolean isNothing() {
        return upload == null && reader == null && onHead == null;
    }

    /** Whether it may take longer than what fits into memory. */
    boolean isLong() {
        return upload != null || reader != null;
    }

    void tellHead(HttpAnswer head) {
        if (onHead != null) {
            onHead.accept(head);
        }
    }
}
