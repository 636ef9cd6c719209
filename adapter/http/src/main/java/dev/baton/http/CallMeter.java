package dev.baton.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of one run, and keeps what the system last said about everybody's. One meter
 * serves all gateways to the same org. Thread-safe.
 */
public final class CallMeter {

    /**
     * What the whole org has used of its allowance, ours included.
     *
     * @param used calls in the running window (24 h at Salesforce), not negative
     * @param allowed calls allowed in that window, more than zero
     */
    public record Usage(long used, long allowed) {
        public Usage {
            Settings.check(used >= 0 && allowed > 0, "usage must be 0.. of 1..");
        }

        /** The used share; more than 1 where a system lets people overdraw. */
        public double share() {
            return (double) used / allowed;
        }
    }

    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Usage> usage = new AtomicReference<>();

    /**
     * Requests handed to the network so far, every try and every sign-in included, except those of
     * which not a byte was sent.
     */
    public long sent() {
        return sent.get();
    }

    /** The last known use of the org's allowance, or null before the first answer that told it. */
    public @Nullable Usage usage() {
        return usage.get();
    }

    void sending() {
        sent.incrementAndGet();
    }

    void neverLeft() {
        sent.decrementAndGet();
    }

    void saw(Usage told) {
        usage.set(told);
    }
}
