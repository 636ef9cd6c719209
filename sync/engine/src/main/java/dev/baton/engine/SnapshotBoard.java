package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.ThreeWay;
import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Keeping;
import dev.baton.core.snapshot.Period;
import dev.baton.core.snapshot.Snapshot;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.core.snapshot.SnapshotKey;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SnapshotOutputs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots are to be taken and which to be given up. Which there are is own state, and not
 * asked of the CRM: what we wrote is held, and a snapshot that is held is never written again, so
 * that nothing that comes late changes it.
 *
 * <p>A snapshot tells what was known at its period's last instant, whenever it is taken: the
 * mapping and the model of today over the versions of then. So a push that was cut is completed
 * with the same values. Of several periods that ended while Baton was away only the last is taken,
 * and of those that ended before our first write none: nobody watched them.
 */
final class SnapshotBoard {
    private static final int TOGETHER = 100;

    /** What is remembered of a grain, beside the snapshots: no key of ours is called so. */
    private static final String TAKEN = "(taken)";

    private final StateStore store;
    private final Mappings mappings;
    private final SnapshotOutputs outputs;
    private final Workers workers;
    private final StreamKey object;

    private final List<Change> changes = new ArrayList<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();

    SnapshotBoard(StateStore store, Mappings mappings, SnapshotOutputs outputs, Workers workers) {
        this.store = store;
        this.mappings = mappings;
        this.outputs = outputs;
        this.workers = workers;
        this.object = new StreamKey(mappings.crm(), outputs.object());
    }

    /**
     * Works out what is to be done.
     *
     * @param accounts every account that there is now
     */
    void plan(Instant asOf, List<CanonicalRecord> accounts) {
        List<Period> due =
                Arrays.stream(Grain.values())
                        .map(grain -> Period.lastOver(grain, asOf))
                        .filter(this::isDue)
                        .toList();
        if (!due.isEmpty()) {
            var existing = new HashSet<String>();
            accounts.forEach(account -> existing.add(account.ref().id()));
            due.forEach(period -> take(period, existing));
            giveUp(Keeping.at(asOf));
        }
    }

    /** Nobody looked when no line of ours is older than its end, and once is enough. */
    private boolean isDue(Period period) {
        Object taken =
                store.held(object, List.of(marker(period.grain())))
                        .getOrDefault(marker(period.grain()), Map.of())
                        .get(TAKEN);
        List<LedgerEntry> first = store.ledger(0, 1);
        return !first.isEmpty()
                && first.getFirst().at().isBefore(period.over())
                && !(taken instanceof String day && !LocalDate.parse(day).isBefore(period.end()));
    }

    private static String marker(Grain grain) {
        return "(" + grain + ")";
    }

    /** Notes that all is done that was due: what is refused later or undone does not come back. */
    static void taken(StateStore store, Mappings mappings, Instant asOf) {
        SnapshotOutputs outputs = mappings.outputs().snapshots();
        if (outputs == null) {
            return;
        }
        var markers = new TreeMap<String, Map<String, @Nullable Object>>();
        for (Grain grain : Grain.values()) {
            String end = Period.lastOver(grain, asOf).end().toString();
            markers.put(marker(grain), Map.of(TAKEN, end));
        }
        store.hold(new StreamKey(mappings.crm(), outputs.object()), markers);
    }

    private void take(Period period, Set<String> existing) {
        var then = new Derive(store, mappings, period.lastInstant(), workers);
        var scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
        List<CanonicalRecord> customers =
                then.accounts().stream()
                        .filter(account -> existing.contains(account.ref().id()))
                        .filter(account -> existed(account, period))
                        .toList();
        for (List<CanonicalRecord> some : Batches.of(customers, TOGETHER)) {
            Map<String, Map<String, @Nullable Object>> before = held(some, period.before());
            Set<String> there = held(some, period).keySet();
            List<CanonicalRecord> missing =
                    some.stream().filter(account -> !there.contains(key(account, period))).toList();
            for (AccountFacts facts :
                    missing.isEmpty() ? List.<AccountFacts>of() : then.facts(missing)) {
                Assessment assessment = scorecard.assess(facts, period.lastInstant());
                String band = band(before.get(key(facts.account(), period.before())));
                add(Snapshot.of(period, facts.account(), assessment, band), assessment);
            }
        }
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

    private @Nullable String band(@Nullable Map<String, @Nullable Object> held) {
        String field = outputs.fields().get(SnapshotField.BAND);
        return held != null && field != null && held.get(field) instanceof String band
                ? band
                : null;
    }

    private void add(Snapshot snapshot, Assessment assessment) {
        String key = snapshot.key().text();
        changes.add(new Change(outputs.object(), key, outputs.key(), null, key));
        outputs.fields()
                .forEach(
                        (what, field) -> {
                            Object value = snapshot.values().get(what);
                            if (value != null) {
                                changes.add(new Change(outputs.object(), key, field, null, value));
                            }
                        });
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
            changes.addAll(compared.changes());
        }
    }

    List<Change> changes() {
        return changes;
    }

    /** Digest of what each new snapshot was computed from, by key. */
    Map<String, String> evidence() {
        return evidence;
    }
}
