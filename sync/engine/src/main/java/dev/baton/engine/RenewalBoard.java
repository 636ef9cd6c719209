package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Points;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Digests;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.ThreeWay;
import dev.baton.core.renewal.Renewal;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.RenewalOutputs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told on renewals: the health of their account as it was known when the day of a
 * mark began, under the mapping and the model of today. Like a snapshot it is written once: a field
 * that we wrote, or looked at and left empty, or in which anything stands, is never written again.
 * So nothing that comes late changes it, and neither does a close date that moves.
 */
final class RenewalBoard {
    private static final int TOGETHER = 100;

    private final StateStore store;
    private final Mappings mappings;
    private final RenewalOutputs outputs;
    private final Workers workers;
    private final Consumer<List<Change>> records;
    private final StreamKey object;
    private final RenewalDays days;

    /** By the day that the score is told of. */
    private final SortedMap<LocalDate, List<Owed>> owed = new TreeMap<>();

    private final SortedMap<String, SortedMap<String, @Nullable Object>> desired = new TreeMap<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();

    /** What is still to be told on a deal. */
    private record Owed(String deal, String account, String field) {}

    /**
     * Ready to plan.
     *
     * @param records gets the changes of each deal
     */
    RenewalBoard(
            StateStore store,
            Mappings mappings,
            RenewalOutputs outputs,
            Workers workers,
            Consumer<List<Change>> records) {
        this.store = store;
        this.mappings = mappings;
        this.outputs = outputs;
        this.workers = workers;
        this.records = records;
        this.object = new StreamKey(mappings.crm(), outputs.object());
        this.days = new RenewalDays(store, mappings, object);
    }

    /**
     * Works out what is to be told. While something that scores rest on is not given, nothing is:
     * it stays owed for as long as a late mark counts.
     */
    void plan(Run run) {
        List<LocalDate> due = mappings.isBlind() ? List.of() : days.due(run);
        if (due.isEmpty()) {
            return;
        }
        var seen = new HashSet<String>();
        for (LocalDate day : due) {
            if (days.isFresh(days.beginning(day))) {
                look(day, seen);
            }
        }
        owed.forEach(this::tell);
        settle();
        days.release(run, desired.keySet());
    }

    /** The first day on which a mark came counts. */
    private void look(LocalDate day, Set<String> seen) {
        Renewals now = renewals(days.beginning(day));
        Renewals before = renewals(days.beginning(day.minusDays(1)));
        var waiting = new ArrayList<LandedRecord>();
        var known = new HashMap<String, Renewal>();
        now.each(
                (deal, renewal) -> {
                    if (renewal.isNear(day, mappings.timeZone())) {
                        waiting.add(deal);
                        known.put(deal.id(), renewal);
                    }
                });
        for (List<LandedRecord> some : Batches.of(waiting, TOGETHER)) {
            Map<String, Set<String>> undecided = undecided(some);
            for (LandedRecord deal : some) {
                Renewal renewal = known.get(deal.id());
                String account = deal.parent();
                Set<String> fields = undecided.getOrDefault(deal.id(), Set.of());
                if (renewal != null && account != null && !fields.isEmpty()) {
                    Renewal then = before.find(deal.id()).orElse(null);
                    for (Renewal.Mark mark : renewal.marks(day, mappings.timeZone(), then)) {
                        String field = outputs.fields().get(mark.field());
                        if (field != null
                                && fields.contains(field)
                                && seen.add(deal.id() + " " + field)) {
                            owed.computeIfAbsent(mark.day(), unused -> new ArrayList<>())
                                    .add(new Owed(deal.id(), account, field));
                        }
                    }
                }
            }
        }
    }

    private Renewals renewals(Instant knownAt) {
        return new Renewals(store, mappings, outputs, knownAt);
    }

    /** The fields of ours that hold nothing and about which nothing was ever decided, by deal. */
    private Map<String, Set<String>> undecided(List<LandedRecord> deals) {
        List<String> ids = deals.stream().map(LandedRecord::id).toList();
        Map<String, Map<String, @Nullable Object>> held = store.held(object, ids);
        Map<String, Map<String, Ours>> ours = store.ours(object, ids);
        var undecided = new HashMap<String, Set<String>>();
        held.forEach(
                (deal, values) -> {
                    Set<String> fields = new HashSet<>(outputs.columns());
                    fields.removeIf(field -> values.get(field) != null);
                    fields.removeAll(ours.getOrDefault(deal, Map.of()).keySet());
                    undecided.put(deal, fields);
                });
        return undecided;
    }

    /** Of a day of which nothing was known nothing is told, and never will be. */
    private void tell(LocalDate day, List<Owed> all) {
        all.forEach(each -> want(each, null));
        Instant beginning = days.beginning(day);
        if (!days.isFresh(beginning)) {
            return;
        }
        var byAccount = new HashMap<String, List<Owed>>();
        all.forEach(
                each ->
                        byAccount
                                .computeIfAbsent(each.account(), unused -> new ArrayList<>())
                                .add(each));
        var then = new Derive(store, mappings, beginning, workers);
        var scoring = new Scoring(mappings, Rolling.of(then, mappings, beginning));
        List<CanonicalRecord> accounts =
                then.accounts().stream()
                        .filter(account -> byAccount.containsKey(account.ref().id()))
                        .toList();
        for (List<CanonicalRecord> some : Batches.of(accounts, TOGETHER)) {
            for (AccountFacts facts : then.facts(List.copyOf(some))) {
                Assessment assessment = scoring.of(facts, beginning, null).health();
                byAccount
                        .getOrDefault(assessment.account(), List.of())
                        .forEach(each -> want(each, assessment));
            }
        }
    }

    private void want(Owed each, @Nullable Assessment assessment) {
        Points score = assessment == null ? null : assessment.score();
        desired.computeIfAbsent(each.deal(), unused -> new TreeMap<>())
                .put(each.field(), score == null ? null : BigDecimal.valueOf(score.rounded()));
        if (assessment != null) {
            evidence.merge(
                    each.deal(),
                    Planning.digest(assessment),
                    (before, more) -> Digests.of(List.of(before, more)));
        }
    }

    /** An unknown score stays empty for good: that it was looked at is remembered. */
    private void settle() {
        for (List<String> some : Batches.of(List.copyOf(desired.keySet()), TOGETHER)) {
            Map<String, Map<String, @Nullable Object>> held = store.held(object, some);
            Map<String, Map<String, Ours>> ours = store.ours(object, some);
            var adopted = new LinkedHashMap<String, Map<String, Ours>>();
            for (String deal : some) {
                ThreeWay.Compared compared =
                        ThreeWay.compare(
                                object.stream(),
                                deal,
                                desired.getOrDefault(deal, new TreeMap<>()),
                                held.getOrDefault(deal, Map.of()),
                                ours.getOrDefault(deal, Map.of()));
                records.accept(compared.changes());
                if (!compared.adopted().isEmpty()) {
                    adopted.put(deal, compared.adopted());
                }
            }
            if (!adopted.isEmpty()) {
                store.own(object, adopted);
            }
        }
    }

    /** Digest of what each deal's scores were computed from, by its id. */
    Map<String, String> evidence() {
        return evidence;
    }
}
