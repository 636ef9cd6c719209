package dev.baton.engine;

import dev.baton.core.handoff.Assigning;
import dev.baton.core.handoff.Gap;
import dev.baton.core.handoff.Handoff;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffKey;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.handoff.HandoffStatus;
import dev.baton.core.handoff.HandoffTasks;
import dev.baton.core.handoff.HandoffText;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Conflict;
import dev.baton.core.plan.Digests;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.ThreeWay;
import dev.baton.core.play.Episode;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.play.TaskPlanning.Start;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.DealOutputs;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of handoffs: rows of our own by our key, and a few fields of their deals. What
 * people write in a row is read with it, and what they filled is never written again (invariant 4).
 */
final class HandoffBoard {
    private static final int TOGETHER = 100;

    private final StateStore store;
    private final Mappings mappings;
    private final HandoffRules rules;
    private final HandoffOutputs outputs;
    private final Sink sink;
    private final Consumer<List<Change>> records;
    private final StreamKey object;

    private final List<Handoff> all = new ArrayList<>();
    private final SortedMap<String, String> owners = new TreeMap<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    /**
     * Ready to plan.
     *
     * @param sink tells which users are active
     * @param records gets the changes of each row and of each deal
     */
    HandoffBoard(
            StateStore store,
            Mappings mappings,
            HandoffRules rules,
            HandoffOutputs outputs,
            Sink sink,
            Consumer<List<Change>> records) {
        this.store = store;
        this.mappings = mappings;
        this.rules = rules;
        this.outputs = outputs;
        this.sink = sink;
        this.records = records;
        this.object = new StreamKey(mappings.crm(), outputs.object());
    }

    /** Works out what is to be done; once. */
    void plan(Run run, Derive derive) throws AdapterException {
        var handoffs = new Handoffs(store, mappings, rules, outputs, derive, run.asOf());
        all.addAll(handoffs.all());
        owners.putAll(owners(all));
        for (List<Handoff> some : Batches.of(all, TOGETHER)) {
            rows(handoffs, some);
            onDeals(some);
        }
        cancel(handoffs);
    }

    /** What there is to do about the handoffs that were planned. */
    HandoffTasks duties(Run run, Start start, TaskBoard board, List<Episode> episodes) {
        return new HandoffTasks(
                board.tasks(),
                episodes,
                start,
                mappings.day(run.asOf()),
                rules.assignment().lead());
    }

    SortedSet<String> possibleOwners(HandoffTasks duties) {
        return duties.possibleOwners(all, owners);
    }

    TaskPlan decide(HandoffTasks duties, Set<String> active) {
        return duties.decide(all, owners, active);
    }

    private SortedMap<String, String> owners(List<Handoff> all) throws AdapterException {
        if (!outputs.fields().containsKey(HandoffField.OWNER)) {
            return new TreeMap<>();
        }
        var assigning = new Assigning(all, rules.assignment().lead());
        SortedSet<String> possible = assigning.possible();
        return possible.isEmpty() ? new TreeMap<>() : assigning.decide(sink.activeUsers(possible));
    }

    private void rows(Handoffs handoffs, List<Handoff> some) {
        List<String> keys = some.stream().map(HandoffBoard::key).toList();
        Map<String, Map<String, Ours>> ours = store.ours(object, keys);
        var adopted = new LinkedHashMap<String, Map<String, Ours>>();
        for (Handoff handoff : some) {
            String key = key(handoff);
            Map<String, Ours> mine = ours.getOrDefault(key, Map.of());
            Map<String, @Nullable Object> row = handoffs.row(handoff.deal()).orElse(null);
            SortedMap<String, @Nullable Object> desired = desired(handoffs, handoff, mine);
            String owner = owners.get(handoff.deal());
            if (owner != null) {
                put(HandoffField.OWNER, owner, desired);
            }
            evidence.put(key, digest(handoff));
            if (row == null) {
                records.accept(made(key, desired));
            } else {
                ThreeWay.Compared compared =
                        ThreeWay.compare(outputs.object(), key, desired, row, mine);
                records.accept(compared.changes());
                conflicts.addAll(compared.conflicts());
                if (!compared.adopted().isEmpty()) {
                    adopted.put(key, compared.adopted());
                }
            }
        }
        own(object, adopted);
    }

    private static String key(Handoff handoff) {
        return new HandoffKey(handoff.deal()).text();
    }

