package dev.baton.simulation;

import dev.baton.core.plan.Brake;
import dev.baton.crm.salesforce.Salesforce;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.engine.Controls;
import dev.baton.engine.Cycle;
import dev.baton.engine.GuardException;
import dev.baton.engine.PersonalData;
import dev.baton.engine.Prepared;
import dev.baton.engine.UnfitException;
import dev.baton.engine.Warm;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoredCalls;
import dev.baton.helpdesk.zendesk.ZendeskSettings;
import dev.baton.helpdesk.zendesk.ZendeskSource;
import dev.baton.http.Exchange;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import dev.baton.port.Source;
import dev.baton.simulation.vendor.Crm;
import dev.baton.simulation.vendor.Desk;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our process, as the application wires it, for one cycle. */
final class Node implements AutoCloseable {
    private static final Secret SECRET = new Secret("simulation-simulation-simulation");
    private static final int PAGE = 4;

    private final World world;
    private final StateStore store;
    private final Salesforce crm;
    private final Cycle cycle;

    Node(World world, Mappings mappings, StateStore store, Bug bug, long chance) {
        this.world = world;
        this.store = store;
        StateStore watched = bug.around(Boundaries.around(store, world), world);
        Exchange wire = bug.around(new Wire(world), world);
        var seams =
                new Seams(
                        world.time().steady(),
                        pause -> world.time().pass(pause),
                        new Random(chance),
                        wire);
        crm =
                Salesforce.open(
                        SalesforceSettings.of(Crm.URL, "simulation", SECRET)
                                .withPageSize(PAGE)
                                .withBudget(World.OWN_SHARE, World.STOP_AT),
                        seams,
                        new StoredCalls(watched, "crm"));
        ZendeskSource helpdesk =
                ZendeskSource.open(
                        ZendeskSettings.of(Desk.URL, "simulation", SECRET)
                                .withPageSize(PAGE)
                                .withExportCallsPerMinute(100),
                        seams);
        var sources = new TreeMap<String, Source>();
        sources.put("crm", bug.around(crm.source(), world));
        sources.put("helpdesk", bug.around(helpdesk, world));
        cycle =
                new Cycle(
                        watched,
                        mappings,
                        sources,
                        bug.around(crm.sink(), world),
                        new PersonalData(SECRET),
                        new Controls(
                                () -> world.paused().filter(pause -> bug.heedsPause()),
                                () -> false,
                                seams::backOff),
                        crm::calls,
                        Inline.workers());
    }

    /**
     * Pulls, plans and pushes; what the product reports as failed is no failure here.
     *
     * @param warm of the cycle before, when this one was woken by something that happened
     * @return for the next cycle of this process; null when that has to look at all accounts
     */
    @Nullable Warm sync(Brake brake, @Nullable Warm warm) {
        try {
            Prepared fresh = warm == null ? cycle.prepare(null, false) : cycle.prepareSome(warm);
            Integer lookedAt = fresh.lookedAt();
            if (lookedAt != null) {
                world.trace("looked at " + lookedAt);
            }
            return push(cycle.released(fresh), brake);
        } catch (AdapterException | UnfitException e) {
            world.trace("failed " + e.getMessage());
            return null;
        }
    }

    private @Nullable Warm push(Prepared prepared, Brake brake) throws AdapterException {
        try {
            Cycle.Pushed pushed = cycle.push(prepared, brake);
            world.trace(
                    "pushed "
                            + pushed.written()
                            + " failed "
                            + pushed.failed()
                            + " "
                            + pushed.end().getClass().getSimpleName());
            return pushed.warm();
        } catch (GuardException e) {
            cycle.stopped(prepared);
            world.trace("stopped by a guard");
            return null;
        }
    }

    /** A person looks at the plan that the brake stopped, and releases it. */
    void approve() {
        store.stopped("crm")
                .ifPresent(
                        stopped -> {
                            store.keepStopped("crm", stopped.approve());
                            world.watch().approved(stopped.plan(), stopped.asOf());
                            world.trace("approved");
                        });
    }

    /** Gives back what calls it took and did not make; a process that is dead does nothing. */
    @Override
    public void close() {
        if (!world.isDead()) {
            crm.close();
        }
    }

    /** What a push would write. */
    Prepared plan() throws AdapterException {
        return cycle.prepare(null, false);
    }
}
