package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;

import dev.baton.core.plan.Brake;
import dev.baton.core.plan.FieldValues;

import dev.baton.core.health.ResultName;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One cycle: pull, derive, plan; then, if it is wanted, push. Everything up to the plan writes
 * nothing to a CRM.
 *
 * @param sources by connection
 * @param sink of the connection that holds the accounts
 * @param callsMade requests sent to all systems since they were opened
 */
public record Cycle(
        StateStore store,
        Mappings mappings,
        SortedMap<String, Source> sources,
        Sink sink,
        PersonalData personal,
        LongSupplier callsMade) {

    /**
     * Calls to all systems.
     *
     * @param pull made for pulling and planning
     * @param write foreseen for the plan
     * @param readBack foreseen for reading its records back
     */
    public record Calls(long pull, long write, long readBack) {}

    /**
     * A plan and what it was made of.
     *
     * @param evidence digest of what each touched record's values were computed from
     * @param accounts how many accounts were assessed
     * @param parked records quarantined on the way
     */
    public record Prepared(
            Run run,
            Plan plan,
            Map<String, String> evidence,
            int accounts,
            int parked,
            Calls calls) {}

    /**
     * Pulls, derives and plans.
     *
     * @param wanted the as-of instant, null for the CRM server's clock
     * @throws UnfitException when the org lacks what results need
     */
    public Prepared prepare(@Nullable Instant wanted) throws AdapterException {
        long callsBefore = callsMade.getAsLong();
        Source crm = source(mappings.crm());
        Instant now = crm.serverTime();
        Instant asOf = wanted == null ? now : wanted;
        checkInstant(asOf, now);
        ObjectDescription object = sink.describe(mappings.outputs().object());
        checkOutputs(object);
        Run run = begin(asOf, now);
        try {
            new Push(store, sink, mappings.crm(), run).recover();
            int parked = pull(object, now);
            return plan(run, parked, callsBefore);
        } catch (AdapterException | RuntimeException e) {
            store.update(run.in(Run.State.FAILED));
            throw e;
        }
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

    private void checkOutputs(ObjectDescription object) {
        List<Finding> findings = OutputCheck.findings(mappings.outputs(), object);
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

    private int pull(ObjectDescription object, Instant now) throws AdapterException {
        var pull = new Pull(store, personal, new HeldValues(object));
        int parked = 0;
        for (Stream stream : Streams.of(mappings)) {
            parked += pull.run(stream, source(stream.key().connection()), now);
        }
        return parked;
    }

    private Prepared plan(Run run, int parkedByPull, long callsBefore) {
        var object = new StreamKey(mappings.crm(), mappings.outputs().object());
        var planning = new Planning(mappings, records -> store.held(object, records), run.asOf());
        var derive = new Derive(store, mappings, run.knownAt());
        derive.each(planning::add);
        int parkedByDerive = Quarantining.settle(store, mappings, derive);
        Plan plan = planning.plan();
        Run planned = run.planned(plan.hash());
        store.update(planned);
        return new Prepared(
                planned,
                plan,
                planning.evidence(),
                planning.accounts(),
                parkedByPull + parkedByDerive,
                calls(plan, callsMade.getAsLong() - callsBefore));
    }

    private Calls calls(Plan plan, long pulled) {
        int touched = plan.touched();
        return new Calls(
                pulled,
                Batches.count(touched, sink.updateBatch()),
                Batches.count(touched, sink.retrieveBatch()));
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
     * The names of the accounts that a plan touches, by id; accounts without a name are left out.
     */
    public SortedMap<String, String> names(Prepared prepared) {
        var names = new TreeMap<String, String>();
        for (CanonicalRecord account :
                new Derive(store, mappings, prepared.run().knownAt()).accounts()) {
            String name = account.text("name");
            if (name != null && prepared.evidence().containsKey(account.ref().id())) {
                names.put(account.ref().id(), name);
            }
        }
        return names;
    }

    /** What a push came to; {@code cut} says why it ended early, null when it did not. */
    public record Pushed(Run run, int written, int failed, @Nullable AdapterException cut) {}

    /**
     * Writes the prepared plan, exactly.
     *
     * @param brake how many accounts may change band
     * @throws GuardException when the brake holds it; nothing was written then
     */
    public Pushed push(Prepared prepared, Brake brake) throws AdapterException {
        Plan plan = prepared.plan();
        brakeHolds(prepared, brake);
        Run run = prepared.run().planned(plan.hash());
        try {
            Push.Report report =
                    new Push(store, sink, mappings.crm(), run).carryOut(plan, prepared.evidence());
            boolean whole = report.failed() == 0 && report.cut() == null && prepared.parked() == 0;
            Run done =
                    run.ended(
                            whole ? Run.State.DONE : Run.State.PARTIAL,
                            report.written(),
                            report.failed());
            store.update(done);
            return new Pushed(done, report.written(), report.failed(), report.cut());
        } catch (AdapterException | RuntimeException e) {
            store.update(run.in(Run.State.FAILED));
            throw e;
        }
    }

    private void brakeHolds(Prepared prepared, Brake brake) {
        List<Change> bands =
                Brake.bandChanges(
                        prepared.plan(), mappings.outputs().fields().get(ResultName.BAND));
        long limit = brake.limit(prepared.accounts());
        if (bands.size() > limit) {
            throw new GuardException(
                    bands.size()
                            + " of "
                            + prepared.accounts()
                            + " accounts would change band, at most "
                            + limit
                            + " may in one run. Nothing was written. Look at"
                            + " `plan`; if it is right, raise brake.max_band_changes for one run.");
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
                prepared.accounts(),
                prepared.parked(),
                calls(older, prepared.calls().pull()));
    }

    private void unchanged(Plan older) {
        if (!older.mappings().equals(mappings.digest())
                || !older.model().equals(mappings.modelDigest())) {
            throw new GuardException(
                    "the plan was made with another mapping or model. Nothing was written; make a new plan and look at it.");
        }
        Map<String, Map<String, @Nullable Object>> held =
                store.held(new StreamKey(mappings.crm(), mappings.outputs().object()));
        List<Change> moved =
                older.changes().stream()
                        .filter(
                                change ->
                                        !FieldValues.same(
                                                held.getOrDefault(change.key(), Map.of())
                                                        .get(change.field()),
                                                change.before()))
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
}
