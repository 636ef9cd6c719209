package dev.baton.engine;

import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.handoff.HandoffTasks;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.play.TaskPlanning;
import dev.baton.core.play.TaskPlanning.Start;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.mappings.SnapshotOutputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Forecast;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans from what was pulled. Asks the CRM only what a pull does not bring: which statuses of
 * tasks are closed, and which users are active.
 *
 * @param calls requests sent to all systems since the run began
 */
record Preparing(
        StateStore store, Mappings mappings, Sink sink, Workers workers, LongSupplier calls) {

    /** Accounts whose records are read together. */
    private static final int TOGETHER = 100;

    /**
     * What a run has pulled.
     *
     * @param objects that the mapping writes to, as our user sees them
     * @param parked rows that could not be read
     */
    record Pulled(
            Run run, SortedMap<String, ObjectDescription> objects, int parked, Brought brought) {}

    /** What the mapping and the model want. */
    Prepared plan(Pulled pulled, Start start) throws AdapterException {
        return plan(pulled, start, board(), null);
    }

    /**
     * The same of the accounts alone of which something was pulled; of all, when that cannot be
     * told or is no less work.
     *
     * @param warm of the round before, which nothing but this pull has followed
     */
    Prepared some(Pulled pulled, Warm warm) throws AdapterException {
        TaskBoard board = board();
        Optional<Affected> affected =
                Affected.of(
                        store,
                        mappings,
                        pulled.run(),
                        workers,
                        warm.directory(),
                        pulled.brought(),
                        board);
        Part part = affected.map(these -> new Part(warm, these)).orElse(null);
        return plan(pulled, Start.USUAL, board, part);
    }

    /**
     * A look at some accounts.
     *
     * @param warm of the round before
     */
    private record Part(Warm warm, Affected affected) {}

    /**
     * @param part null for all accounts, with what is told of all of them
     */
    private Prepared plan(
            Pulled pulled, Start start, @Nullable TaskBoard board, @Nullable Part part)
            throws AdapterException {
        Run run = pulled.run();
        TaskPlanning tasks = planningOfTasks(run, start, board);
        Derive derive = derive(run, part);
        Rolling rolling = Rolling.of(derive, mappings, run.asOf());
        Planning planning =
                planning(
                        pulled, tasks, rolling == null || part != null ? rolling : rolling.ofAll());
        feed(planning, derive, part);
        Set<String> lookedAt = part == null ? null : part.affected().accounts();
        int parkedByDerive = Quarantining.settle(store, mappings, derive, part == null);
        int conflicts =
                Quarantining.settle(
                        store, accounts(), lookedAt, planning.conflicts(), run.knownAt());
        int rateless =
                Quarantining.settleRateless(
                        store, accounts(), lookedAt, planning.rateless(), run.knownAt());
        Map<String, String> evidence = new TreeMap<>(planning.evidence());
        HandoffBoard handoffs = part == null ? handoffs(planning) : null;
        if (handoffs != null) {
            handoffs.plan(run, derive);
            conflicts += handoffs.settleConflicts(run);
            evidence.putAll(handoffs.evidence());
        }
        TaskPlan taskPlan = decided(run, start, board, tasks, handoffs, part);
        if (part == null) {
            evidence.putAll(snapshots(run, derive, planning));
            evidence.putAll(renewals(run, planning));
        }
        Plan plan = planning.plan(board == null ? List.of() : board.changes(taskPlan));
        Run planned = run.planned(plan.hash());
        store.update(planned);
        Warm warm = warm(planned, derive, planning, taskPlan, part);
        return new Prepared(
                planned,
                plan,
                evidence,
                taskPlan,
                warm.accounts(),
                warm.unknown(),
                plan.touched(mappings.outputs().object()),
                conflicts,
                Stale.of(store, mappings, run.asOf()),
                mappings,
                pulled.parked() + parkedByDerive + rateless,
                forecast(plan, run.knownAt(), calls.getAsLong()),
                false,
                part == null ? null : planning.accounts(),
                warm);
    }

    private Derive derive(Run run, @Nullable Part part) {
        return part == null
                ? new Derive(store, mappings, run.knownAt(), workers)
                : new Derive(store, mappings, run.knownAt(), workers, part.affected().directory());
    }

    private static void feed(Planning planning, Derive derive, @Nullable Part part) {
        if (part == null) {
            derive.each(planning::add);
        } else {
            for (List<CanonicalRecord> some : Batches.of(part.affected().customers(), TOGETHER)) {
                derive.facts(some).forEach(planning::add);
            }
        }
        planning.end();
    }

    /** Whose cause is the most pressing of those that wait is told by a look at all accounts. */
    private TaskPlan decided(
            Run run,
            Start start,
            @Nullable TaskBoard board,
            TaskPlanning plays,
            @Nullable HandoffBoard handoffs,
            @Nullable Part part)
            throws AdapterException {
        if (areTasksOut()) {
            return TaskPlan.none(store.episodes(mappings.crm()));
        }
        TaskPlan decided = tasks(run, start, board, plays, handoffs);
        return part != null && part.warm().isCrowded() ? decided.withoutOpenings() : decided;
    }

    /** How many accounts there are and are unknown is told by the last look at all of them. */
    private static Warm warm(
            Run planned, Derive derive, Planning planning, TaskPlan tasks, @Nullable Part part) {
        boolean isCrowded = tasks.waiting() > 0;
        return part == null
                ? new Warm(
                        derive.directory(),
                        planned,
                        planning.accounts(),
                        planning.unknown(),
                        isCrowded)
                : new Warm(
                        derive.directory(),
                        planned,
                        part.warm().accounts(),
                        part.warm().unknown(),
                        isCrowded || part.warm().isCrowded());
    }

    private StreamKey accounts() {
        return new StreamKey(mappings.crm(), mappings.outputs().object());
    }

    /**
     * Ready to be given accounts.
     *
     * @param rolling null where families are not told
     */
    private Planning planning(Pulled pulled, TaskPlanning tasks, @Nullable Rolling rolling)
            throws AdapterException {
        Run run = pulled.run();
        return new Planning(
                mappings,
                holding(accounts()),
                Quarantining.resting(store, mappings.crm(), run.knownAt()),
                tasks,
                OwnAmounts.of(mappings, sink, pulled.objects()).orElse(null),
                rolling,
                run.asOf());
    }

    /** Adds what is to become of snapshots; gives what new ones rest on. */
    private Map<String, String> snapshots(Run run, Derive derive, Planning planning) {
        SnapshotOutputs outputs = mappings.outputs().snapshots();
        if (outputs == null) {
            return Map.of();
        }
        var snapshots = new SnapshotBoard(store, mappings, outputs, workers, planning::include);
        snapshots.plan(run, derive.everyone());
        return snapshots.evidence();
    }

    /** Adds what is to be told on renewals; gives what it rests on. */
    private Map<String, String> renewals(Run run, Planning planning) {
        RenewalOutputs outputs = mappings.outputs().renewals();
        if (outputs == null) {
            return Map.of();
        }
        var renewals = new RenewalBoard(store, mappings, outputs, workers, planning::include);
        renewals.plan(run);
        return renewals.evidence();
    }

    /** Null where nothing is handed over, or not now. */
    private @Nullable HandoffBoard handoffs(Planning planning) {
        HandoffRules rules = mappings.handoff();
        HandoffOutputs outputs = mappings.outputs().handoffs();
        return rules == null || outputs == null
                ? null
                : new HandoffBoard(store, mappings, rules, outputs, sink, planning::include);
    }

    /** While handoffs are not looked at, what stands about them stays as it is. */
    private TaskPlan tasks(
            Run run,
            Start start,
            @Nullable TaskBoard board,
            TaskPlanning plays,
            @Nullable HandoffBoard handoffs)
            throws AdapterException {
        if (board == null || handoffs == null) {
            return plays.decide(active(plays.possibleOwners()));
        }
        HandoffTasks duties = handoffs.duties(run, start, board, store.episodes(mappings.crm()));
        var possible = new TreeSet<>(plays.possibleOwners());
        possible.addAll(handoffs.possibleOwners(duties));
        Set<String> active = active(possible);
        return plays.decide(active)
                .and(
                        handoffs.decide(duties, active),
                        episode -> !HandoffTasks.isOfHandoff(episode.key()));
    }

    /** What takes past writes back: a plan like any other; causes of tasks stay as they were. */
    Undone undo(Pulled pulled, WriteScope scope) throws AdapterException {
        TaskBoard board = board();
        var undoing =
                new Undoing(store, mappings.crm(), mappings.outputs(), pulled.objects(), board);
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
                        TaskPlan.none(store.episodes(mappings.crm())),
                        new Derive(store, mappings, run.knownAt()).accounts().size(),
                        0,
                        plan.touched(mappings.outputs().object()),
                        0,
                        List.of(),
                        mappings,
                        pulled.parked(),
                        forecast(plan, run.knownAt(), calls.getAsLong()),
                        true,
                        null,
                        null),
                undoing.skipped());
    }

    /**
     * The calls that a plan takes, the row of the day included.
     *
     * @param now the CRM's clock
     * @param pulled calls made so far
     */
    Prepared.Calls forecast(Plan plan, Instant now, long pulled) {
        long write = 0;
        long readBack = 0;
        var writes = new TreeMap<String, Forecast>();
        for (List<PushGroup> groups : byObject(plan)) {
            long calls = groups.stream().mapToLong(group -> group.writes(sink)).sum();
            write += calls;
            readBack += groups.stream().mapToLong(group -> group.reads(sink)).sum();
            way(groups, calls)
                    .ifPresent(way -> writes.put(groups.getFirst().target().object(), way));
        }
        boolean some = write > 0;
        if (Beating.of(store, mappings, sink)
                .filter(each -> some || each.isFirst(now))
                .isPresent()) {
            write++;
            readBack += Beating.READS;
        }
        return new Prepared.Calls(pulled, write, readBack, writes);
    }

    private Collection<List<PushGroup>> byObject(Plan plan) {
        return PushGroup.of(plan, mappings.outputs(), sink, this::rowsBetween).stream()
                .collect(
                        Collectors.groupingBy(
                                group -> group.target().object(),
                                TreeMap::new,
                                Collectors.toList()))
                .values();
    }

    private Optional<Forecast> way(List<PushGroup> groups, long calls) {
        long records = groups.stream().mapToLong(group -> group.records().size()).sum();
        long bytes = groups.stream().mapToLong(PushGroup::bytes).sum();
        return sink.forecast(records, calls, bytes);
    }

    private long rowsBetween(String object, String first, String last) {
        return store.countHeld(new StreamKey(mappings.crm(), object), first, last);
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

    /** Null when no play opens tasks. */
    private @Nullable TaskBoard board() throws AdapterException {
        TaskOutputs tasks = Streams.tasks(mappings);
        return tasks == null
                ? null
                : new TaskBoard(
                        tasks,
                        store.held(new StreamKey(mappings.crm(), tasks.object())),
                        sink.closedStatuses(tasks.object()));
    }

    /** While the CRM shows us no task, none is opened or closed, and each cause stays as it was. */
    private boolean areTasksOut() {
        return Streams.tasks(mappings) == null && Streams.tasks(mappings.whole()) != null;
    }

    private TaskPlanning planningOfTasks(Run run, Start start, @Nullable TaskBoard board) {
        return new TaskPlanning(
                mappings.plays(),
                mappings.model(),
                board == null ? List.of() : board.tasks(),
                store.episodes(mappings.crm()),
                start,
                mappings.day(run.asOf()));
    }

    private Set<String> active(Set<String> users) throws AdapterException {
        return users.isEmpty() ? Set.of() : sink.activeUsers(users);
    }
}
