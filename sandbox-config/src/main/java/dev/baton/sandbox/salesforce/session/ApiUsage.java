package dev.baton.sandbox.salesforce.session;

import dev.baton.sandbox.salesforce.fault.ApiException;

/**
 * Calls counted against the org's daily allowance. The day never ends here, so the allowance that
 * every org shows is not enforced until somebody sets one. Guarded by the org's lock.
 */
public final class ApiUsage {
    private static final long DEFAULT_MAX = 100_000;

    private long max = DEFAULT_MAX;
    private boolean enforced;
    private long used;

    /**
     * Counts a call.
     *
     * @throws ApiException REQUEST_LIMIT_EXCEEDED once an allowance that was set is used up
     */
    public void count() {
        if (enforced && used >= max) {
            throw new ApiException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }
        used++;
    }

    /**
     * Sets an allowance that is enforced from now on.
     *
     * @param alreadyUsed calls of it that others have made
     */
    public void allow(long calls, long alreadyUsed) {
        enforced = true;
        max = calls;
        used = alreadyUsed;
    }

    /** Back to what an org has that nobody set an allowance for; calls stay counted. */
    public void allowAsUsual() {
        enforced = false;
        max = DEFAULT_MAX;
    }

    /** Calls a day. */
    public long max() {
        return max;
    }

    public long used() {
        return used;
    }

    /** The value of {@code Sforce-Limit-Info}. */
    public String limitInfo() {
        return "api-usage=" + used + "/" + max;
    }
}
