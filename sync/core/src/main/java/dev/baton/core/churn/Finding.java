package dev.baton.core.churn;

import org.jspecify.annotations.Nullable;

/**
 * Whether leaving gathers among the accounts exposed to one thing.
 *
 * @param reason null for leaving at all; else only those that gave it count as having left of it
 * @param exposed accounts
 * @param exposedLeft those of them that left
 * @param others accounts that were not exposed
 * @param othersLeft those of them that left
 * @param expected how many exposed ones would have left if exposure did not matter, by the shares
 *     of their segments
 * @param p one-sided, of this look alone, 0..1
 * @param adjusted the same for all looks together, 0..1; 1 where no number of exposed ones could
 *     have told
 */
public record Finding(
        @Nullable String reason,
        Suspect suspect,
        int exposed,
        int exposedLeft,
        int others,
        int othersLeft,
        double expected,
        double p,
        double adjusted,
        Scope scope) {}
