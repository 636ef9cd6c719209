package dev.baton.app;

import dev.baton.core.plan.Plan;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.GuardException;
import dev.baton.engine.PushEnd;
import dev.baton.engine.Warm;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sync from opening to closing the session: the command and the daemon run this very code.
 *
 * @param file the plan to carry out, null to make one
 * @param asOf what is true at this instant, null for the CRM's clock
 * @param openTasks whether causes that stood already at the first sync open tasks, too
 * @param warm of the round before, to look at no more accounts than have to be looked at after it;
 *     null to look at all
 */
record Sync(
        @Nullable PlanFile file, @Nullable Instant asOf, boolean openTasks, @Nullable Warm warm) {
    /** What an unattended sync does: plans at the CRM's clock and writes that. */
    static final Sync USUAL = after(null);

    Sync(@Nullable PlanFile file, @Nullable Instant asOf, boolean openTasks) {
        this(file, asOf, openTasks, null);
    }

    /** The same after another round of this process. */
    static Sync after(@Nullable Warm warm) {
        return new Sync(null, null, false, warm);
    }

    /** What a sync came to. */
    record Result(Prepared prepared, Cycle.Pushed pushed) {
        Exit exit() {
            return switch (pushed.end()) {
                case PushEnd.Cut cut -> Stop.exitFor(cut.why().category());
                case PushEnd.Stopped stopped -> Exit.GUARD;
                case PushEnd.Whole whole ->
                        pushed.failed() > 0 || prepared.partial() ? Exit.PARTIAL : Exit.DONE;
            };
        }

        /** Records set aside on the way in or out. */
        int quarantined() {
            return prepared.parked() + prepared.conflicts() + pushed.failed();
        }
    }

    /**
     * Pulls, plans and writes, under the state's lease, which is free again afterwards.
     *
     * @throws GuardException when a person must decide; nothing was written then
     */
    Result run(Config config, Mappings mappings, Surroundings surroundings)
            throws AdapterException, LeaseHeldException {
        try (Session session = Session.open(config, mappings, surroundings)) {
            Cycle cycle = session.cycle();
            if (asOf != null) {
                cycle.mayPush(asOf);
            }
            Prepared fresh =
                    warm == null ? cycle.prepare(asOf, openTasks) : cycle.prepareSome(warm);
            Prepared prepared =
                    file == null
                            ? known(cycle, cycle.released(fresh), config)
                            : seen(file, cycle, fresh);
            Cycle.Pushed pushed = pushed(cycle, prepared, config);
            if (pushed.end() instanceof PushEnd.Whole && prepared.lookedAt() == null) {
                new ShadowLook(session.store()).look();
            }
            return new Result(prepared, pushed);
        }
    }

    /** As it is, if enough is known to publish it without a person having looked at it. */
    private static Prepared known(Cycle cycle, Prepared prepared, Config config) {
        try {
            cycle.requireKnown(prepared, config.brake());
            return prepared;
        } catch (GuardException e) {
            cycle.stopped(prepared);
            throw e;
        }
    }

    /** With the plan that someone has looked at, if it still holds. */
    private static Prepared seen(PlanFile file, Cycle cycle, Prepared prepared)
            throws AdapterException {
        try {
            Plan plan = file.plan(cycle.targets());
            return cycle.carrying(prepared, plan, file.instant());
        } catch (Stop | GuardException e) {
            cycle.stopped(prepared);
            throw e;
        }
    }

    /** Writes what was prepared; a guard that stops it is noted with the run. */
    static Cycle.Pushed pushed(Cycle cycle, Prepared prepared, Config config)
            throws AdapterException {
        try {
            return cycle.push(prepared, config.brake());
        } catch (GuardException e) {
            cycle.stopped(prepared);
            throw e;
        }
    }
}
