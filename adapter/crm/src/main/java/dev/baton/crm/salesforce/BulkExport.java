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
import org.jspecify.annotations.Nullable;

/**
 * Reads what query jobs found. A part of the answer is kept as it came and read a page at a time,
 * while the next parts are on their way; a cursor names the job, the part and the row in it, so
 * that any process can go on with it until the vendor forgets the job after seven days.
 */
final class BulkExport implements AutoCloseable {
    /** How long one read waits for a job, so that a stop is heeded. */
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    /** A job that is not done by then never will be. */
    private static final Duration STALLED = Duration.ofHours(24);

    private final BulkWait wait;
    private final BulkParts parts;

    private @Nullable Reading reading;

    BulkExport(BulkApi api, BulkWait wait) {
        this.wait = wait;
        this.parts = new BulkParts(api);
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

    /** A part that is being read. */
    private record Reading(String job, @Nullable String locator, BulkApi.Part part, CsvRows rows) {

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
        reading = next(selection, here.job(), next);
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
        parts.begin(position.job(), position.locator());
        Reading opened = next(selection, position.job(), position.locator());
        opened.rows().skip(position.row());
        return opened;
    }

    private Reading next(Selection selection, String job, @Nullable String locator)
            throws AdapterException {
        BulkApi.Part part = known(() -> parts.take(job));
        return new Reading(job, locator, part, CsvRows.open(part.csv(), selection));
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
        parts.close();
    }
}
