package dev.baton.http;

import dev.baton.port.CallRecord;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of one run, and keeps what the system last said about everybody's. One meter
 * serves all gateways to the same org. Thread-safe.
 */
public final class CallMeter {
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<CallRecord.@Nullable Usage> usage = new AtomicReference<>();

    /**
     * Requests handed to the network so far, every try and every sign-in included, except those of
     * which not a byte was sent.
     */
    public long sent() {
        return sent.get();
    }

    /** The last known use of the org's allowance, or null before the first answer that told it. */
    public CallRecord.@Nullable Usage usage() {
        return usage.get();
    }

    void sending() {
        sent.incrementAndGet();
    }

    void neverLeft() {
        sent.decrementAndGet();
    }

    void saw(CallRecord.Usage told) {
        usage.set(told);
    }
}
