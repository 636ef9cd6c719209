package dev.baton.bench.subject;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;

/**
 * The largest live set seen: what collections leave that are forced one after the other, at least
 * half a second apart and so that they take a tenth of the time. What is used between collections
 * says more of the collector than of the program.
 */
final class LiveHeap implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(500);
    private static final int TENTH = 9;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final Thread watcher = Thread.ofPlatform().daemon().unstarted(this::watch);
    private volatile long peak;

    static LiveHeap watching() {
        var heap = new LiveHeap();
        heap.watcher.start();
        return heap;
    }

    private void watch() {
        try {
            Duration pause = LEAST_PAUSE;
            while (true) {
                Thread.sleep(pause);
                long start = System.nanoTime();
                memory.gc();
                peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                pause = max(LEAST_PAUSE, took.multipliedBy(TENTH));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() ends it so
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    double peakMegabytes() {
        return peak / 1e6;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
