package dev.baton.app.daemon;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a cycle, counted from its beginning or, after a failure, its end. */
final class Patience {
    /** The first wait after a failure; each further one doubles it. */
    static final Duration FIRST = Duration.ofMinutes(1);

    /** The longest wait after failures, unless the schedule itself waits longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    /**
     * After a refusal of our credentials: integration users are locked by daemons that try again
     * and again.
     */
    static final Duration REFUSED = Duration.ofMinutes(5);

    /** Of the wait, at most this share is added by chance, so that daemons do not march in step. */
    private static final double JITTER = 0.1;

    private final Schedule schedule;
    private final RandomGenerator random;
    private int failures;

    Patience(Schedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.random = random;
    }

    /** The wait after this outcome. */
    Duration after(Outcome.Kind kind) {
        failures = kind.broken() ? failures + 1 : kind == Outcome.Kind.BUSY ? failures : 0;
        Duration wait =
                switch (kind) {
                    case DONE, PARTIAL, PREVIEWED, GUARDED, PAUSED -> schedule.every();
                    case BUSY -> FIRST;
                    case UNFIT, FAILED -> grown();
                    case REFUSED -> longer(grown(), REFUSED);
                };
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    }

    private Duration grown() {
        Duration most = longer(LONGEST, schedule.every());
        Duration wait = FIRST;
        for (int i = 1; i < failures && wait.compareTo(most) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(most) < 0 ? wait : most;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
