package dev.baton.engine.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a process holds a state that others share.
 *
 * @param connection the CRM whose state it is: one process at a time works on one CRM
 * @param holder how the process is named to others
 * @param time how long it is held without a sign of life; more than any call to a CRM may take
 * @param nanos a clock that only goes forward, as {@link System#nanoTime}
 */
public record LeaseTerms(String connection, String holder, Duration time, LongSupplier nanos) {
    public LeaseTerms {
        if (time.toMillis() <= 0) {
            throw new IllegalArgumentException("A lease lasts for a while");
        }
    }
}
