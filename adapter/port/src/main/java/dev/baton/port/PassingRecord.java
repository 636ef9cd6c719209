package dev.baton.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The calls of one run, shorter than a day. */
final class PassingRecord implements CallRecord {
    private long made;
    private @Nullable Usage usage;

    @Override
    public synchronized int take(Instant now, int wanted, long limit) {
        int taken = (int) Math.max(0, Math.min(wanted, limit - made));
        made += taken;
        return taken;
    }

    @Override
    public synchronized void giveBack(Instant takenAt, int calls) {
        made -= calls;
    }

    @Override
    public synchronized void saw(Instant now, Usage told) {
        usage = told;
    }

    @Override
    public synchronized Day day(Instant now) {
        return new Day(made, null, usage);
    }
}
