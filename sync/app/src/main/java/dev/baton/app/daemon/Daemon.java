package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cycle after cycle on schedule, one at a time, until it is asked to stop. No failure of a cycle
 * ends it. Time, waiting and chance are passed in, so that a month passes in milliseconds.
 */
public final class Daemon {

    /** One cycle; every failure is an outcome. */
    @FunctionalInterface
    public interface Round {
        Outcome run();
    }

    /** Lets time pass, less of it when something wakes; tells whether the stop came meanwhile. */
    @FunctionalInterface
    public interface Wait {
        boolean stoppedWithin(Duration time) throws InterruptedException;
    }

    /** Hears of every cycle: health, metrics, alerts, log. */
    public interface Listener {
        void began(Instant at);

        void ended(Instant began, Instant at, Outcome outcome);

        /**
         * The next cycle's beginning is known.
         *
         * @param due when it begins
         */
        default void waiting(Instant due) {}
    }

    private final Schedule schedule;
    private final Patience patience;
    private final InstantSource clock;
    private final Wait wait;
    private final Wakes wakes;
    private final Round round;
    private final List<Listener> listeners;

    public Daemon(
            Schedule schedule,
            InstantSource clock,
            Wait wait,
            Wakes wakes,
            RandomGenerator random,
            Round round,
            List<Listener> listeners) {
        this.schedule = schedule;
        this.patience = new Patience(schedule, random);
        this.clock = clock;
        this.wait = wait;
        this.wakes = wakes;
        this.round = round;
        this.listeners = List.copyOf(listeners);
    }

    /** Returns when the stop came; the cycle under way has ended then. */
    public void run() throws InterruptedException {
        Instant due = schedule.within(clock.instant());
        boolean woken = true;
        while (!waitUntil(due, woken)) {
            Instant began = clock.instant();
            wakes.began(began);
            listeners.forEach(each -> each.began(began));
            Outcome outcome = round.run();
            Instant ended = clock.instant();
            listeners.forEach(each -> each.ended(began, ended, outcome));
            due = due(began, ended, outcome.kind());
            // After a failure, news would only cut its wait short.
            woken = outcome.kind().good();
        }
    }

    /** A good cycle's successor is due by the clock of beginnings, never before the end. */
    private Instant due(Instant began, Instant ended, Outcome.Kind kind) {
        Duration pause = patience.after(kind);
        Instant next = kind.broken() ? ended.plus(pause) : began.plus(pause);
        return schedule.within(next.isAfter(ended) ? next : ended);
    }

    private boolean waitUntil(Instant due, boolean woken) throws InterruptedException {
        listeners.forEach(each -> each.waiting(due));
        boolean stopped;
        do {
            Instant begins = woken ? orWoken(due) : due;
            Duration left = Duration.between(clock.instant(), begins);
            stopped = wait.stoppedWithin(left.isNegative() ? Duration.ZERO : left);
            // The wait ends early when something happened; the cycle then may begin later still.
        } while (!stopped && clock.instant().isBefore(woken ? orWoken(due) : due));
        return stopped;
    }

    private Instant orWoken(Instant due) {
        Instant wake = wakes.next();
        Instant begins = wake == null ? due : schedule.within(wake);
        return begins.isBefore(due) ? begins : due;
    }
}
