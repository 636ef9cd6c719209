package dev.baton.core.snapshot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How long snapshots are kept: those of the last 13 weeks, and those of months for ever. A week
 * that ends with a month has a row of the month, too, so that nothing is lost with its own.
 *
 * @param oldest the last day of the oldest week that is kept
 */
public record Keeping(LocalDate oldest) {
    /** Weeks that are kept. */
    static final int WEEKS = 13;

    /** Months of a year. */
    private static final int MONTHS = 12;

    /** What Salesforce counts for a row of nearly any object. */
    private static final long BYTES = 2_048;

    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_048_576);

    /** What is to be kept at an instant. */
    public static Keeping at(Instant asOf) {
        LocalDate last = Period.lastOver(Grain.WEEK, asOf).end();
        return new Keeping(last.minusWeeks(WEEKS - 1));
    }

    public boolean keeps(SnapshotKey key) {
        return key.period().grain() == Grain.MONTH || !key.period().end().isBefore(oldest);
    }

    /** How many are kept a year after the first: of each account the weeks and twelve months. */
    public static long inAYear(long accounts) {
        return accounts * (WEEKS + MONTHS);
    }

    /** The storage that so many snapshots take in the org, in MB of 1,048,576 bytes. */
    public static BigDecimal megabytes(long rows) {
        return BigDecimal.valueOf(rows * BYTES).divide(MEGABYTE, 1, RoundingMode.HALF_UP);
    }
}
