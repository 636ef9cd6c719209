package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only by waiting, up to an end at which the stop comes. */
final class VirtualTime implements InstantSource, Daemon.Wait {
    private Instant now;
    private final Instant end;

    VirtualTime(String start, String end) {
        this.now = Instant.parse(start);
        this.end = Instant.parse(end);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public boolean stoppedWithin(Duration time) {
        if (now.plus(time).isAfter(end)) {
            now = end;
            return true;
        }
        now = now.plus(time);
        return false;
    }
}
