package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.BulkApi.Kind;
import dev.baton.crm.salesforce.Position.Exporting;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WritePermit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads what query jobs found. A part of the answer is kept as it came and read a page at a time,
 * while the next part is on its way; a cursor names the job, the part and the row in it, so that
 * any process can go on with it until the vendor forgets the job after seven days.
 */
final class BulkExport implements AutoCloseable {
    /** Rows in a part: few calls, and at most some tens of megabytes in memory. */
    static final int PART = 50_000;

    /** How long one read waits for a job, so that a stop is heeded. */
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    /** A job that is not done by then never will be. */
    private static final Duration STALLED = Duration.ofHours(24);

    private static final int FEWEST = 400;

    /** As the gateway tells of an answer that is larger than it takes. */
    private static final String TOO_LARGE = "answer_too_large";

    private final BulkApi api;
    private final BulkWait wait;
    private final ExecutorService ahead =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bulk-part").factory());

    private @Nullable Reading reading;

    /** Rows to ask for at a time. */
    private volatile int most = PART;

    BulkExport(BulkApi api, BulkWait wait) {
        this.api = api;
        this.wait = wait;
    }

    /**
     * Rows of a part.
     *
     * @param next where to go on, null after the last row of the job
     */
    record Rows(List<JsonNode> rows, @Nullable Exporting next, Instant serverTime) {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    /** What time it is in the org. */
    @FunctionalInterface
    interface OrgClock {
        Instant now() throws AdapterException;
    }

    /** A part that is being read, and the one behind it. */
    private record Reading(
            String job,
            @Nullable String locator,
            BulkApi.Part part,
            CsvRows rows,
            @Nullable Future<BulkApi.Part> coming) {

        boolean isAt(Exporting position) {
            return job.equals(position.job())
                    && Objects.equals(locator, position.locator())
                    && rows.passed() == position.row();
        }
    }

    /**
     * Reads on from a position.
     *
     * @param clock the org's, asked only where the answer does not tell
     * @param rowsAtMost of one page
     * @return no rows and the same position while the job is not done
     */
    synchronized Rows read(Selection selection, Exporting position, OrgClock clock, int rowsAtMost)
            throws AdapterException {
        Reading here = reading;
        if (here == null || !here.isAt(position)) {
            if (position.locator() == null && !isDone(position, clock)) {
                return new Rows(List.of(), position, clock.now());
            }
            here = open(selection, position);
        }
        List<JsonNode> rows = here.rows().next(rowsAtMost);
        if (here.rows().hasNext()) {
            reading = here;
            return new Rows(rows, position.at(here.rows().passed()), here.part().serverTime());
        }
        requireWhole(here);
        reading = null;
        String next = here.part().next();
        if (next == null) {
            return new Rows(rows, null, here.part().serverTime());
        }
        reading = follow(selection, here, next);
        return new Rows(rows, position.behind(next), here.part().serverTime());
    }

    private boolean isDone(Exporting position, OrgClock clock) throws AdapterException {
        BulkJob job =
                known(() -> wait.rest(Kind.QUERY, position.job(), 0, A_WHILE, WritePermit.ALWAYS));
        return switch (job.state()) {
            case JOB_COMPLETE -> true;
            case FAILED, ABORTED -> throw ended(job);
            case OPEN, UPLOAD_COMPLETE, IN_PROGRESS -> {
                if (Duration.between(position.span().begun(), clock.now()).compareTo(STALLED) > 0) {
                    throw expired("job_stalled");
                }
                yield false;
            }
        };
    }

    private Reading open(Selection selection, Exporting position) throws AdapterException {
        BulkApi.Part part = known(() -> part(position.job(), position.locator()));
        Reading opened = reading(selection, position.job(), position.locator(), part);
        opened.rows().skip(position.row());
        return opened;
    }

    /** Of rows with long texts fewer are asked for, from the first part on that is too large. */
    private BulkApi.Part part(String job, @Nullable String locator) throws AdapterException {
        while (true) {
            int rows = most;
            try {
                return api.results(job, locator, rows);
            } catch (AdapterException e) {
                if (!e.code().equals(TOO_LARGE) || rows <= FEWEST) {
                    throw e;
                }
                most = Math.max(FEWEST, rows / 5);
            }
        }
    }

    private Reading follow(Selection selection, Reading before, String locator)
            throws AdapterException {
        Future<BulkApi.Part> coming = Objects.requireNonNull(before.coming());
        return reading(selection, before.job(), locator, arrived(coming));
    }

    /** Begins to fetch the part behind it at once. */
    private Reading reading(
            Selection selection, String job, @Nullable String locator, BulkApi.Part part)
            throws AdapterException {
        String next = part.next();
        Future<BulkApi.Part> coming = next == null ? null : ahead.submit(() -> part(job, next));
        return new Reading(job, locator, part, CsvRows.open(part.csv(), selection), coming);
    }

    private static BulkApi.Part arrived(Future<BulkApi.Part> coming) throws AdapterException {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdapterException failure) {
                throw failure;
            }
            throw new IllegalStateException("a part cannot be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    Category.UNAVAILABLE, "interrupted", "stopped while waiting for rows", null);
        }
    }

    /** A part that holds other rows than it counts is cut, and must not be taken for whole. */
    private static void requireWhole(Reading read) throws AdapterException {
        if (read.rows().passed() != read.part().rows()) {
            throw new AdapterException(
                    Category.UNAVAILABLE, "truncated_page", "rows are missing; try later", null);
        }
    }

    @FunctionalInterface
    private interface Ask<T> {
        T answer() throws AdapterException;
    }

    /** A job that the vendor no longer has cannot be gone on with. */
    private static <T> T known(Ask<T> ask) throws AdapterException {
        try {
            return ask.answer();
        } catch (AdapterException e) {
            if (e.code().equals("NOT_FOUND")) {
                throw expired("job_gone");
            }
            throw e;
        }
    }

    private static AdapterException ended(BulkJob job) {
        return expired(job.reason().isEmpty() ? "job_failed" : job.reason());
    }

    private static AdapterException expired(String code) {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                code,
                "the query job cannot be gone on with; the stream is read from its beginning",
                null);
    }

    @Override
    public void close() {
        ahead.shutdownNow();
    }
}
