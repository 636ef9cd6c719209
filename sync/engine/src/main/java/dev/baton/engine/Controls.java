package dev.baton.engine;

import java.util.function.BooleanSupplier;

/**
 * What steers a cycle from outside while it runs.
 *
 * @param killSwitch asked before every try of a batch of writes
 * @param stopping whether to end at the next border of a page or try; asked from one thread
 * @param backoff waits before a record is tried again
 * @param news of change events
 */
public record Controls(
        KillSwitch killSwitch, BooleanSupplier stopping, Backoff backoff, News news) {

    /** Where nobody listens to change events. */
    public Controls(KillSwitch killSwitch, BooleanSupplier stopping, Backoff backoff) {
        this(killSwitch, stopping, backoff, News.NONE);
    }
}
