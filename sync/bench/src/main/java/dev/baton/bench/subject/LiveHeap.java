package dev.baton.bench.subject;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;

/**
 * The largest live set seen: what a collection that is forced every half second leaves. What is
 * used between collections says more of the collector than of the program.
 */
final class LiveHeap implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

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
            while (true) {
                Thread.sleep(EVERY);
                memory.gc();
                peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() ends it so
        }
    }

    double peakMegabytes() {
        return peak / 1e6;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
