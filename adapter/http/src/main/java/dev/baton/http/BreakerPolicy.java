package dev.baton.http;

import java.time.Duration;

/**
 * When we leave a failing system alone. Lost calls and answers of 500 and above count as failures;
 * refusals such as 401, 403 or 429 do not, for a system that refuses is up.
 *
 * @param window over how many of the last calls the failures are counted; 1..1000
 * @param minimumCalls below so many calls it never opens; 1..window
 * @param failurePercent opens at this share of failures; more than 0, at most 100
 * @param openFor how long every call is refused before one probe may go through
 */
public record BreakerPolicy(int window, int minimumCalls, float failurePercent, Duration openFor) {

    /** Opens when half of at least 10, counted over 20 calls, failed; stays open for 30 s. */
    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(20, 10, 50, Duration.ofSeconds(30));

    public BreakerPolicy {
        Settings.check(window >= 1 && window <= 1000, "window must be 1..1000, not " + window);
        Settings.check(
                minimumCalls >= 1 && minimumCalls <= window,
                "minimumCalls must be 1.." + window + ", not " + minimumCalls);
        Settings.check(
                failurePercent > 0 && failurePercent <= 100,
                "failurePercent must be above 0 and at most 100, not " + failurePercent);
        Settings.positive(openFor, "openFor");
    }
}
