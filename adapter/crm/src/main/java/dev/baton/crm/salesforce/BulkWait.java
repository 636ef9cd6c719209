package dev.baton.crm.salesforce;

import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WritePermit;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits for jobs that the vendor works off by itself. Each look is a call of the day's allowance,
 * so the pauses between them double; and once a job of this run has shown how fast the org is, the
 * next one is first looked at when it should be done. Thread-safe.
 */
final class BulkWait {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** Of a pause; a stop is heeded and a lease lives on in between. */
    private static final Duration PIECE = Duration.ofSeconds(15);

    /** Of the time that a job was expected to take, before the second look. */
    private static final int PART_OF_EXPECTED = 8;

    private final BulkApi api;
    private final Seams seams;

    /** Of one row, as the last job of a kind took it. */
    private final Map<BulkApi.Kind, Duration> pace = new EnumMap<>(BulkApi.Kind.class);

    private @Nullable Interrupted interrupted;

    BulkWait(BulkApi api, Seams seams) {
        this.api = api;
        this.seams = seams;
    }

    /** A job whose waiting is gone on with. */
    private record Interrupted(String id, Duration pause) {}

    /**
     * Looks at a job until it is at rest.
     *
     * @param rows that it has to work on, 0 for unknown
     * @param patience after that long the job is given back as it stood when it was last looked at
     * @param permit asked before every look, and at least every 15 seconds, so that a lease lives
     *     on as long as the job; when it does not hold, this fails as UNAVAILABLE with the code
     *     {@code withdrawn}, and the job goes on
     */
    BulkJob rest(BulkApi.Kind kind, String id, long rows, Duration patience, WritePermit permit)
            throws AdapterException {
        Instant begun = seams.clock().instant();
        Duration expected = shorter(expected(kind, rows), patience);
        Duration pause = longer(FIRST, expected.dividedBy(PART_OF_EXPECTED));
        Interrupted before = before(id);
        if (before == null) {
            pause(expected, permit);
        } else {
            pause = before.pause();
        }
        while (true) {
            require(permit);
            BulkJob job = api.job(kind, id);
            Duration spent = Duration.between(begun, seams.clock().instant());
            if (job.state().atRest()) {
                learn(kind, rows, spent);
                return job;
            }
            if (spent.plus(pause).compareTo(patience) > 0) {
                leave(id, shorter(pause, patience));
                return job;
            }
            pause(pause, permit);
            pause = shorter(pause.multipliedBy(2), LONGEST);
        }
    }

    private synchronized Duration expected(BulkApi.Kind kind, long rows) {
        return pace.getOrDefault(kind, Duration.ZERO).multipliedBy(rows);
    }

    private synchronized void learn(BulkApi.Kind kind, long rows, Duration spent) {
        interrupted = null;
        if (rows > 0) {
            pace.put(kind, spent.dividedBy(rows));
        }
    }

    private synchronized @Nullable Interrupted before(String id) {
        Interrupted before = interrupted;
        return before != null && before.id().equals(id) ? before : null;
    }

    private synchronized void leave(String id, Duration pause) {
        interrupted = new Interrupted(id, pause);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void require(WritePermit permit) throws AdapterException {
        if (!permit.holds()) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "withdrawn",
                    "stopped while a job was under way; the next run goes on with it",
                    null);
        }
    }

    private void pause(Duration time, WritePermit permit) throws AdapterException {
        Duration left = time;
        try {
            while (left.isPositive()) {
                require(permit);
                Duration piece = shorter(left, PIECE);
                seams.waiting().pause(piece);
                left = left.minus(piece);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "interrupted",
                    "stopped while a job was under way; the next run goes on with it",
                    null);
        }
    }
}
