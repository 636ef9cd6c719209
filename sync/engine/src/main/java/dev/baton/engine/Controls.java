package dev.baton.engine;

import java.util.function.BooleanSupplier;

/**
 * What steers a cycle from outside while it runs.
 *
 * @param killSwitch asked before every try of a batch of writes
 * @param stopping whether to end at the next border of a page or try; asked from one thread
 * @param backoff waits before a record is tried again
 */
public record Controls(KillSwitch killSwitch, BooleanSupplier stopping, Backoff backoff) {}
