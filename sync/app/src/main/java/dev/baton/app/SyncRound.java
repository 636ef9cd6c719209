package dev.baton.app;

import dev.baton.app.daemon.Daemon;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.Outcome.Kind;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.GuardException;
import dev.baton.engine.PushEnd;
import dev.baton.engine.Warm;
import dev.baton.engine.UnfitException;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.PauseFile;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle of the daemon: the very sync of the command, or with {@code writes: preview} its plan.
 * Every failure is an outcome. The state is free again between two cycles.
 *
 * <p>Once an interval all accounts are looked at, for time changes scores, too. A cycle that comes
 * sooner, because something woke it, looks at those alone of which something changed, if the one
 * before it went to its end.
 */
final class SyncRound implements Daemon.Round {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRound.class);

    private final Config config;
    private final Mappings mappings;
    private final Surroundings surroundings;

    private final InstantSource clock;

    /** What the cycle before left; null when all accounts have to be looked at after it. */
    private @Nullable Warm warm;

    /** When the last look at all accounts began. */
    private Instant lookedAtAll = Instant.MIN;

    SyncRound(Config config, Mappings mappings, Surroundings surroundings, InstantSource clock) {
        this.clock = clock;
        this.config = config;
        this.mappings = mappings;
        this.surroundings = surroundings;
    }

    @Override
    public Outcome run() {
        Instant now = clock.instant();
        Instant next = lookedAtAll.plus(config.daemon().schedule().every());
        Warm before = now.isBefore(next) ? warm : null;
        if (before == null) {
            lookedAtAll = now;
        }
        warm = null;
        try {
            return tried(before);
        } catch (StoreException e) {
            return Outcome.of(Kind.FAILED, told(e));
        } catch (RuntimeException e) {
            // A bug must not end the daemon: it is told as a failure, and the next cycle tries
            // anew.
            LOG.error("internal error", e);
            return Outcome.of(Kind.FAILED, "internal error: " + e.getClass().getSimpleName());
        }
    }

    private Outcome tried(@Nullable Warm before) {
        try {
            return switch (config.writes()) {
                case ON -> synced(Sync.after(before).run(config, mappings, surroundings));
                case PREVIEW -> planned();
            };
        } catch (LeaseHeldException e) {
            return Outcome.of(Kind.BUSY, told(e));
        } catch (GuardException e) {
            return new PauseFile(config.state()).paused().isPresent()
                    ? Outcome.of(Kind.PAUSED, told(e))
                    : guarded(told(e));
        } catch (AdapterException e) {
            return kind(e) == Kind.GUARDED ? guarded(told(e)) : Outcome.of(kind(e), told(e));
        } catch (UnfitException e) {
            return Outcome.of(Kind.UNFIT, told(Stop.of(e.findings())));
        } catch (Stop e) {
            return Outcome.of(Kind.UNFIT, told(e));
        }
    }

    private static String told(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    private Outcome synced(Sync.Result result) {
        Cycle.Pushed pushed = result.pushed();
        warm = pushed.warm();
        return new Outcome(
                kind(result),
                pushed.run().id(),
                result.prepared().plan().hash(),
                pushed.written(),
                pushed.failed(),
                result.quarantined(),
                switch (pushed.end()) {
                    case PushEnd.Whole whole -> done(result.prepared());
                    case PushEnd.Cut cut -> told(cut.why());
                    case PushEnd.Stopped stopped -> stopped.why();
                });
    }

    private static String done(Prepared prepared) {
        return prepared.lookedAt() == null
                ? "done"
                : "done, of " + prepared.accounts() + " accounts looked at " + prepared.lookedAt();
    }

    private static Kind kind(Sync.Result result) {
        return switch (result.pushed().end()) {
            case PushEnd.Whole whole -> kind(result.exit());
            case PushEnd.Cut cut -> kind(cut.why());
            case PushEnd.Stopped stopped -> Kind.GUARDED;
        };
    }

    private static Kind kind(Exit exit) {
        return exit == Exit.DONE ? Kind.DONE : Kind.PARTIAL;
    }

    private static Kind kind(AdapterException failure) {
        return switch (failure.category()) {
            case CREDENTIALS -> Kind.REFUSED;
            case PERMISSION, BAD_REQUEST -> Kind.UNFIT;
            case BUDGET -> Kind.GUARDED;
            case UNAVAILABLE, EXPIRED_CURSOR, THROTTLED, OUTCOME_UNKNOWN -> Kind.FAILED;
        };
    }

    private Outcome planned() throws AdapterException, LeaseHeldException {
        try (Session session = Session.open(config, mappings, surroundings)) {
            Prepared prepared = session.cycle().prepare(null, false);
            session.cycle().shown(prepared);
            return new Outcome(
                    Kind.PREVIEWED,
                    prepared.run().id(),
                    prepared.plan().hash(),
                    0,
                    0,
                    prepared.parked(),
                    "writes: preview; planned only, "
                            + prepared.accountsTouched()
                            + " accounts would change");
        }
    }

    /** With the plan that was stopped, so that a person can look at it. */
    private Outcome guarded(String told) {
        Run run = lastStopped();
        return run == null
                ? Outcome.of(Kind.GUARDED, told)
                : new Outcome(Kind.GUARDED, run.id(), run.planHash(), 0, 0, 0, told);
    }

    private @Nullable Run lastStopped() {
        try (StateStore store = Memory.find(config).orElse(null)) {
            return store == null ? null : store.lastRun(Run.State.STOPPED).orElse(null);
        }
    }
}
