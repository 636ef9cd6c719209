package dev.baton.app.daemon;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asked to stop once; whoever waits is woken. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);

    public void ask() {
        asked.countDown();
    }

    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or until the stop; tells whether it came. */
    public boolean within(Duration time) throws InterruptedException {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
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
