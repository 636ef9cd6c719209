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

    /** Looks at a job until it is done, about: after 0, 1, 3, 7, 15 seconds. */
    private static final long LOOKS = 4;

    /** Rows a second, about; the vendor promises none. */
    private static final long PAGED = 1_500;

    private static final long EXPORTED = 15_000;

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
        long parts = Math.max(1, Math.ceilDiv(rows, BulkExport.PART));
        String why = rows >= MANY ? "at least " + MANY + " rows" : "it saves calls that are short";
        return new Forecast(
                rows,
                "Bulk API 2.0",
                why,
                1 + LOOKS + parts,
                time(rows, EXPORTED),
                rows * fields * IN_CSV);
    }

    /** The calls of one job that writes: made, filled, handed over, looked at, and read thrice. */
    static long ofOneJob() {
        return 6 + LOOKS;
    }

    private static Duration time(long rows, long aSecond) {
        return Duration.ofSeconds(Math.ceilDiv(rows, aSecond));
    }
}
