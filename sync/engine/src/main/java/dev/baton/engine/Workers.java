package dev.baton.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Who makes pieces ready ahead of their use: the scheduler as a seam, so that a simulation runs the
 * same work in one thread and in the order that it chooses.
 */
@FunctionalInterface
public interface Workers {

    /**
     * Opens some.
     *
     * @param most pieces that are worked on at the same time, at least 1
     * @return to be closed by whoever opened it
     */
    ExecutorService open(int most);

    /** Virtual threads. */
    static Workers virtual() {
        return most ->
                Executors.newFixedThreadPool(most, Thread.ofVirtual().name("ahead-", 1).factory());
    }
}
