package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** A clock that moves only by waiting, up to an end at which the stop comes. */
final class VirtualTime implements InstantSource, Daemon.Wait {
    private Instant now;
    private final Instant end;
    private final TreeMap<Instant, Runnable> happening = new TreeMap<>();
    private boolean nudged;

    VirtualTime(String start, String end) {
        this.now = Instant.parse(start);
        this.end = Instant.parse(end);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets something happen at an instant, or as soon as it is passed. */
    void at(Instant when, Runnable what) {
        happening.put(when, what);
    }

    /** Ends the wait under way. */
    void nudge() {
        nudged = true;
    }

    void pass(Duration time) {
        now = now.plus(time);
        happen();
    }

    private void happen() {
        while (!happening.isEmpty() && !happening.firstKey().isAfter(now)) {
            happening.pollFirstEntry().getValue().run();
        }
    }

    @Override
    public boolean stoppedWithin(Duration time) {
        Instant until = now.plus(time);
        Map.Entry<Instant, Runnable> next = happening.firstEntry();
        while (next != null && !next.getKey().isAfter(until) && !nudged) {
            now = next.getKey().isAfter(now) ? next.getKey() : now;
            happen();
            next = happening.firstEntry();
        }
        boolean early = nudged;
        nudged = false;
        if (early) {
            return false;
        }
        if (until.isAfter(end)) {
            now = end;
            return true;
        }
        now = until;
        return false;
    }
}
