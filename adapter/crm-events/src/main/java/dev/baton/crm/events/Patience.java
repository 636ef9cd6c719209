package dev.baton.crm.events;

import dev.baton.crm.events.PubSubErrors.Action;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** How long a subscription waits before it is tried again; longer with each failure in a row. */
final class Patience {
    private static final double DOUBLING = 2.0;
    private static final double JITTER = 0.5;

    /** A passing fault. */
    private static final IntervalFunction SHORT =
            IntervalFunction.ofExponentialRandomBackoff(
                    Duration.ofSeconds(1), DOUBLING, JITTER, Duration.ofMinutes(5));

    /** Deliveries come free over 24 hours, and others wait for them, too. */
    private static final IntervalFunction LONG =
            IntervalFunction.ofExponentialRandomBackoff(
                    Duration.ofMinutes(15), DOUBLING, JITTER, Duration.ofHours(2));

    /** No more than this, or the doubling overflows. */
    private static final int MOST = 30;

    private int failures;

    /** Something came: the next failure is a first one. */
    void rewarded() {
        failures = 0;
    }

    Duration after(Action action) {
        failures = Math.min(failures + 1, MOST);
        IntervalFunction interval = action == Action.WAIT_LONG ? LONG : SHORT;
        return Duration.ofMillis(interval.apply(failures));
    }
}
