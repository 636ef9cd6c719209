package dev.baton.testkit;

/**
 * What a vendor can do. All of it by default; an adapter's test opts out of a single one, saying
 * why, and the cases that need it are shown as skipped.
 */
public enum Capability {
    /** Lies beyond a wire that counts requests, loses answers and may lead elsewhere. */
    REMOTE,
    /** Records change after they were created. */
    MODIFICATIONS,
    /** Tells of deletions by a tombstone. */
    TOMBSTONES,
    /** Signs in for a token that runs out. */
    TOKENS,
    /** Limits requests and says so. */
    THROTTLING,
    /** Can serve a row that is no record. */
    UNREADABLE_ROWS,
    /** Can repeat a row at a page's border. */
    REPEATED_ROWS,
    /** Polled without any change it gives nothing, rather than its last records once more. */
    QUIET_POLL,
    /**
     * Shows rows late, with an instant before that of rows already shown, at most {@link
     * SourceWorld#lateBy()} before.
     */
    LATE_ROWS,
    /** Says when a record was created. */
    CREATION_INSTANT,
    /** Gives records by their ids. */
    READS_BY_ID
}
