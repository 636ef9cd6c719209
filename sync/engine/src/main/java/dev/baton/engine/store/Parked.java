package dev.baton.engine.store;

import dev.baton.core.plan.Digests;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in quarantine. Parking the same record of the same stream for the same reason again
 * keeps its first instant.
 *
 * @param stream the stream it came from, or {@code connection.object} it should have been written
 *     to
 * @param record its id, or where it stood
 * @param reason what is wrong and what to do, free of the record's values
 * @param since by the CRM server's clock
 * @param retryAt of a refused write: before then it is not tried again; null for what is no write
 */
public record Parked(
        StreamKey stream, String record, String reason, Instant since, @Nullable Instant retryAt) {
    private static final int ID = 12;

    /** What is no write. */
    public Parked(StreamKey stream, String record, String reason, Instant since) {
        this(stream, record, reason, since, null);
    }

    /** Names the entry on the command line: twelve hexadecimal digits, always the same ones. */
    public String id() {
        return Digests.of(List.of(stream.connection(), stream.stream(), record, reason))
                .substring(0, ID);
    }
}
