package dev.baton.simulation.vendor;

import java.time.Duration;
import java.time.Instant;

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

    /** Sets our host's clock wrong by so much from now on. */
    public void skew(Duration by) {
        skew = by;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
