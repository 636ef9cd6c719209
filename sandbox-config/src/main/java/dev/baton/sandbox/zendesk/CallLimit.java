package dev.baton.sandbox.zendesk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many calls in any 60 seconds of real time. */
final class CallLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource realTime;
    private final Deque<Instant> calls = new ArrayDeque<>();

    /**
     * @param perMinute at least 1; 0 for no limit at all
     */
    CallLimit(int perMinute, InstantSource realTime) {
        this.perMinute = perMinute;
        this.realTime = realTime;
    }

    /** Takes a call: 0 if it is allowed, else the whole seconds until one will be, at least 1. */
    synchronized long take() {
        if (perMinute == 0) {
            return 0;
        }
        Instant now = realTime.instant();
        while (!calls.isEmpty() && !calls.getFirst().plus(WINDOW).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() < perMinute) {
            calls.addLast(now);
            return 0;
        }
        Duration wait = Duration.between(now, calls.getFirst().plus(WINDOW));
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
