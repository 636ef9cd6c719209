package dev.baton.http;

/** Spreads calls over time: a limit that the vendor counts by the minute, kept on our side. */
@FunctionalInterface
public interface Pace {

    /** Returns when the next call may go out. */
    void await() throws InterruptedException;

    /** As fast as we can. */
    static Pace none() {
        return () -> {};
    }
}
