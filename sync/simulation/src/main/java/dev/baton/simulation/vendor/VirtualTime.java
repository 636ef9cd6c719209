package dev.baton.simulation.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The vendors' time, which is the true one, and that of our host, which may be wrong. */
public final class VirtualTime {
    private Instant now;
    private Duration skew = Duration.ZERO;

    public VirtualTime(Instant start) {
        now = start;
    }

    public Instant now() {
        return now;
    }

    /** What our host takes for the time. */
    public Instant ofHost() {
        return now.plus(skew);
    }

    /** What our host takes for the time now, going on evenly even when its clock is set. */
    public InstantSource steady() {
        Duration ahead = skew;
        return () -> now.plus(ahead);
    }

    /** Sets our host's clock wrong by so much from now on. */
    public void skew(Duration by) {
        skew = by;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
