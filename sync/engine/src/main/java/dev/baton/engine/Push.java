package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Sink;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out exactly the plan that was shown. Every intent is stored before the first send
 * (invariant 1), every outcome a record; then the records are read back, so that we believe what
 * the CRM holds and not what we sent.
 */
final class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    /** Sends of a record whose refusal may pass by itself, such as a row lock. */
    private static final int TRIES = 4;

    private final StateStore store;
    private final Sink sink;
    private final String connection;
    private final Outputs outputs;
    private final Run run;
    private final BooleanSupplier stopping;

    private final List<String> reached = new ArrayList<>();
    private int written;
    private int failed;

    Push(
            StateStore store,
            Sink sink,
            String connection,
            Outputs outputs,
            Run run,
            BooleanSupplier stopping) {
        this.store = store;
        this.sink = sink;
        this.connection = connection;
        this.outputs = outputs;
        this.run = run;
        this.stopping = stopping;
    }

    /**
     * What a push came to.
     *
     * @param written records that the CRM took
     * @param failed records it refused, or whose fate is unknown
     * @param cut why the push ended early, null when it went to its end
     */
    record Report(int written, int failed, @Nullable AdapterException cut) {}

    /**
     * Writes the plan.
     *
     * @param evidence digest of what a record's values were computed from, by record id
     */
    Report carryOut(Plan plan, Map<String, String> evidence) throws AdapterException {
        AdapterException cut = null;
        store.intend(run, intents(plan, evidence));
        for (String object : plan.byRecord().keySet()) {
            Target target =
                    Target.of(outputs, object)
                            .orElseThrow(() -> new IllegalStateException("no output " + object));
            sink.budget().doing(Budget.Work.WRITE);
            cut = cut == null ? push(target, requests(plan, object)) : cut;
            readBack(target, plan);
        }
        return new Report(written, failed, cut);
    }

    private List<Intent> intents(Plan plan, Map<String, String> evidence) {
        var intents = new ArrayList<Intent>();
        plan.byRecord()
                .forEach(
                        (object, records) ->
                                records.forEach(
                                        (record, changes) ->
                                                intents.add(
                                                        intent(
                                                                object,
                                                                record,
                                                                changes,
                                                                evidence.getOrDefault(
                                                                        record, "")))));
        return intents;
    }

    private Intent intent(String object, String record, List<Change> changes, String evidence) {
        var fields = new LinkedHashMap<String, Intent.Change>();
        changes.forEach(
                change ->
                        fields.put(
                                change.field(),
                                new Intent.Change(change.before(), change.after())));
        return new Intent(connection, object, record, fields, evidence);
    }

    private static List<WriteRequest> requests(Plan plan, String object) {
        return plan.after(object).entrySet().stream()
                .map(entry -> new WriteRequest(entry.getKey(), entry.getValue()))
                .toList();
    }

    private @Nullable AdapterException push(Target target, List<WriteRequest> requests)
            throws AdapterException {
        List<WriteRequest> left = requests;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            var again = new ArrayList<WriteRequest>();
            for (List<WriteRequest> batch : Batches.of(left, sink.updateBatch())) {
                if (stopping.getAsBoolean()) {
                    return stopped();
                }
                try {
                    again.addAll(send(target, batch, attempt < TRIES));
                } catch (AdapterException e) {
                    if (e.category() != Category.OUTCOME_UNKNOWN) {
                        return e;
                    }
                    LOG.warn(
                            "a write of {} records went unanswered; reading them back",
                            batch.size());
                    batch.forEach(request -> reached.add(request.id()));
                }
            }
            left = again;
        }
        return null;
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
    private List<WriteRequest> send(Target target, List<WriteRequest> batch, boolean mayTryAgain)
            throws AdapterException {
        String object = target.object();
        List<WriteResult> results = target.write(sink, batch);
        var again = new ArrayList<WriteRequest>();
        var outcomes = new LinkedHashMap<String, Outcome>();
        var parked = new ArrayList<Parked>();
        for (int i = 0; i < batch.size(); i++) {
            switch (results.get(i)) {
                case WriteResult.Accepted accepted ->
                        outcomes.put(accepted.id(), new Outcome.Accepted());
                case WriteResult.Refused refused when refused.retryable() && mayTryAgain ->
                        again.add(batch.get(i));
                case WriteResult.Refused refused -> {
                    outcomes.put(refused.id(), new Outcome.Refused(refused.code()));
                    parked.add(
                            new Parked(
                                    quarantine(object),
                                    refused.id(),
                                    reason(refused),
                                    run.knownAt()));
                }
            }
        }
        settle(object, outcomes, parked);
        return again;
    }

    /** Apart from the stream that the object is read as. */
    private StreamKey quarantine(String object) {
        return new StreamKey(connection, object + " (write)");
    }

    private static String reason(WriteResult.Refused refused) {
        String fields =
                refused.fields().isEmpty() ? "" : " on " + String.join(", ", refused.fields());
        return refused.code() + fields + ": " + refused.hint();
    }

    private void settle(String object, Map<String, Outcome> outcomes, List<Parked> parked) {
        List<String> accepted =
                outcomes.keySet().stream()
                        .filter(id -> outcomes.get(id) instanceof Outcome.Accepted)
                        .toList();
        store.settle(run, connection, object, outcomes);
        store.park(parked);
        store.release(quarantine(object), accepted);
        reached.addAll(accepted);
        written += accepted.size();
        failed += parked.size();
    }

    /** Believes what the records hold now; settles those that went unanswered. */
    private void readBack(Target target, Plan plan) throws AdapterException {
        sink.budget().doing(Budget.Work.READ_BACK);
        String object = target.object();
        Map<String, Map<String, @Nullable Object>> wanted = plan.after(object);
        for (List<String> ids : Batches.of(reached, target.readBatch(sink))) {
            var fields = new TreeSet<String>();
            ids.forEach(id -> fields.addAll(wanted.getOrDefault(id, Map.of()).keySet()));
            Map<String, Map<String, @Nullable Object>> holds =
                    target.read(sink, ids, List.copyOf(fields));
            believe(object, wanted, holds);
        }
        reached.clear();
    }

    private List<Intent> open(String object) {
        return store.unsettled(connection).stream()
                .filter(intent -> intent.object().equals(object))
                .toList();
    }

    /**
     * Reads back what an earlier run left open, before anything is compared: a lost answer must not
     * be taken for a no.
     */
    void recover() throws AdapterException {
        sink.budget().doing(Budget.Work.READ_BACK);
        var objects = new TreeMap<String, List<Intent>>();
        store.unsettled(connection)
                .forEach(
                        intent ->
                                objects.computeIfAbsent(
                                                intent.object(), unused -> new ArrayList<>())
                                        .add(intent));
        for (Map.Entry<String, List<Intent>> entry : objects.entrySet()) {
            Optional<Target> target = Target.of(outputs, entry.getKey());
            if (target.isPresent()) {
                recover(target.get(), entry.getValue());
            } else {
                LOG.warn(
                        "the fate of {} writes to {} stays unknown: the mapping no longer writes there",
                        entry.getValue().size(),
                        entry.getKey());
            }
        }
    }

    private void recover(Target target, List<Intent> intents) throws AdapterException {
        String object = target.object();
        for (List<Intent> batch : Batches.of(intents, target.readBatch(sink))) {
            var fields = new TreeSet<String>();
            batch.forEach(intent -> fields.addAll(intent.changes().keySet()));
            List<String> ids = batch.stream().map(Intent::record).toList();
            Map<String, Map<String, @Nullable Object>> holds =
                    target.read(sink, ids, List.copyOf(fields));
            store.settle(run, connection, object, Settling.ofAll(batch, holds).outcomes());
            store.hold(new StreamKey(connection, object), holds);
        }
    }

    private void believe(
            String object,
            Map<String, Map<String, @Nullable Object>> wanted,
            Map<String, Map<String, @Nullable Object>> holds) {
        Settling settling = Settling.of(open(object), holds);
        store.settle(run, connection, object, settling.outcomes());
        store.hold(new StreamKey(connection, object), holds);
        written += settling.written();
        failed += settling.notWritten();
        long bent =
                holds.keySet().stream()
                        .filter(
                                id ->
                                        Settling.differs(
                                                wanted.getOrDefault(id, Map.of()),
                                                holds.getOrDefault(id, Map.of())))
                        .count();
        if (bent > settling.notWritten()) {
            LOG.warn(
                    "{} records hold other values than were written: the org's own automation changes them",
                    bent);
        }
    }
}
