package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How the daemon fares, for monitors. Also a cycle that never ends is seen here: the age of the
 * last success grows, whoever asks. Thread-safe.
 */
public final class Health implements Daemon.Listener {
    /** Failures in a row that are no longer a passing one. */
    static final int SERIOUS = 3;

    private final Schedule schedule;
    private final InstantSource clock;
    private final String writes;
    private final Instant started;

    private @Nullable Instant lastSuccess;
    private @Nullable Instant runningSince;
    private @Nullable Instant due;
    private @Nullable Instant lastEnd;
    private @Nullable Outcome last;
    private int failures;

    /**
     * Of a daemon that starts now.
     *
     * @param writes {@code on} or {@code preview}
     */
    public Health(Schedule schedule, InstantSource clock, String writes) {
        this.schedule = schedule;
        this.clock = clock;
        this.writes = writes;
        this.started = clock.instant();
    }

    /** How well. */
    public enum Status {
        OK,
        /** It works, but something waits for a person, or the last cycle failed. */
        DEGRADED,
        /** The CRM is no longer brought up to date. */
        FAILING
    }

    /**
     * As {@code /health} tells it; instants by this machine's clock.
     *
     * @param lastSuccessAgeSeconds since the daemon's start while there was none
     * @param stoppedByGuard whether the last cycle was
     * @param plan hash of the last plan, null before the first
     * @param told what a person should read about the last cycle
     */
    public record Report(
            Status status,
            String writes,
            @Nullable String lastRun,
            @Nullable String lastOutcome,
            @Nullable Instant lastEnd,
            @Nullable Instant lastSuccess,
            long lastSuccessAgeSeconds,
            int failuresInARow,
            boolean stoppedByGuard,
            @Nullable String plan,
            @Nullable Instant runningSince,
            @Nullable Instant nextRun,
            @Nullable String told) {}

    @Override
    public synchronized void began(Instant at) {
        runningSince = at;
        due = null;
    }

    @Override
    public synchronized void ended(Instant began, Instant at, Outcome outcome) {
        runningSince = null;
        lastEnd = at;
        last = outcome;
        failures = outcome.kind().broken() ? failures + 1 : 0;
        if (outcome.kind().good()) {
            lastSuccess = at;
        }
    }

    @Override
    public synchronized void waiting(Instant next) {
        due = next;
    }

    /** Now. */
    public synchronized Report report() {
        Outcome.Kind kind = last == null ? null : last.kind();
        return new Report(
                status(kind),
                writes,
                last == null ? null : last.run(),
                kind == null ? null : Words.of(kind),
                lastEnd,
                lastSuccess,
                age().toSeconds(),
                failures,
                kind == Outcome.Kind.GUARDED,
                last == null ? null : last.plan(),
                runningSince,
                due,
                last == null ? null : last.told());
    }

    private Duration age() {
        return Duration.between(lastSuccess == null ? started : lastSuccess, clock.instant());
    }

    private Status status(Outcome.@Nullable Kind kind) {
        boolean person = kind == Outcome.Kind.REFUSED || kind == Outcome.Kind.UNFIT;
        if (failures >= SERIOUS || person || silent()) {
            return Status.FAILING;
        }
        return kind == null || kind == Outcome.Kind.DONE || kind == Outcome.Kind.PREVIEWED
                ? Status.OK
                : Status.DEGRADED;
    }

    /** Whether the next cycle's work is overdue by several intervals; planned pauses are none. */
    synchronized boolean silent() {
        return clock.instant().isAfter(expected().plus(schedule.silence()));
    }

    private static boolean asWished(Outcome.Kind kind) {
        return kind.good() || kind == Outcome.Kind.PAUSED;
    }

    private Instant expected() {
        Instant next = due == null ? runningSince : due;
        if (next != null && (last == null || asWished(last.kind()))) {
            return next;
        }
        return schedule.within(
                (lastSuccess == null ? started : lastSuccess).plus(schedule.every()));
    }
}
