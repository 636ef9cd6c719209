package dev.baton.crm.salesforce;

import dev.baton.port.Budget;
import dev.baton.port.Forecast;
import java.time.Duration;

/**
 * The one place that decides which API carries how much: pages and batches for the little, jobs of
 * the Bulk API 2.0 for the much. Jobs cost a few calls however many rows they carry, and make each
 * of them wait for the whole.
 */
final class Volume {
    /** From so many rows on a job is worth its wait; the vendor's own advice is 2,000. */
    static final long MANY = 10_000;

    /** From so many rows on a job saves calls at all. */
    private static final long SOME = 2_000;

    /** Of the calls left today; what would take more of them is saved. */
    private static final double DEAR = 0.10;

    /** Rows of a query page and of a write by the REST and the Partner API. */
    static final long PAGE = 2_000;

    private static final long BATCH = 200;

    /** Looks at a job that reads until it is done, about; see {@link BulkWait}. */
    private static final long LOOKS = 2;

    /** Rows that a job writes between two looks, about: the pauses between them grow. */
    private static final long BETWEEN_LOOKS = 200_000;

    /** Rows a second, about; the vendor promises none. */
    private static final long PAGED = 1_500;

    private static final long EXPORTED = 15_000;

    private static final long BATCHED = 150;

    private static final long INGESTED = 2_500;

    /** Bytes of a field, about, with what is around it in JSON and in CSV. */
    private static final long IN_JSON = 40;

    private static final long IN_CSV = 14;

    private final Budget budget;

    Volume(Budget budget) {
        this.budget = budget;
    }

    /** Whether rows are better read by a job than by pages. */
    boolean readsByJob(long rows) {
        return byJob(rows, Math.ceilDiv(rows, PAGE));
    }

    /** Whether records are better written by jobs than by batches. */
    boolean writesByJob(long records) {
        return byJob(records, Math.ceilDiv(records, BATCH));
    }

    private boolean byJob(long rows, long calls) {
        return rows >= MANY || (rows >= SOME && calls > DEAR * budget.left());
    }

    /**
     * What reading a whole object takes.
     *
     * @param possible whether the Bulk API can read it at all
     */
    Forecast reading(long rows, int fields, boolean possible) {
        if (!possible || !readsByJob(rows)) {
            String why =
                    possible
                            ? "fewer than " + MANY + " rows"
                            : "the Bulk API cannot read this object or one of the fields";
            return new Forecast(
                    rows,
                    "REST API",
                    why,
                    rows / PAGE + 1,
                    time(rows, PAGED),
                    rows * fields * IN_JSON);
        }
        long parts = Math.max(1, Math.ceilDiv(rows, BulkParts.ROWS));
        String why = rows >= MANY ? "at least " + MANY + " rows" : "it saves calls that are short";
        return new Forecast(
                rows,
                "Bulk API 2.0",
                why,
                1 + LOOKS + parts,
                time(rows, EXPORTED),
                rows * fields * IN_CSV);
    }

    /**
     * Whether what very many records hold is better read by a job over the part of the object they
     * lie in: when it takes half the calls at most.
     *
     * @param rows of that part
     */
    boolean looksByJob(long records, long rows) {
        return records >= MANY && 2 * ofOneLook(rows) <= Math.ceilDiv(records, PAGE);
    }

    /** The calls of one job that looks: made, looked at, and its parts. */
    static long ofOneLook(long rows) {
        return 1 + LOOKS + Math.max(1, Math.ceilDiv(rows, BulkParts.ROWS));
    }

    /**
     * What writing records takes.
     *
     * @param calls as they were counted
     * @param bytes that would be uploaded
     */
    Forecast writing(long records, long calls, long bytes) {
        boolean byJob = writesByJob(records);
        return new Forecast(
                records,
                byJob ? "Bulk API 2.0" : "Partner API",
                why(records, byJob),
                calls,
                time(records, byJob ? INGESTED : BATCHED),
                bytes);
    }

    private static String why(long rows, boolean byJob) {
        if (!byJob) {
            return "fewer than " + MANY + " records";
        }
        return rows >= MANY ? "at least " + MANY + " records" : "it saves calls that are short";
    }

    /** The calls of one job that writes: made, filled, handed over, looked at, and read thrice. */
    static long ofOneJob(long records) {
        return 7 + Math.ceilDiv(records, BETWEEN_LOOKS);
    }

    private static Duration time(long rows, long aSecond) {
        return Duration.ofSeconds(Math.ceilDiv(rows, aSecond));
    }
}
