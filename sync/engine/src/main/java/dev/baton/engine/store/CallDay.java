package dev.baton.engine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Our calls to one system in the 24 hours to an instant.
 *
 * @param made those taken in advance included
 * @param grows when the oldest leave the 24 hours, null when there are none
 * @param allowance as last told by the system, null before the first time
 */
public record CallDay(long made, @Nullable Instant grows, @Nullable Allowance allowance) {

    /**
     * Everybody's calls.
     *
     * @param used of the running 24 hours, ours included
     * @param seenAt by the system's clock
     */
    public record Allowance(long used, long allowed, Instant seenAt) {}
}