    /** What a person emptied again after we had filled it stays empty. */
    private SortedMap<String, @Nullable Object> desired(
            Handoffs handoffs, Handoff handoff, Map<String, Ours> ours) {
        var desired = new TreeMap<String, @Nullable Object>();
        HandoffText.values(handoff).forEach((what, value) -> put(what, value, desired));
        HandoffText.fills(handoff, handoffs.held(handoff.deal()))
                .forEach(
                        (what, text) -> {
                            String field = outputs.fields().get(what);
                            if (field != null && !ours.containsKey(field)) {
                                desired.put(field, text);
                            }
                        });
        return desired;
    }

    private void put(
            HandoffField what,
            @Nullable Object value,
            SortedMap<String, @Nullable Object> desired) {
        String field = outputs.fields().get(what);
        if (field != null) {
            desired.put(field, value);
        }
    }

    private List<Change> made(String key, SortedMap<String, @Nullable Object> desired) {
        var changes = new ArrayList<Change>();
        changes.add(new Change(outputs.object(), key, outputs.key(), null, key));
        desired.forEach(
                (field, value) -> {
                    if (value != null) {
                        changes.add(new Change(outputs.object(), key, field, null, value));
                    }
                });
        return changes;
    }

    /** A deal that the org locks is refused alone, and its handoff goes on. */
    private void onDeals(List<Handoff> some) {
        DealOutputs deals = outputs.deal();
        if (deals == null) {
            return;
        }
        var deal = new StreamKey(mappings.crm(), deals.object());
        List<String> ids = some.stream().map(Handoff::deal).toList();
        Map<String, Map<String, @Nullable Object>> held = store.held(deal, ids);
        Map<String, Map<String, Ours>> ours = store.ours(deal, ids);
        var adopted = new LinkedHashMap<String, Map<String, Ours>>();
        for (Handoff handoff : some) {
            var desired = new TreeMap<String, @Nullable Object>();
            HandoffText.ofDeal(handoff)
                    .forEach(
                            (what, value) -> {
                                String field = deals.fields().get(what);
                                if (field != null) {
                                    desired.put(field, value);
                                }
                            });
            ThreeWay.Compared compared =
                    ThreeWay.compare(
                            deals.object(),
                            handoff.deal(),
                            desired,
                            held.getOrDefault(handoff.deal(), Map.of()),
                            ours.getOrDefault(handoff.deal(), Map.of()));
            records.accept(compared.changes());
            conflicts.addAll(compared.conflicts());
            evidence.put(handoff.deal(), digest(handoff));
            if (!compared.adopted().isEmpty()) {
                adopted.put(handoff.deal(), compared.adopted());
            }
        }
        own(deal, adopted);
    }

    private void own(StreamKey records, Map<String, Map<String, Ours>> adopted) {
        if (!adopted.isEmpty()) {
            store.own(records, adopted);
        }
    }

    /** A handoff whose deal is gone tells nothing but that. */
    private void cancel(Handoffs handoffs) {
        var found = new HashSet<String>();
        all.forEach(each -> found.add(each.deal()));
        Set<String> gone = handoffs.gone(found);
        List<String> keys = gone.stream().map(deal -> new HandoffKey(deal).text()).toList();
        Map<String, Map<String, Ours>> ours = store.ours(object, keys);
        for (String deal : gone) {
            String key = new HandoffKey(deal).text();
            var desired = new TreeMap<String, @Nullable Object>();
            put(HandoffField.STATUS, HandoffStatus.CANCELLED.title(), desired);
            ThreeWay.Compared compared =
                    ThreeWay.compare(
                            outputs.object(),
                            key,
                            desired,
                            handoffs.row(deal).orElse(Map.of()),
                            ours.getOrDefault(key, Map.of()));
            records.accept(compared.changes());
            conflicts.addAll(compared.conflicts());
            evidence.put(key, Digests.of(List.of("the deal is gone")));
        }
    }

    private static String digest(Handoff handoff) {
        var texts = new ArrayList<String>();
        texts.add(handoff.deal());
        texts.add(handoff.status().title());
        handoff.completeness().gaps().stream().map(Gap::item).forEach(texts::add);
        return Digests.of(texts);
    }

    /** Digest of what each row and each deal's fields were computed from, by key. */
    Map<String, String> evidence() {
        return evidence;
    }

    /** Lists what people changed in fields of ours; gives how many records that are. */
    int settleConflicts(Run run) {
        int found = settle(outputs.object(), run);
        DealOutputs deals = outputs.deal();
        return deals == null ? found : found + settle(deals.object(), run);
    }

    private int settle(String of, Run run) {
        return Quarantining.settle(
                store,
                new StreamKey(mappings.crm(), of),
                null,
                conflicts.stream().filter(each -> each.object().equals(of)).toList(),
                run.knownAt());
    }
}
