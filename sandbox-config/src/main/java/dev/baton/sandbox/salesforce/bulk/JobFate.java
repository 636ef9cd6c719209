package dev.baton.sandbox.salesforce.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of one job.
 *
 * @param held state in which it stays longer than its work takes
 * @param polls how many times a client is told so
 * @param ending how it ends before its work is done, null to let it complete
 */
public record JobFate(JobState held, int polls, @Nullable Ending ending) {
    /** Nothing out of the ordinary. */
    public static final JobFate ORDINARY = new JobFate(JobState.IN_PROGRESS, 0, null);

    /**
     * An early end.
     *
     * @param state Failed or Aborted
     * @param rows that are processed before it
     * @param message of a failed job
     */
    public record Ending(JobState state, int rows, String message) {}

    /** Decides the fate of every job, once, when it is created. */
    @FunctionalInterface
    public interface Giver {
        /**
         * The fate of a new job.
         *
         * @param query whether it is a query job, else an ingest job
         * @param operation as the job names it
         * @param object API name
         */
        JobFate of(boolean query, String operation, String object);
    }
}
