package dev.baton.engine;

/** Waits before another try of what may pass by itself, such as a row lock. */
@FunctionalInterface
public interface Backoff {

    /**
     * Returns when it is time; the waits grow with the tries.
     *
     * @param next the number of the try that follows, 2 for the first repetition
     */
    void before(int next) throws InterruptedException;
}
