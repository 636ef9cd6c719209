package dev.baton.sandbox;

import java.time.Instant;
import java.time.InstantSource;

/** The sandbox's clock: it stands still until someone advances it, and never goes back. */
public final class SandboxClock implements InstantSource {
    private Instant now;

    public SandboxClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves to {@code to}; false, and nothing moved, if that lies in the past. */
    public synchronized boolean advance(Instant to) {
        if (to.isBefore(now)) {
            return false;
        }
        now = to;
        return true;
    }
}
