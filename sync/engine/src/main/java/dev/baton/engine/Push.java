package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoredJob;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.MassWriter;
import dev.baton.port.Sink;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out exactly the plan that was shown. Every intent is stored before the first send
 * (invariant 1), every outcome a record. Records are looked at once more right before they are
 * written, so that an edit made since the pull stays (invariant 4), and read back after, so that we
 * believe what the CRM holds and not what we sent.
 */
final class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    /** Sends of a record whose refusal may pass by itself, such as a row lock. */
    private static final int TRIES = 4;

    /** Records whose outcome is stored at once. */
    private static final int TOGETHER = 2_000;

    private final StateStore store;
    private final Sink sink;
    private final Controls controls;
    private final String connection;
    private final Outputs outputs;
    private final Run run;

    private final List<String> reached = new ArrayList<>();
    private final TreeSet<String> unanswered = new TreeSet<>();
    private int written;
    private int failed;
    private int refused;

    Push(
            StateStore store,
            Sink sink,
            Controls controls,
            String connection,
            Outputs outputs,
            Run run) {
        this.store = store;
        this.sink = sink;
        this.controls = controls;
        this.connection = connection;
        this.outputs = outputs;
        this.run = run;
    }

    /**
     * What a push came to.
     *
     * @param written records that the CRM took
     * @param failed records it refused, that changed since the plan, or whose fate is unknown
     */
    record Report(int written, int failed, PushEnd end) {}

    /**
     * Writes the plan.
     *
     * @param evidence digest of what a record's values were computed from, by record id
     */
    Report carryOut(Plan plan, Map<String, String> evidence) throws AdapterException {
        store.intend(run, intents(plan, evidence));
        List<PushGroup> groups = PushGroup.of(plan, outputs, sink, this::rowsBetween);
        PushEnd end = new PushEnd.Whole();
        for (int i = 0; i < groups.size() && end instanceof PushEnd.Whole; i++) {
            end = carryOut(groups.get(i));
            if (i == 0 && groups.size() > 1 && end instanceof PushEnd.Whole) {
                end = canary(groups.getFirst().records().size());
            }
        }
        return new Report(written, failed, end);
    }

    private long rowsBetween(String object, String first, String last) {
        return store.countHeld(new StreamKey(connection, object), first, last);
    }

    /**
     * What refuses most of the first batch will refuse the rest, too, or is not what we take it
     * for.
     */
    private PushEnd canary(int sent) {
        return 2 * refused <= sent
                ? new PushEnd.Whole()
                : new PushEnd.Stopped(
                        "of the first "
                                + sent
                                + " records "
                                + refused
                                + " were refused; nothing else was tried. `baton quarantine`"
                                + " tells why; mend it and run again");
    }

    private PushEnd carryOut(PushGroup group) throws AdapterException {
        sink.budget().doing(Budget.Work.WRITE);
        List<WriteRequest> requests;
        try {
            requests = asPlanned(group);
        } catch (AdapterException e) {
            return new PushEnd.Cut(e);
        }
        PushEnd end = push(group, requests);
        readBack(group);
        return end;
    }

    private List<Intent> intents(Plan plan, Map<String, String> evidence) {
        return new MadeList<>(plan.records(), changes -> intent(List.copyOf(changes), evidence));
    }

    private Intent intent(List<Change> changes, Map<String, String> evidence) {
        var fields = new LinkedHashMap<String, Intent.Change>();
        changes.forEach(
                change ->
                        fields.put(
                                change.field(),
                                new Intent.Change(change.before(), change.after())));
        String record = changes.getFirst().key();
        return new Intent(
                connection,
                changes.getFirst().object(),
                record,
                fields,
                evidence.getOrDefault(record, ""));
    }

    /** Leaves out what somebody changed since the plan was made; the next plan will tell. */
    private List<WriteRequest> asPlanned(PushGroup group) throws AdapterException {
        Moved.Since since =
                new Moved(store, sink, connection, outputs, run)
                        .of(group, new Permit(store, controls));
        withhold(group.target().object(), since.moved());
        return group.requests(
                group.records().keySet().stream().filter(each -> !since.isToldOf(each)).toList());
    }

    private void withhold(String object, SortedSet<String> records) {
        if (records.isEmpty()) {
            return;
        }
        var outcomes = new LinkedHashMap<String, Outcome>();
        records.forEach(record -> outcomes.put(record, new Outcome.Withheld()));
        store.settle(run, connection, object, outcomes);
        failed += records.size();
        LOG.warn(
                "{} records of {} changed since the plan was made and were not written",
                records.size(),
                object);
    }

    private PushEnd push(PushGroup group, List<WriteRequest> requests) {
        Optional<PushEnd> end = Optional.empty();
        List<WriteRequest> left = requests;
        for (int attempt = 1; !left.isEmpty() && end.isEmpty(); attempt++) {
            // By name: of a job that the org does not take, all of them are tried again.
            var again = new ArrayList<String>();
            WriteWay way = way(group, left.size());
            for (List<WriteRequest> batch : Batches.of(left, way.most())) {
                if (end.isEmpty()) {
                    end = attempt(way, batch, attempt < TRIES, again);
                }
            }
            left = group.requests(again);
            if (!left.isEmpty() && end.isEmpty()) {
                end = wait(attempt + 1);
            }
        }
        return end.orElse(new PushEnd.Whole());
    }

    /** What is left for another try is too little for a job most of the time. */
    private WriteWay way(PushGroup group, int records) {
        MassWriter mass = group.mass();
        return mass == null || !mass.isWorth(records)
                ? new WriteWay.Batchwise(group.target(), sink)
                : new WriteWay.ByJob(group.target(), mass, job(group.target().object()));
    }

    private StoredJob job(String object) {
        return new StoredJob(store, new StreamKey(connection, object));
    }

    /**
     * Sends one batch, unless we have no leave to (any more).
     *
     * @param again gets what is worth another try
     * @return what ends the push, empty if it goes on
     */
    private Optional<PushEnd> attempt(
            WriteWay way, List<WriteRequest> batch, boolean mayTryAgain, List<String> again) {
        var permit = new Permit(store, controls);
        try {
            if (permit.holds()) {
                again.addAll(send(way, batch, permit, mayTryAgain));
            }
            return permit.end();
        } catch (AdapterException e) {
            if (e.category() != Category.OUTCOME_UNKNOWN) {
                return permit.end().or(() -> Optional.of(new PushEnd.Cut(e)));
            }
            LOG.warn("a write of {} records went unanswered; reading them back", batch.size());
            batch.forEach(request -> reached.add(request.id()));
            batch.forEach(request -> unanswered.add(request.id()));
            return Optional.empty();
        }
    }

    /** Lets a lock pass, instead of meeting it again at once. */
    private Optional<PushEnd> wait(int next) {
        try {
            controls.backoff().before(next);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new PushEnd.Cut(stopped()));
        }
    }

    /** Whoever runs us wants to end: what is done stands, the next run goes on from there. */
    static AdapterException stopped() {
        return new AdapterException(
                Category.UNAVAILABLE,
                "stopped",
                "stopped on request; the next run goes on from here",
                null);
    }

    /** Sends one batch; gives back what is worth another try. */
    private List<String> send(
            WriteWay way, List<WriteRequest> batch, Permit permit, boolean mayTryAgain)
            throws AdapterException {
        String object = way.target().object();
        List<WriteResult> results = way.write(batch, permit);
        var again = new ArrayList<String>();
        for (int from = 0; from < batch.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, batch.size());
            again.addAll(
                    settle(
                            object,
                            batch.subList(from, to),
                            results.subList(from, to),
                            mayTryAgain));
        }
        return again;
    }

    /** Gives back what is worth another try. */
    private List<String> settle(
            String object,
            List<WriteRequest> batch,
            List<WriteResult> results,
            boolean mayTryAgain) {
        var again = new ArrayList<String>();
        var outcomes = new LinkedHashMap<String, Outcome>();
        var parked = new ArrayList<Parked>();
        for (int i = 0; i < batch.size(); i++) {
            switch (results.get(i)) {
                case WriteResult.Accepted accepted ->
                        outcomes.put(accepted.id(), new Outcome.Accepted());
                case WriteResult.Refused refused when refused.retryable() && mayTryAgain ->
                        again.add(refused.id());
                case WriteResult.Refused refused -> {
                    outcomes.put(refused.id(), new Outcome.Refused(refused.code()));
                    parked.add(parked(object, refused));
                }
            }
        }
        settle(object, outcomes, parked);
        return again;
    }

    /** What may pass by itself is tried again by the next run; the rest waits a day or a person. */
    private Parked parked(String object, WriteResult.Refused refused) {
        String fields =
                refused.fields().isEmpty() ? "" : " on " + String.join(", ", refused.fields());
        return new Parked(
                Quarantining.writes(connection, object),
                refused.id(),
                refused.code() + fields + ": " + refused.hint(),
                run.knownAt(),
                refused.retryable() ? run.knownAt() : run.knownAt().plus(Quarantining.REST));
    }

    private void settle(String object, Map<String, Outcome> outcomes, List<Parked> parked) {
        List<String> accepted =
                outcomes.keySet().stream()
                        .filter(id -> outcomes.get(id) instanceof Outcome.Accepted)
                        .toList();
        store.settle(run, connection, object, outcomes);
        store.park(parked);
        store.release(Quarantining.writes(connection, object), accepted);
        reached.addAll(accepted);
        written += accepted.size();
        failed += parked.size();
        refused += parked.size();
    }

    /** Believes what the records hold now; settles those that went unanswered. */
    private void readBack(PushGroup group) throws AdapterException {
        sink.budget().doing(Budget.Work.READ_BACK);
        Sink.Editor editor = sink.editor(group.target().object());
        new Looks(sink, group, this::isOurs)
                .each(
                        reached,
                        ReadBack.asked(editor, group.fields(reached)),
                        some -> believe(group, ReadBack.of(group.target(), editor, some)));
        reached.clear();
        unanswered.clear();
    }

    /** What was written is read back also when no more may be written. */
    private boolean isOurs() {
        store.fence();
        return true;
    }

    private List<Intent> open(String object, Collection<String> records) {
        var doubtful = new TreeSet<>(unanswered);
        doubtful.retainAll(records);
        return doubtful.isEmpty()
                ? List.of()
                : store.unsettled(new StreamKey(connection, object), doubtful);
    }

    /** Settles what an earlier run left open. */
    void recover() throws AdapterException {
        new Recovery(store, sink, connection, outputs, run).settle();
    }

    private void believe(PushGroup group, ReadBack readBack) {
        String object = group.target().object();
        Map<String, Map<String, @Nullable Object>> holds = readBack.holds();
        List<Intent> unsettled = open(object, holds.keySet());
        Settling settling = Settling.of(unsettled, holds);
        store.settle(run, connection, object, settling.outcomes());
        store.hold(new StreamKey(connection, object), holds);
        store.own(new StreamKey(connection, object), Settling.arrived(unsettled, readBack));
        written += settling.written();
        failed += settling.notWritten();
        var accepted = new LinkedHashMap<>(holds);
        accepted.keySet().removeAll(settling.outcomes().keySet());
        accepted.keySet().removeAll(readBack.edited());
        own(group, accepted);
        if (!readBack.gone().isEmpty()) {
            store.forget(new StreamKey(connection, object), readBack.gone());
        }
    }

    /**
     * What the org bent is ours all the same: nobody edited it, and sent again it would be again.
     */
    private void own(PushGroup group, Map<String, Map<String, @Nullable Object>> accepted) {
        var bent = new LinkedHashMap<String, Map<String, Ours>>();
        accepted.forEach(
                (key, held) -> {
                    var ours = new LinkedHashMap<String, Ours>();
                    group.wanted(key)
                            .forEach(
                                    (field, sent) -> {
                                        Object got = held.get(field);
                                        if (!FieldValues.same(sent, got)) {
                                            ours.put(field, new Ours(sent, got));
                                        }
                                    });
                    if (!ours.isEmpty()) {
                        bent.put(key, ours);
                    }
                });
        if (!bent.isEmpty()) {
            store.own(new StreamKey(connection, group.target().object()), bent);
            LOG.warn(
                    "{} records hold other values than were written: the org's own automation changes them",
                    bent.size());
        }
    }
}
