package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.ThreeWay;
import dev.baton.core.snapshot.Keeping;
import dev.baton.core.snapshot.Period;
import dev.baton.core.snapshot.Snapshot;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.core.snapshot.SnapshotKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SnapshotOutputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots are to be taken and which to be given up. Which there are is own state, and not
 * asked of the CRM: what we wrote is held, and a snapshot that is held is never written again, so
 * that nothing that comes late changes it.
 *
 * <p>A snapshot tells what was known at its period's last instant, whenever it is taken: the
 * mapping and the model of today over the versions of then. So a push that was cut, or a row that
 * was refused, is completed with the same values. Of several periods that ended while Baton was
 * away only the last is taken, and of those that ended before our first write none: nobody watched
 * them.
 */
final class SnapshotBoard {
    private static final int TOGETHER = 100;

    private final StateStore store;
    private final Mappings mappings;
    private final SnapshotOutputs outputs;
    private final Workers workers;
    private final Consumer<List<Change>> records;
    private final StreamKey object;
    private final Scorecard scorecard;

    private final Map<Instant, Derive> pasts = new HashMap<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();

    /**
     * Ready to plan.
     *
     * @param records gets the changes of each snapshot
     */
    SnapshotBoard(
            StateStore store,
            Mappings mappings,
            SnapshotOutputs outputs,
            Workers workers,
            Consumer<List<Change>> records) {
        this.store = store;
        this.mappings = mappings;
        this.outputs = outputs;
        this.workers = workers;
        this.records = records;
        this.object = new StreamKey(mappings.crm(), outputs.object());
        this.scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
    }

    /**
     * Works out what is to be done.
     *
     * @param accounts every account that there is now
     */
    void plan(Run run, List<CanonicalRecord> accounts) {
        List<Period> due = new SnapshotPeriods(store, object, outputs).due(run.asOf());
        var refused = SnapshotRefusals.of(store, object, run.knownAt());
        if (due.isEmpty() && refused.keys().isEmpty()) {
            return;
        }
        var existing = new HashSet<String>();
        accounts.forEach(account -> existing.add(account.ref().id()));
        Keeping keeping = Keeping.at(run.asOf());
        SortedMap<Period, Set<String>> missing = refused.missing(keeping, existing);
        due.forEach(period -> missing.put(period, existing));
        missing.forEach(this::take);
        if (!due.isEmpty() || refused.isOfOld(keeping)) {
            giveUp(keeping);
        }
    }

    private void take(Period period, Set<String> these) {
        Derive then = pasts.computeIfAbsent(period.lastInstant(), this::past);
        List<CanonicalRecord> customers =
                then.accounts().stream()
                        .filter(account -> these.contains(account.ref().id()))
                        .filter(account -> existed(account, period))
                        .toList();
        for (List<CanonicalRecord> some : Batches.of(customers, TOGETHER)) {
            Set<String> there = held(some, period).keySet();
            List<CanonicalRecord> missing =
                    some.stream().filter(account -> !there.contains(key(account, period))).toList();
            if (!missing.isEmpty()) {
                take(period, then.facts(missing), held(missing, period.before()));
            }
        }
    }

    private Derive past(Instant knownAt) {
        return new Derive(store, mappings, knownAt, workers);
    }

    private static boolean existed(CanonicalRecord account, Period period) {
        Instant created = account.createdAt();
        return created == null || created.isBefore(period.over());
    }

    private static String key(CanonicalRecord account, Period period) {
        return new SnapshotKey(account.ref().id(), period).text();
    }

    private Map<String, Map<String, @Nullable Object>> held(
            List<CanonicalRecord> accounts, Period period) {
        return store.held(object, accounts.stream().map(each -> key(each, period)).toList());
    }

    private void take(
            Period period,
            List<AccountFacts> all,
            Map<String, Map<String, @Nullable Object>> before) {
        for (AccountFacts facts : all) {
            String band = band(before.get(key(facts.account(), period.before())));
            Assessment assessment =
                    scorecard.assess(facts, period.lastInstant(), Band.titled(band).orElse(null));
            if (!assessment.isEnded()) {
                add(Snapshot.of(period, facts.account(), assessment, band), assessment);
            }
        }
    }

    private @Nullable String band(@Nullable Map<String, @Nullable Object> held) {
        String field = outputs.fields().get(SnapshotField.BAND);
        return held != null && field != null && held.get(field) instanceof String band
                ? band
                : null;
    }

    private void add(Snapshot snapshot, Assessment assessment) {
        String key = snapshot.key().text();
        var changes = new ArrayList<Change>();
        changes.add(new Change(outputs.object(), key, outputs.key(), null, key));
        outputs.fields()
                .forEach(
                        (what, field) -> {
                            Object value = snapshot.values().get(what);
                            if (value != null) {
                                changes.add(new Change(outputs.object(), key, field, null, value));
                            }
                        });
        records.accept(changes);
        evidence.put(key, Planning.digest(assessment));
    }

    private void giveUp(Keeping keeping) {
        var old = new ArrayList<String>();
        store.eachHeld(
                object,
                record ->
                        SnapshotKey.of(record)
                                .filter(key -> !keeping.keeps(key))
                                .ifPresent(key -> old.add(record)));
        for (List<String> some : Batches.of(old, TOGETHER)) {
            var gone = new ArrayList<String>();
            var ours = store.ours(object, some);
            store.held(object, some)
                    .forEach(
                            (key, held) -> {
                                if (held.get(outputs.key()) == null) {
                                    gone.add(key); // deleted; a crash kept it from being forgotten
                                } else {
                                    giveUp(key, held, ours.getOrDefault(key, Map.of()));
                                }
                            });
            if (!gone.isEmpty()) {
                store.forget(object, gone);
            }
        }
    }

    /** A row that somebody changed is theirs (invariant 4), and one that we did not write, too. */
    private void giveUp(String key, Map<String, @Nullable Object> held, Map<String, Ours> ours) {
        var nothing = new TreeMap<String, @Nullable Object>();
        held.keySet().forEach(field -> nothing.put(field, null));
        ThreeWay.Compared compared = ThreeWay.compare(outputs.object(), key, nothing, held, ours);
        if (compared.conflicts().isEmpty() && ours.containsKey(outputs.key())) {
            records.accept(compared.changes());
        }
    }

    /** Digest of what each new snapshot was computed from, by key. */
    Map<String, String> evidence() {
        return evidence;
    }
}
