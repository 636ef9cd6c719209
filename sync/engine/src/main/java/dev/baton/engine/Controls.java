package dev.baton.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What steers a cycle from outside while it runs.
 *
 * @param killSwitch asked before every batch of writes
 * @param stopping whether to end at the next border of a page or batch; asked from one thread
 */
public record Controls(KillSwitch killSwitch, BooleanSupplier stopping) {

    /** Nobody steers. */
    public static final Controls NONE = new Controls(Optional::empty, () -> false);
}
