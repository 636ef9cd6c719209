package dev.baton.sandbox.salesforce.session;

import java.util.concurrent.atomic.AtomicLong;

/** Calls counted against the org's daily allowance. The day never ends here. */
public final class ApiUsage {
    /** Calls a day. */
    public static final long MAX = 100_000;

    private final AtomicLong used = new AtomicLong();

    public void count() {
        used.incrementAndGet();
    }

    public long used() {
        return used.get();
    }

    /** The value of {@code Sforce-Limit-Info}. */
    public String limitInfo() {
        return "api-usage=" + used.get() + "/" + MAX;
    }
}
