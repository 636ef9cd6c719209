package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Cycles that begin before they are due, because something happened. What happens together is one
 * wake, and between two beginnings there is always a while, so that an org in which something
 * changes every second is not asked every second. Thread-safe.
 */
public final class Wakes {
    /** From the first news to the cycle: a person saves more than once, a job changes many. */
    public static final Duration SETTLE = Duration.ofSeconds(3);

    /** From one beginning to a woken one. */
    public static final Duration LEAST = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Runnable nudge;
    private @Nullable Instant rung;
    private @Nullable Instant began;
    private boolean allowed = true;

    /**
     * Nothing has happened yet.
     *
     * @param nudge runs whenever the answer of {@link #next} may be an earlier one
     */
    public Wakes(InstantSource clock, Runnable nudge) {
        this.clock = clock;
        this.nudge = nudge;
    }

    /** Where nothing wakes. */
    public static Wakes none() {
        return new Wakes(InstantSource.system(), () -> {});
    }

    /** Something happened. */
    public void ring() {
        synchronized (this) {
            if (rung == null) {
                rung = clock.instant();
            }
        }
        nudge.run();
    }

    /** Whether wakes are heeded; what happens meanwhile is not forgotten. */
    public synchronized void allow(boolean heeded) {
        allowed = heeded;
    }

    /** A cycle begins: it will see all that has happened so far. */
    synchronized void began(Instant at) {
        began = at;
        rung = null;
    }

    /** When the next woken cycle may begin; null while nothing wakes. */
    synchronized @Nullable Instant next() {
        if (rung == null || !allowed) {
            return null;
        }
        Instant settled = rung.plus(SETTLE);
        Instant spaced = began == null ? settled : began.plus(LEAST);
        return spaced.isAfter(settled) ? spaced : settled;
    }
}
