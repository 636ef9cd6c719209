package dev.baton.engine;

import dev.baton.core.plan.Brake;
import dev.baton.core.plan.Plan;
import dev.baton.core.play.TaskPlanning.Start;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoppedPlan;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.mappings.SnapshotOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.Finding;
import dev.baton.port.Forecast;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle: pull, derive, plan; then, if it is wanted, push. Everything up to the plan writes
 * nothing to a CRM.
 *
 * @param sources by connection
 * @param sink of the connection that holds the accounts
 * @param controls what steers it while it runs
 * @param callsMade requests sent to all systems since they were opened
 * @param workers make pages and facts ready ahead
 */
public record Cycle(
        StateStore store,
        Mappings mappings,
        SortedMap<String, Source> sources,
        Sink sink,
        PersonalData personal,
        Controls controls,
        LongSupplier callsMade,
        Workers workers) {
    private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);

    /** With virtual threads. */
    public Cycle(
            StateStore store,
            Mappings mappings,
            SortedMap<String, Source> sources,
            Sink sink,
            PersonalData personal,
            Controls controls,
            LongSupplier callsMade) {
        this(store, mappings, sources, sink, personal, controls, callsMade, Workers.virtual());
    }

    /**
     * Pulls, derives and plans.
     *
     * <p>What is true is told as of the pull's end: of a record that changed while the pull ran it
     * cannot be told how it was when the pull began (invariant 8).
     *
     * @param wanted the as-of instant, null for the CRM server's clock after the pull
     * @param openTasks whether causes that stood already at the first sync open tasks, too
     * @throws UnfitException when the org lacks what results need
     */
    public Prepared prepare(@Nullable Instant wanted, boolean openTasks) throws AdapterException {
        return pulled(wanted, (making, pulled) -> making.plan(pulled, start(openTasks)));
    }

    /**
     * The same of the accounts alone of which the pull brought anything, at the CRM server's clock:
     * of each of them the plan is that of {@link #prepare} (invariant 11). What days and weeks
     * change, and what comes with them (snapshots, renewals), waits for a look at all accounts, as
     * does whatever cannot be traced to accounts: then all are looked at here.
     *
     * @param warm of the round before
     * @throws UnfitException when the org lacks what results need
     */
    public Prepared prepareSome(Warm warm) throws AdapterException {
        boolean isLast = warm.isLast(store);
        return pulled(
                null,
                (making, pulled) ->
                        isLast && warm.isBy(pulled.run())
                                ? making.some(pulled, warm)
                                : making.plan(pulled, start(false)));
    }

    /**
     * Pulls, and plans what takes past writes back.
     *
     * @throws UnfitException when the org lacks what results need
     */
    public Undone prepareUndo(WriteScope scope) throws AdapterException {
        return pulled(null, (making, pulled) -> making.undo(pulled, scope));
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Preparing making, Preparing.Pulled pulled) throws AdapterException;
    }

    private <T> T pulled(@Nullable Instant wanted, Use<T> use) throws AdapterException {
        long callsBefore = callsMade.getAsLong();
        Source crm = source(mappings.crm());
        Instant now = crm.serverTime();
        Instant asOf = wanted == null ? now : wanted;
        checkInstant(asOf, now);
        SortedMap<String, ObjectDescription> objects = Targets.describe(mappings, sink);
        Drift drift = drift(objects);
        Run run = begin(asOf, now);
        try {
            pushing(run, drift.narrowed()).recover();
            Optional<Beating> heartbeat = Beating.of(store, drift.narrowed(), sink);
            if (heartbeat.isPresent()) {
                heartbeat.get().requireNewest(Review.lastSync(store), now);
            }
            sink.budget().doing(Budget.Work.CHANGES);
            var brought = new Brought();
            int parked = pull(drift, objects, brought, run);
            drift.tell();
            sink.budget().doing(Budget.Work.CHANGES);
            Mappings used = drift.narrowed();
            if (!used.stopped().isEmpty()) {
                keep(used);
            }
            Run after = (wanted == null ? run.at(crm.serverTime()) : run).with(digest(used));
            return use.of(
                    preparing(used, () -> callsMade.getAsLong() - callsBefore),
                    new Preparing.Pulled(after, objects, parked, brought));
        } catch (AdapterException | RuntimeException e) {
            failed(run, e);
            throw e;
        }
    }

    /**
     * What reading the streams that were never read to their end will take, by stream, before any
     * of them is read. Those whose source cannot tell are left out.
     *
     * @throws UnfitException as {@link #prepare}
     */
    public SortedMap<String, Forecast> backfills() throws AdapterException {
        Drift drift = drift(Targets.describe(mappings, sink));
        var forecasts = new TreeMap<String, Forecast>();
        for (Stream stream : drift.streams()) {
            if (!isBegun(stream)) {
                Source source = source(stream.key().connection());
                drift.withheld(stream, source.withheld(stream.whole()));
                Stream narrowed = drift.narrowed(stream);
                if (!drift.isGone(stream) && !isBegun(narrowed)) {
                    source.forecast(narrowed.whole())
                            .ifPresent(each -> forecasts.put(stream.key().toString(), each));
                }
            }
        }
        return forecasts;
    }

    private boolean isBegun(Stream stream) {
        return store.checkpoint(stream.key())
                .filter(each -> each.fingerprint().equals(stream.fingerprint()))
                .isPresent();
    }

    private Preparing preparing(Mappings used, LongSupplier calls) {
        return new Preparing(store, used, sink, workers, calls);
    }

    /** A first sync must not bury people in tasks about what they may know for long. */
    private Start start(boolean openTasks) {
        return openTasks ? Start.ALL : Review.lastSync(store).isEmpty() ? Start.QUIET : Start.USUAL;
    }

    private Source source(String connection) {
        Source source = sources.get(connection);
        if (source == null) {
            throw new UnfitException(
                    List.of(
                            Finding.error(
                                    "connections." + connection,
                                    "the mappings read from this connection, but it is not configured",
                                    "add it to the configuration")));
        }
        return source;
    }

    private void checkInstant(Instant asOf, Instant now) {
        if (asOf.isAfter(now)) {
            throw new UnfitException(
                    List.of(
                            Finding.error(
                                    "--as-of",
                                    asOf + " is later than the CRM's clock, " + now,
                                    "name an instant that has been")));
        }
    }

    private Drift drift(SortedMap<String, ObjectDescription> objects) throws AdapterException {
        OwnAmounts amounts = OwnAmounts.of(mappings, sink, objects).orElse(null);
        var drift = new Drift(store, mappings, amounts);
        drift.outputs(source(mappings.crm()).system(), objects);
        return drift;
    }

    private void keep(Mappings used) {
        store.keepMappings(digest(used), used.files());
    }

    private static String digest(Mappings used) {
        return used.digest() + used.modelDigest();
    }

    private Run begin(Instant asOf, Instant now) {
        keep(mappings);
        String id =
                "%06d"
                        .formatted(
                                1
                                        + store.lastRun(null)
                                                .map(last -> Integer.parseInt(last.id()))
                                                .orElse(0));
        var run =
                new Run(
                        id,
                        asOf,
                        now,
                        digest(mappings),
                        mappings.model().version(),
                        null,
                        Run.State.RUNNING,
                        0,
                        0);
        store.begin(run);
        return run;
    }

    private int pull(Drift drift, Map<String, ObjectDescription> objects, Brought brought, Run run)
            throws AdapterException {
        Instant now = run.knownAt();
        var held = new HeldValues(objects);
        var merges = new Merges(store, new StreamKey(mappings.crm(), mappings.outputs().object()));
        var pull = new Pull(store, personal, held, controls, workers, merges, brought);
        int parked = 0;
        for (Stream stream : drift.streams()) {
            Source source = source(stream.key().connection());
            drift.withheld(stream, source.withheld(stream.whole()));
            if (drift.isGone(stream)) {
                store.rewind(stream.key()); // who knows what is gone when it is back
            } else {
                parked += pull.run(drift.narrowed(stream), stream, source, now);
            }
        }
        Source crm = source(mappings.crm());
        List<Stream> children =
                drift.streams().stream()
                        .filter(each -> each.key().connection().equals(mappings.crm()))
                        .filter(each -> !drift.isGone(each))
                        .map(drift::narrowed)
                        .toList();
        parked +=
                merges.settle(
                        children, crm, run, (stream, ids) -> pull.reread(stream, crm, now, ids));
        return parked;
    }

    /**
     * Refuses to publish scores that are mostly missing, unless a person has seen that very plan.
     *
     * @throws GuardException when more accounts are Unknown than the brake lets pass
     */
    public void requireKnown(Prepared prepared, Brake brake) {
        approvals(prepared).requireKnown(prepared, brake);
    }

    /**
     * Refuses to push an instant before the last pushed one; looking at it is always allowed.
     *
     * @throws GuardException when the CRM would go back in time
     */
    public void mayPush(Instant asOf) {
        new Approvals(store, mappings).mayPush(asOf);
    }

    /**
     * What a sync carries out: the plan that a person has released meanwhile, if it still may be
     * carried out, else the fresh one.
     */
    public Prepared released(Prepared fresh) {
        Approvals approvals = approvals(fresh);
        Optional<StoppedPlan> approved = approvals.approved();
        if (approved.isEmpty() || approved.get().plan().hash().equals(fresh.plan().hash())) {
            return fresh;
        }
        try {
            return carrying(fresh, approved.get().plan(), approved.get().asOf());
        } catch (GuardException e) {
            approvals.forget();
            LOG.warn("the plan that was approved is let go: {}", e.getMessage());
            return fresh;
        }
    }

    /**
     * The same preparation with an older plan in place of its own, if that may still be carried
     * out: made with this mapping and model, and every old value as it was.
     *
     * @param asOf the instant that the older plan was made for
     * @throws GuardException when not
     */
    public Prepared carrying(Prepared prepared, Plan older, Instant asOf) {
        approvals(prepared).stillHolds(older, asOf);
        long pulled = prepared.calls().pull();
        return prepared.carrying(
                prepared.run().at(asOf).planned(older.hash()),
                older,
                older.touched(mappings.outputs().object()),
                preparing(prepared.mappings(), () -> pulled)
                        .forecast(older, prepared.run().knownAt(), pulled));
    }

    private Approvals approvals(Prepared prepared) {
        return new Approvals(store, prepared.mappings());
    }

    /** What our user sees of every object that the mapping writes to, by name. */
    public SortedMap<String, ObjectDescription> targets() throws AdapterException {
        return Targets.describe(mappings, sink);
    }

    /** What snapshots take now and after a plan; nothing where none are taken. */
    public Optional<SnapshotStorage> snapshots(Prepared prepared) {
        return SnapshotStorage.of(store, prepared.mappings(), prepared.plan(), prepared.accounts());
    }

    /** Notes that a guard stopped the run before it wrote anything. */
    public void stopped(Prepared prepared) {
        store.update(prepared.run().in(Run.State.STOPPED));
    }

    /** Notes that the plan was shown; until the first sync, reviews rest on it. */
    public void shown(Prepared prepared) {
        store.update(prepared.run().in(Run.State.PLANNED));
    }

    /** The names of some accounts by id, as a plan knew them; those without a name are left out. */
    public SortedMap<String, String> names(Prepared prepared, Set<String> accounts) {
        return new AccountNames(store, prepared.mappings(), prepared.run().knownAt()).of(accounts);
    }

    /**
     * What a push came to.
     *
     * @param warm for the next round of this process; null when that has to look at all accounts,
     *     because not all was written that was to be
     */
    public record Pushed(Run run, int written, int failed, PushEnd end, @Nullable Warm warm) {}

    /**
     * Writes the prepared plan, exactly.
     *
     * @param brake how many accounts may change band
     * @throws GuardException when a guard holds it; nothing was written then
     * @throws AdapterException BUDGET when it does not fit into the day; nothing was written then
     */
    public Pushed push(Prepared prepared, Brake brake) throws AdapterException {
        Plan plan = prepared.plan();
        controls.killSwitch()
                .paused()
                .ifPresent(
                        pause -> {
                            throw new GuardException(pause.told() + ". Nothing was written.");
                        });
        if (!prepared.stale().isEmpty()) {
            throw new GuardException(prepared.stale().getFirst().told() + " Nothing was written.");
        }
        approvals(prepared).require(prepared, brake);
        reserve(prepared);
        Run run = prepared.run().planned(plan.hash());
        try {
            controls.news().writing(mappings.crm(), prepared.accountsTouched());
            store.keepEpisodes(mappings.crm(), prepared.tasks().episodes());
            Push.Report report =
                    pushing(run, prepared.mappings()).carryOut(plan, prepared.evidence());
            PushEnd end = report.end();
            if (end instanceof PushEnd.Whole) {
                approvals(prepared).forget();
                end = afterWhole(prepared, run, report);
            }
            Run done = run.ended(state(prepared, report), report.written(), report.failed());
            store.update(done);
            boolean isDone = end instanceof PushEnd.Whole && report.failed() == 0;
            return new Pushed(
                    done, report.written(), report.failed(), end, isDone ? prepared.warm() : null);
        } catch (AdapterException | RuntimeException e) {
            failed(run, e);
            throw e;
        }
    }

    /**
     * Tells of the run in the row of its day: a plan of its own, since what it tells is known only
     * now, carried out like any other. Its record is not counted with those of the run. Who is
     * asked to stop leaves it to the next run.
     */
    private PushEnd afterWhole(Prepared prepared, Run run, Push.Report report)
            throws AdapterException {
        Mappings used = prepared.mappings();
        if (prepared.isWhole()) {
            done(prepared, report.failed() == 0);
        }
        Optional<Plan> heartbeat =
                Beating.of(store, used, sink)
                        .flatMap(beating -> beating.plan(prepared, run, report));
        return heartbeat.isEmpty() || controls.stopping().getAsBoolean()
                ? report.end()
                : pushing(run, used).carryOut(heartbeat.get(), Map.of()).end();
    }

    private void done(Prepared prepared, boolean isWhole) {
        Outputs outputs = prepared.mappings().outputs();
        Instant asOf = prepared.run().asOf();
        SnapshotOutputs snapshots = outputs.snapshots();
        if (snapshots != null) {
            var object = new StreamKey(mappings.crm(), snapshots.object());
            new SnapshotPeriods(store, object, snapshots).done(prepared.plan(), isWhole, asOf);
        }
        RenewalOutputs renewals = outputs.renewals();
        if (renewals != null) {
            var object = new StreamKey(mappings.crm(), renewals.object());
            new RenewalDays(store, prepared.mappings(), object)
                    .done(prepared.plan(), isWhole, asOf);
        }
    }

    /** Writes that could not be read back are not begun (invariant 5). */
    private void reserve(Prepared prepared) throws AdapterException {
        Prepared.Calls forecast = prepared.calls();
        // Each record is read once before it is written and once after.
        long after = forecast.readBack() / 2;
        try {
            sink.budget().reserve(forecast.write() + forecast.readBack() - after, after);
        } catch (AdapterException e) {
            stopped(prepared);
            throw e;
        }
    }

    private static Run.State state(Prepared prepared, Push.Report report) {
        return switch (report.end()) {
            case PushEnd.Stopped stopped when report.written() == 0 -> Run.State.STOPPED;
            case PushEnd.Stopped stopped -> Run.State.PARTIAL;
            case PushEnd.Cut cut -> Run.State.PARTIAL;
            case PushEnd.Whole whole ->
                    report.failed() > 0 || prepared.partial() ? Run.State.PARTIAL : Run.State.DONE;
        };
    }

    /** What went wrong is what is told, also where it cannot be noted. */
    private void failed(Run run, Exception why) {
        try {
            store.update(run.in(Run.State.FAILED));
        } catch (StoreException e) {
            why.addSuppressed(e);
        }
    }

    private Push pushing(Run run, Mappings used) {
        return new Push(store, sink, controls, used.crm(), used.outputs(), run);
    }
}
