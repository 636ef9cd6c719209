package dev.baton.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Who makes pieces ready ahead of their use: the scheduler as a seam, so that a simulation runs the
 * same work in one thread and in the order that it chooses.
 */
@FunctionalInterface
public interface Workers {

    /** One worker at most is used of what is opened; whoever opened it closes it. */
    ExecutorService open();

    /** A virtual thread of its own for each. */
    static Workers virtual() {
        return () ->
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name("one-ahead").factory());
    }
}
