package dev.baton.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long a call is tried again. The waits grow with full jitter: a random time
 * between zero and {@code base}·2ⁿ, at most {@code cap}, on top of what the server asked for.
 *
 * @param tries how often a call is sent at most, the first time included; 1..20
 * @param base the ceiling of the first random wait; more than zero
 * @param cap the ceiling that the random wait never outgrows; at least {@code base}
 * @param budgetPerCall from the first try on; a wait that would end later is not begun and the call
 *     fails at once, so that an hour's Retry-After ends the run instead of blocking it
 */
public record RetryPolicy(int tries, Duration base, Duration cap, Duration budgetPerCall) {

    /**
     * Servers do say "Retry-After: 0" and mean it badly: no answer is followed sooner than this.
     */
    static final Duration FLOOR = Duration.ofSeconds(1);

    /** Five tries, waits of at most 1, 2, 4, 8 s beyond what was asked for, five minutes in all. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5));

    public RetryPolicy {
        Settings.check(tries >= 1 && tries <= 20, "tries must be 1..20, not " + tries);
        Settings.positive(base, "base");
        Settings.check(cap.compareTo(base) >= 0, "cap must be at least base, not " + cap);
        Settings.positive(budgetPerCall, "budgetPerCall");
    }

    /** Each call is sent once. */
    public static RetryPolicy never() {
        return new RetryPolicy(1, DEFAULT.base, DEFAULT.cap, DEFAULT.budgetPerCall);
    }

    /** Full jitter, so that all who were turned away together do not come back together. */
    Duration jitter(int next, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(next).toMillis() + 1));
    }

    /** The largest random wait before try {@code next}, which is 2 for the first repetition. */
    Duration ceiling(int next) {
        Duration grown = base;
        for (int i = 2; i < next && grown.compareTo(cap) < 0; i++) {
            grown = grown.multipliedBy(2);
        }
        return grown.compareTo(cap) < 0 ? grown : cap;
    }
}
