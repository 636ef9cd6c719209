package dev.baton.app.daemon;

import dev.baton.app.daemon.Alert.Event;
import dev.baton.port.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people once when cycles begin to fail, stop at a guard or stay away, and once when they
 * work again. What was told is remembered over restarts; what could not be delivered is tried again
 * after every cycle, as long as it still holds. Thread-safe.
 */
public final class Alerts implements Daemon.Listener {
    /** A pause is somebody's wish; for so long nobody is reminded of it. */
    static final Duration LONG_PAUSE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    /** Delivers an alert, or fails after some tries. */
    @FunctionalInterface
    public interface Sender {
        void send(Alert alert) throws AdapterException;
    }

    /** Keeps what was told. */
    public interface Memory {
        /** The beginning when nothing is remembered or it cannot be read. */
        Told told();

        void keep(Told told);
    }

    /**
     * What people believe.
     *
     * @param event null while they believe that all is well
     * @param pausedSince when the first of the paused cycles ended, null while there is none
     */
    public record Told(@Nullable Event event, @Nullable Instant pausedSince) {
        static final Told NOTHING = new Told(null, null);
    }

    private final Sender sender;
    private final Memory memory;
    private final Health health;
    private final InstantSource clock;
    private final Supplier<String> ids;

    private Told told;
    private @Nullable Alert waiting;
    private @Nullable Outcome last;
    private int failures;

    /**
     * Goes on from what is remembered.
     *
     * @param ids unique, one an alert
     */
    public Alerts(
            Sender sender,
            Memory memory,
            Health health,
            InstantSource clock,
            Supplier<String> ids) {
        this.sender = sender;
        this.memory = memory;
        this.health = health;
        this.clock = clock;
        this.ids = ids;
        this.told = memory.told();
    }

    @Override
    public void began(Instant at) {}

    @Override
    public synchronized void ended(Instant began, Instant at, Outcome outcome) {
        last = outcome;
        failures = outcome.kind().broken() ? failures + 1 : 0;
        pausedSince(outcome.kind() == Outcome.Kind.PAUSED, at);
        become(event(outcome.kind(), at));
    }

    private void pausedSince(boolean paused, Instant at) {
        if (paused != (told.pausedSince() != null)) {
            remember(new Told(told.event(), paused ? at : null));
        }
    }

    /** Also between cycles: one that hangs ends nothing. */
    public synchronized void look() {
        if (told.event() == null && health.silent()) {
            become(Event.SILENT);
        }
    }

    /** What holds after a cycle; what is too early to tell leaves things as they were told. */
    private @Nullable Event event(Outcome.Kind kind, Instant at) {
        return switch (kind) {
            case DONE, PARTIAL, PREVIEWED -> null;
            case REFUSED, UNFIT -> Event.FAILING;
            case FAILED -> failures >= Health.SERIOUS ? Event.FAILING : told.event();
            case GUARDED -> Event.STOPPED;
            case PAUSED -> isLong(at) ? Event.STOPPED : told.event();
            case BUSY -> health.silent() && told.event() == null ? Event.SILENT : told.event();
        };
    }

    private boolean isLong(Instant at) {
        Instant since = told.pausedSince();
        return since != null && !at.isBefore(since.plus(LONG_PAUSE));
    }

    private void become(@Nullable Event now) {
        if (now == told.event()) {
            waiting = null;
            return;
        }
        Event event = now == null ? Event.RECOVERED : now;
        Alert due = waiting;
        Alert alert = due != null && due.event() == event ? due : alert(event);
        try {
            sender.send(alert);
            waiting = null;
            remember(new Told(now, told.pausedSince()));
        } catch (AdapterException e) {
            waiting = alert;
            LOG.warn("an alert ({}) could not be delivered: {}", event.word(), e.getMessage());
        }
    }

    private Alert alert(Event event) {
        Outcome outcome = last == null ? Outcome.of(Outcome.Kind.FAILED, "") : last;
        return new Alert(
                ids.get(),
                event,
                clock.instant(),
                outcome.run(),
                event == Event.STOPPED ? outcome.plan() : null,
                failures,
                outcome.written(),
                outcome.failed(),
                outcome.quarantined());
    }

    private void remember(Told now) {
        told = now;
        memory.keep(now);
    }
}
