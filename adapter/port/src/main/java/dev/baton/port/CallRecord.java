package dev.baton.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers over runs, and over all processes that share it, which calls we made to one org in its
 * rolling 24 hours. Thread-safe. Instants are the org's clock, but for the first calls of a run.
 */
public interface CallRecord {

    /**
     * What the whole org has used of its allowance, ours included.
     *
     * @param used calls in the running window (24 h at Salesforce), not negative
     * @param allowed calls allowed in that window, more than zero
     */
    record Usage(long used, long allowed) {
        public Usage {
            if (used < 0 || allowed <= 0) {
                throw new IllegalArgumentException("usage must be 0.. of 1..");
            }
        }

        /** The used share; more than 1 where a system lets people overdraw. */
        public double share() {
            return (double) used / allowed;
        }
    }

    /**
     * How the day stands.
     *
     * @param made our calls in the 24 hours to now, those taken in advance included
     * @param grows when the oldest of them leave the 24 hours, null when there are none
     * @param usage what the org last said of everybody's calls, null before the first time
     */
    record Day(long made, @Nullable Instant grows, @Nullable Usage usage) {}

    /**
     * Takes calls in advance, before any of them is sent. Other processes see it at once, so that
     * the limit is kept to the call, and a crash leaves too many counted, never too few.
     *
     * @param wanted more than zero
     * @param limit the most calls in the 24 hours
     * @return how many were taken, 0 when the day is used up
     */
    int take(Instant now, int wanted, long limit);

    /** Gives back calls that were taken then and not made. */
    void giveBack(Instant takenAt, int calls);

    /** Remembers what the org says. */
    void saw(Instant now, Usage usage);

    Day day(Instant now);

    /** A record that begins empty and is forgotten. */
    static CallRecord ofThisRun() {
        return new PassingRecord();
    }
}
