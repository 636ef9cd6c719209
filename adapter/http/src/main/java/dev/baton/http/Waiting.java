package dev.baton.http;

import java.time.Duration;

/** Lets time pass: {@code Thread::sleep}, or a step of a virtual clock. */
@FunctionalInterface
public interface Waiting {

    /**
     * Returns when the time has passed.
     *
     * @param time never negative
     * @throws InterruptedException when the thread is asked to stop meanwhile
     */
    void pause(Duration time) throws InterruptedException;
}
