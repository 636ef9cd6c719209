package dev.baton.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * At most so many calls in any 60 seconds, whichever second the vendor's minute begins at. Callers
 * go in the order they came. Thread-safe.
 */
public final class MinuteLimit implements Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final ArrayDeque<Instant> lastMinute = new ArrayDeque<>();

    /**
     * A fresh minute.
     *
     * @param perMinute 1..100000
     */
    public MinuteLimit(int perMinute, InstantSource clock, Waiting waiting) {
        Settings.check(
                perMinute >= 1 && perMinute <= 100_000,
                "calls a minute must be 1..100000, not " + perMinute);
        this.perMinute = perMinute;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** The lock is held while waiting: who comes later would have to wait longer anyway. */
    @Override
    public void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (lastMinute.size() == perMinute) {
                waitUntil(lastMinute.removeFirst().plus(MINUTE));
            }
            lastMinute.addLast(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** Never longer than a minute, even when the machine's clock was set back meanwhile. */
    private void waitUntil(Instant free) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), free);
        if (wait.isPositive()) {
            waiting.pause(wait.compareTo(MINUTE) < 0 ? wait : MINUTE);
        }
    }
}
