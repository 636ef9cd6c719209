package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;

import dev.baton.core.plan.Brake;
import dev.baton.core.plan.FieldValues;

import dev.baton.core.health.ResultName;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StoppedPlan;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.play.TaskPlanning;
import dev.baton.core.play.TaskPlanning.Start;
import dev.baton.mappings.TaskOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Calls to all systems.
     *
     * @param pull made for pulling and planning
     * @param write foreseen for the plan
     * @param readBack foreseen for reading its records, right before they are written and after
     */
    public record Calls(long pull, long write, long readBack) {}

    /**
     * A plan and what it was made of.
     *
     * @param evidence digest of what each touched record's values were computed from
     * @param tasks what becomes of tasks, and the causes that last
     * @param accounts how many accounts were assessed
     * @param accountsTouched how many of them the plan changes
     * @param conflicts records with fields that people changed since we wrote them; those fields
     *     are not in the plan
     * @param stale sources that bring nothing new; while there are any, nothing is written
     * @param parked other records quarantined on the way
     */
    public record Prepared(
            Run run,
            Plan plan,
            Map<String, String> evidence,
            TaskPlan tasks,
            int accounts,
            int accountsTouched,
            int conflicts,
            List<Stale> stale,
            int parked,
            Calls calls) {

        /** Whether something was left out that a person has to look at. */
        public boolean partial() {
            return parked > 0 || conflicts > 0;
        }
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
        return pulled(wanted, pulled -> plan(pulled, start(openTasks)));
    }

    /**
     * Pulls, and plans what takes past writes back.
     *
     * @throws UnfitException when the org lacks what results need
     */
    public Undone prepareUndo(WriteScope scope) throws AdapterException {
        return pulled(null, pulled -> undo(pulled, scope));
    }

    /** A run that has pulled. */
    private record Pulled(
            Run run, SortedMap<String, ObjectDescription> objects, int parked, long callsBefore) {}

    @FunctionalInterface
    private interface Use<T> {
        T of(Pulled pulled) throws AdapterException;
    }

    private <T> T pulled(@Nullable Instant wanted, Use<T> use) throws AdapterException {
        long callsBefore = callsMade.getAsLong();
        Source crm = source(mappings.crm());
        Instant now = crm.serverTime();
        Instant asOf = wanted == null ? now : wanted;
        checkInstant(asOf, now);
        SortedMap<String, ObjectDescription> objects = Targets.describe(mappings, sink);
        checkOutputs(objects);
        Run run = begin(asOf, now);
        try {
            pushing(run).recover();
            sink.budget().doing(Budget.Work.CHANGES);
            int parked = pull(objects, now);
            sink.budget().doing(Budget.Work.CHANGES);
            Run after = wanted == null ? run.at(crm.serverTime()) : run;
            return use.of(new Pulled(after, objects, parked, callsBefore));
        } catch (AdapterException | RuntimeException e) {
            failed(run, e);
            throw e;
        }
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

    /**
     * Refuses to push an instant before the last pushed one; looking at it is always allowed.
     *
     * @throws GuardException when the CRM would go back in time
     */
    public void mayPush(Instant asOf) {
        Review.lastSync(store)
                .map(Run::asOf)
                .filter(asOf::isBefore)
                .ifPresent(
                        pushed -> {
                            throw new GuardException(
                                    "as of "
                                            + asOf
                                            + " lies before "
                                            + pushed
                                            + ", which was pushed already: the CRM would go back in time. Look at it with"
                                            + " `plan --as-of` or `explain --as-of`.");
                        });
    }

    private void checkOutputs(Map<String, ObjectDescription> objects) {
        List<Finding> findings =
                OutputCheck.findings(source(mappings.crm()).system(), mappings, objects);
        if (!findings.isEmpty()) {
            throw new UnfitException(findings);
        }
    }

    private Run begin(Instant asOf, Instant now) {
        store.keepMappings(mappings.digest() + mappings.modelDigest(), mappings.files());
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
                        mappings.digest() + mappings.modelDigest(),
                        mappings.model().version(),
                        null,
                        Run.State.RUNNING,
                        0,
                        0);
        store.begin(run);
        return run;
    }

    private int pull(Map<String, ObjectDescription> objects, Instant now) throws AdapterException {
        var held = new HeldValues(objects);
        var pull = new Pull(store, personal, held, controls.stopping(), workers);
        int parked = 0;
        for (dev.baton.engine.Stream stream : Streams.of(mappings)) {
            parked += pull.run(stream, source(stream.key().connection()), now);
        }
        return parked;
    }

    private Prepared plan(Pulled pulled, Start start) throws AdapterException {
        Run run = pulled.run();
        TaskBoard board = board();
        TaskPlanning tasks = planningOfTasks(run, start, board);
        var object = new StreamKey(mappings.crm(), mappings.outputs().object());
        Set<String> resting = Quarantining.resting(store, mappings.crm(), run.knownAt());
        var planning = new Planning(mappings, holding(object), resting, tasks, run.asOf());
        var derive = new Derive(store, mappings, run.knownAt(), workers);
        derive.each(planning::add);
        planning.end();
        int parkedByDerive = Quarantining.settle(store, mappings, derive);
        int conflicts =
                Quarantining.settle(
                        store,
                        mappings.crm(),
                        object.stream(),
                        planning.conflicts(),
                        run.knownAt());
        TaskPlan taskPlan = tasks.decide(active(tasks.possibleOwners()));
        Plan plan = planning.plan(board == null ? List.of() : board.changes(taskPlan));
        Run planned = run.planned(plan.hash());
        store.update(planned);
        return new Prepared(
                planned,
                plan,
                planning.evidence(),
                taskPlan,
                planning.accounts(),
                plan.touched(mappings.outputs().object()),
                conflicts,
                Stale.of(store, mappings, run.asOf()),
                pulled.parked() + parkedByDerive,
                calls(plan, callsMade.getAsLong() - pulled.callsBefore()));
    }

    /** A plan like any other; causes of tasks stay as they were. */
    private Undone undo(Pulled pulled, WriteScope scope) throws AdapterException {
        TaskBoard board = board();
        var undoing = new Undoing(store, mappings.crm(), pulled.objects(), board);
        undoing.undo(scope);
        var plan = new Plan(undoing.changes(), mappings.digest(), mappings.modelDigest());
        Run run = pulled.run().planned(plan.hash());
        store.update(run);
        var evidence = new TreeMap<String, String>();
        plan.changes().forEach(change -> evidence.put(change.key(), "undo of " + scope));
        return new Undone(
                new Prepared(
                        run,
                        plan,
                        evidence,
                        new TaskPlan(List.of(), List.of(), store.episodes(mappings.crm()), 0, 0),
                        new Derive(store, mappings, run.knownAt()).accounts().size(),
                        plan.touched(mappings.outputs().object()),
                        0,
                        List.of(),
                        pulled.parked(),
                        calls(plan, callsMade.getAsLong() - pulled.callsBefore())),
                undoing.skipped());
    }

    private Planning.Holding holding(StreamKey object) {
        return new Planning.Holding() {
            @Override
            public Map<String, Map<String, @Nullable Object>> held(List<String> records) {
                return store.held(object, records);
            }

            @Override
            public Map<String, Map<String, Ours>> ours(List<String> records) {
                return store.ours(object, records);
            }

            @Override
            public void adopt(Map<String, Map<String, Ours>> fields) {
                if (!fields.isEmpty()) {
                    store.own(object, fields);
                }
            }
        };
    }

    private Map<String, Map<String, @Nullable Object>> held(String object) {
        return store.held(new StreamKey(mappings.crm(), object));
    }

    /** Null when no play opens tasks. */
    private @Nullable TaskBoard board() throws AdapterException {
        TaskOutputs tasks = Streams.tasks(mappings);
        return tasks == null
                ? null
                : new TaskBoard(tasks, held(tasks.object()), sink.closedStatuses(tasks.object()));
    }

    private TaskPlanning planningOfTasks(Run run, Start start, @Nullable TaskBoard board) {
        return new TaskPlanning(
                mappings.plays(),
                mappings.model(),
                board == null ? List.of() : board.tasks(),
                store.episodes(mappings.crm()),
                start,
                LocalDate.ofInstant(run.asOf(), ZoneOffset.UTC));
    }

    private Set<String> active(Set<String> users) throws AdapterException {
        return users.isEmpty() ? Set.of() : sink.activeUsers(users);
    }

    private Calls calls(Plan plan, long pulled) {
        long write = 0;
        long readBack = 0;
        for (PushGroup group : PushGroup.of(plan, mappings.outputs(), sink)) {
            write += group.writes(sink);
            readBack += group.reads(sink);
        }
        return new Calls(pulled, write, readBack);
    }

    /** What our user sees of every object that the mapping writes to, by name. */
    public SortedMap<String, ObjectDescription> targets() throws AdapterException {
        return Targets.describe(mappings, sink);
    }

    /** Notes that a guard stopped the run before it wrote anything. */
    public void stopped(Prepared prepared) {
        store.update(prepared.run().in(Run.State.STOPPED));
    }

    /** Notes that the plan was shown; until the first sync, reviews rest on it. */
    public void shown(Prepared prepared) {
        store.update(prepared.run().in(Run.State.PLANNED));
    }

    /**
     * The names of the accounts that a plan touches or has tasks about, by id; accounts without a
     * name are left out.
     */
    public SortedMap<String, String> names(Prepared prepared) {
        var touched = new HashSet<>(prepared.evidence().keySet());
        prepared.tasks().openings().forEach(each -> touched.add(each.key().account()));
        prepared.tasks().closings().forEach(each -> touched.add(each.key().account()));
        var names = new TreeMap<String, String>();
        for (CanonicalRecord account :
                new Derive(store, mappings, prepared.run().knownAt()).accounts()) {
            String name = account.text("name");
            if (name != null && touched.contains(account.ref().id())) {
                names.put(account.ref().id(), name);
            }
        }
        return names;
    }

    /** What a push came to. */
    public record Pushed(Run run, int written, int failed, PushEnd end) {}

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
        brakeHolds(prepared, brake);
        reserve(prepared);
        Run run = prepared.run().planned(plan.hash());
        try {
            store.keepEpisodes(mappings.crm(), prepared.tasks().episodes());
            Push.Report report = pushing(run).carryOut(plan, prepared.evidence());
            Run done = run.ended(state(prepared, report), report.written(), report.failed());
            store.update(done);
            if (report.end() instanceof PushEnd.Whole) {
                store.forgetStopped(mappings.crm());
            }
            return new Pushed(done, report.written(), report.failed(), report.end());
        } catch (AdapterException | RuntimeException e) {
            failed(run, e);
            throw e;
        }
    }

    /** Writes that could not be read back are not begun (invariant 5). */
    private void reserve(Prepared prepared) throws AdapterException {
        Calls forecast = calls(prepared.plan(), 0);
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

    private Push pushing(Run run) {
        return new Push(store, sink, controls, mappings.crm(), mappings.outputs(), run);
    }

    /** Invariant 6: past the limit nothing is written before a person released that very plan. */
    private void brakeHolds(Prepared prepared, Brake brake) {
        String bandField = mappings.outputs().fields().get(ResultName.BAND);
        Optional<Brake.Excess> excess =
                brake.excess(prepared.plan(), bandField, prepared.accounts());
        if (bandField == null || excess.isEmpty() || isApproved(prepared.plan())) {
            return;
        }
        int bands = excess.get().bands().size();
        long limit = excess.get().limit();
        store.keepStopped(
                mappings.crm(),
                new StoppedPlan(
                        prepared.run().id(),
                        prepared.plan(),
                        prepared.run().asOf(),
                        prepared.run().knownAt(),
                        bandField,
                        bands,
                        limit,
                        prepared.accounts(),
                        false));
        throw new GuardException(
                bands
                        + " of "
                        + prepared.accounts()
                        + " accounts would change band, at most "
                        + limit
                        + " may in one run. Nothing was written. `baton status` shows the worst of"
                        + " them; if it is right, release exactly this plan with `baton approve "
                        + prepared.plan().hash()
                        + "` and sync again.");
    }

    private boolean isApproved(Plan plan) {
        return store.stopped(mappings.crm())
                .filter(stopped -> stopped.approved() && stopped.plan().hash().equals(plan.hash()))
                .isPresent();
    }

    /**
     * What a sync carries out: the plan that a person has released meanwhile, if it still may be
     * carried out, else the fresh one.
     */
    public Prepared released(Prepared fresh) {
        Optional<StoppedPlan> approved =
                store.stopped(mappings.crm()).filter(StoppedPlan::approved);
        if (approved.isEmpty() || approved.get().plan().hash().equals(fresh.plan().hash())) {
            return fresh;
        }
        try {
            return carrying(fresh, approved.get().plan(), approved.get().asOf());
        } catch (GuardException e) {
            store.forgetStopped(mappings.crm());
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
        mayPush(asOf);
        unchanged(older);
        return new Prepared(
                prepared.run().at(asOf).planned(older.hash()),
                older,
                prepared.evidence(),
                prepared.tasks(),
                prepared.accounts(),
                older.touched(mappings.outputs().object()),
                prepared.conflicts(),
                prepared.stale(),
                prepared.parked(),
                calls(older, prepared.calls().pull()));
    }

    private void unchanged(Plan older) {
        if (!older.mappings().equals(mappings.digest())
                || !older.model().equals(mappings.modelDigest())) {
            throw new GuardException(
                    "the plan was made with another mapping or model. Nothing was written; make a new plan and look at it.");
        }
        List<Change> moved =
                older.byRecord().entrySet().stream()
                        .flatMap(each -> moved(each.getValue(), held(each.getKey())))
                        .toList();
        if (!moved.isEmpty()) {
            Change first = moved.getFirst();
            throw new GuardException(
                    moved.size()
                            + " fields changed in the CRM since the plan was made, first "
                            + first.field()
                            + " of "
                            + first.key()
                            + ". Nothing was written; make a new plan and look at it.");
        }
    }

    private static Stream<Change> moved(
            Map<String, List<Change>> changes, Map<String, Map<String, @Nullable Object>> held) {
        return changes.values().stream()
                .flatMap(List::stream)
                .filter(
                        change ->
                                !FieldValues.same(
                                        held.getOrDefault(change.key(), Map.of())
                                                .get(change.field()),
                                        change.before()));
    }
}
