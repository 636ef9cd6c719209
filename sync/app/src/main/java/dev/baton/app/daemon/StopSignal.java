package dev.baton.app.daemon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Asked to stop once; whoever waits is woken. Thread-safe. */
public final class StopSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean asked;
    private boolean nudged;

    public void ask() {
        lock.lock();
        try {
            asked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for the next cycle, or the next such wait at once. */
    public void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean asked() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the stop; tells whether it came. */
    public boolean within(Duration time) throws InterruptedException {
        return within(time, false);
    }

    /** Waits so long, until the stop or until a nudge; tells whether the stop came. */
    public boolean withinOrNudged(Duration time) throws InterruptedException {
        return within(time, true);
    }

    private boolean within(Duration time, boolean heedful) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(time.toMillis());
            while (!asked && !(heedful && nudged) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (heedful) {
                nudged = false;
            }
            return asked;
        } finally {
            lock.unlock();
        }
    }

    /**
     * As a pause between two tries of a call: ends early with the stop.
     *
     * @throws InterruptedException when the stop came
     */
    public void pause(Duration time) throws InterruptedException {
        if (within(time)) {
            throw new InterruptedException("asked to stop");
        }
    }
}
