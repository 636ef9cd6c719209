package dev.baton.bench.subject;

import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system in which nothing happens but what it is told: each record is brought once. */
final class QuietSource implements Source {
    private final String system;
    private final Instant now;
    private String stream = "";
    private @Nullable RawRecord record;

    /**
     * Nothing to bring yet.
     *
     * @param now its clock, which stands still
     */
    QuietSource(String system, Instant now) {
        this.system = system;
        this.now = now;
    }

    /** The next read of a stream brings a record. */
    void brings(String stream, RawRecord record) {
        this.stream = stream;
        this.record = record;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public Instant serverTime() {
        return now;
    }

    @Override
    public Page read(StreamRequest request, @Nullable Cursor cursor) {
        if (cursor == null) {
            throw new IllegalStateException(request.stream() + " is read from its beginning");
        }
        RawRecord coming = request.stream().equals(stream) ? record : null;
        if (coming != null) {
            record = null;
        }
        List<RawRecord> records = coming == null ? List.of() : List.of(coming);
        return new Page(records, List.of(), cursor, true, now);
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) {
        return List.of();
    }

    @Override
    public long calls() {
        return 0;
    }

    @Override
    public void close() {}
}
