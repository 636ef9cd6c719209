package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.ResultName;
import dev.baton.core.health.Score;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Conflict;
import dev.baton.core.plan.Digests;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.PackedChanges;
import dev.baton.core.plan.Plan;
import dev.baton.core.plan.ThreeWay;
import dev.baton.core.model.Seen;
import dev.baton.core.play.Play;
import dev.baton.core.play.Situation;
import dev.baton.core.play.TaskPlanning;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Assesses accounts and keeps only what would change. What the CRM holds is looked up for a hundred
 * accounts at a time, so that a plan without changes needs no more memory for many accounts than
 * for few.
 */
final class Planning {
    private static final int TOGETHER = 100;

    /** Digests that are looked up, so that equal ones are in memory once. */
    private static final int MOST_SHARED = 10_000;

    private final Mappings mappings;
    private final Holding holding;
    private final Instant asOf;
    private final Scoring scoring;
    private final Presentation presentation;
    private final TaskPlanning tasks;
    private final @Nullable OwnAmounts amounts;
    private final Blindness blindness;
    private final Blindness blindnessOfExpansion;
    private final Blindness blindnessOfFamilies;

    private final Set<String> resting;
    private final PackedChanges.Collector changes = new PackedChanges.Collector();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final List<String> rateless = new ArrayList<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final List<AccountFacts> waiting = new ArrayList<>();
    private int accounts;
    private int unknown;

    /** What some records hold, and what we wrote there: record id → field → value. */
    interface Holding {
        Map<String, Map<String, @Nullable Object>> held(List<String> records);

        Map<String, Map<String, Ours>> ours(List<String> records);

        /** Keeps as ours what stands in records as we want it. */
        void adopt(Map<String, Map<String, Ours>> fields);
    }

    /**
     * Plans against what the CRM holds.
     *
     * @param resting records whose write was refused and is not tried again yet
     * @param tasks works out the tasks on the way
     * @param amounts null where all accounts are in one currency
     * @param rolling null where families are not told
     */
    Planning(
            Mappings mappings,
            Holding holding,
            Set<String> resting,
            TaskPlanning tasks,
            @Nullable OwnAmounts amounts,
            @Nullable Rolling rolling,
            Instant asOf) {
        this.mappings = mappings;
        this.holding = holding;
        this.resting = Set.copyOf(resting);
        this.asOf = asOf;
        this.scoring = new Scoring(mappings, rolling);
        this.tasks = tasks;
        this.amounts = amounts;
        this.blindness = blindness(mappings, Score.HEALTH, ResultName.SCORE);
        this.blindnessOfExpansion = blindness(mappings, Score.EXPANSION, ResultName.EXPANSION);
        this.blindnessOfFamilies = blindness(mappings, Score.HEALTH, ResultName.FAMILY_SCORE);
        this.presentation = new Presentation(Addresses.of(mappings));
    }

    private static Blindness blindness(Mappings mappings, Score score, ResultName written) {
        return new Blindness(written, mappings.isBlind(score), mappings.outputs().fields());
    }

    void add(AccountFacts facts) {
        waiting.add(facts);
        if (waiting.size() == TOGETHER) {
            compare();
        }
    }

    private void compare() {
        List<String> ids = waiting.stream().map(each -> each.account().ref().id()).toList();
        Map<String, Map<String, @Nullable Object>> held = holding.held(ids);
        Map<String, Map<String, Ours>> ours = holding.ours(ids);
        var adopted = new TreeMap<String, Map<String, Ours>>();
        for (AccountFacts facts : waiting) {
            String id = facts.account().ref().id();
            Map<String, Ours> mine =
                    compare(
                            facts,
                            held.getOrDefault(id, Map.of()),
                            ours.getOrDefault(id, Map.of()));
            if (!mine.isEmpty()) {
                adopted.put(id, mine);
            }
        }
        holding.adopt(adopted);
        waiting.clear();
    }

    /** Gives what is to be adopted. */
    private Map<String, Ours> compare(
            AccountFacts facts, Map<String, @Nullable Object> held, Map<String, Ours> ours) {
        Scoring.Told told = scoring.of(facts, asOf, HeldBands.of(mappings, ours));
        Assessment assessment = told.health();
        accounts += assessment.isEnded() ? 0 : 1;
        unknown += assessment.score() == null && !assessment.isEnded() ? 1 : 0;
        String nextAction = nextAction(facts, assessment);
        String id = assessment.account();
        ThreeWay.Compared compared =
                ThreeWay.compare(
                        mappings.outputs().object(),
                        id,
                        desired(facts.account(), told, nextAction, held),
                        held,
                        ours);
        conflicts.addAll(compared.conflicts());
        if (!compared.changes().isEmpty() && !resting.contains(id)) {
            changes.add(compared.changes());
            evidence.put(id, shared(digest(told)));
        }
        return compared.adopted();
    }

    /** Nobody has anything to do about an account that is judged no more. */
    private @Nullable String nextAction(AccountFacts facts, Assessment assessment) {
        if (assessment.isEnded()) {
            return null;
        }
        Optional<Seen> seen = Seen.at(asOf, facts.account(), mappings.vocabulary());
        return tasks.add(new Situation(facts.account(), seen, assessment))
                .map(Play::subject)
                .orElse(null);
    }

    private Map<String, @Nullable Object> desired(
            CanonicalRecord account,
            Scoring.Told told,
            @Nullable String nextAction,
            Map<String, @Nullable Object> is) {
        Assessment assessment = told.health();
        SortedMap<ResultName, String> fields = mappings.outputs().fields();
        Map<ResultName, @Nullable Object> results =
                presentation.results(
                        account,
                        assessment,
                        mappings.day(asOf),
                        held(is, fields.get(ResultName.SCORE)),
                        held(is, fields.get(ResultName.CHANGED_ON)),
                        nextAction);
        var desired = new LinkedHashMap<String, @Nullable Object>();
        put(blindness.told(assessment.score(), results, is), desired);
        Assessment expansion = told.expansion();
        if (expansion != null) {
            Map<ResultName, @Nullable Object> more = Presentation.expansion(expansion);
            put(blindnessOfExpansion.told(expansion.score(), more, is), desired);
        }
        if (scoring.tellsFamilies()) {
            Points score = told.family() == null ? null : told.family().score();
            put(blindnessOfFamilies.told(score, Presentation.family(score), is), desired);
        }
        if (amounts != null && !amounts.restate(account, is, desired)) {
            rateless.add(account.ref().id());
        }
        return desired;
    }

    /** As far as the mapping gives results a field. */
    private void put(
            Map<ResultName, @Nullable Object> results, Map<String, @Nullable Object> desired) {
        results.forEach(
                (name, value) -> {
                    String field = mappings.outputs().fields().get(name);
                    if (field != null) {
                        desired.put(field, value);
                    }
                });
    }

    private static @Nullable Object held(Map<String, @Nullable Object> is, @Nullable String field) {
        return field == null ? null : is.get(field);
    }

    /** Accounts about which nothing is known have the same evidence, and may be most of them. */
    private String shared(String digest) {
        if (digests.size() > MOST_SHARED) {
            return digest;
        }
        String known = digests.putIfAbsent(digest, digest);
        return known == null ? digest : known;
    }

    /** Of the records and points behind all that is told of an account. */
    private static String digest(Scoring.Told told) {
        var texts = new ArrayList<String>();
        add(told.health(), texts);
        if (told.expansion() != null) {
            add(told.expansion(), texts);
        }
        if (told.family() != null) {
            told.family().lines().forEach(line -> texts.add(line.account() + " " + line.points()));
        }
        return Digests.of(texts);
    }

    /** Of the records and points behind an assessment. */
    static String digest(Assessment assessment) {
        var texts = new ArrayList<String>();
        add(assessment, texts);
        return Digests.of(texts);
    }

    private static void add(Assessment assessment, List<String> texts) {
        texts.add(assessment.model());
        for (Line line : assessment.lines()) {
            texts.add(line.points().toString());
            if (line instanceof Line.Reason reason) {
                reason.records()
                        .forEach(
                                record -> {
                                    texts.add(record.ref().toString());
                                    texts.add(record.points().toString());
                                });
            }
        }
    }

    /** No account comes any more. */
    void end() {
        compare();
        blindness.end();
        blindnessOfExpansion.end();
        blindnessOfFamilies.end();
    }

    /** Adds what is to become of a record that is ours alone. */
    void include(List<Change> record) {
        if (!record.isEmpty() && !resting.contains(record.getFirst().key())) {
            changes.add(record);
        }
    }

    /**
     * The whole plan of all accounts added.
     *
     * @param ofOurs what is to become of tasks
     */
    Plan plan(List<Change> ofOurs) {
        ofOurs.stream().collect(Collectors.groupingBy(Change::key)).values().forEach(this::include);
        return new Plan(changes.packed(), mappings.digest(), mappings.modelDigest());
    }

    /** Accounts without a score, apart from those that are judged no more. */
    int unknown() {
        return unknown;
    }

    /** Fields that somebody else changed since we wrote them; not in the plan (invariant 4). */
    List<Conflict> conflicts() {
        return conflicts;
    }

    /** Accounts whose worth cannot be told in their record's currency; it is left as it is. */
    List<String> rateless() {
        return rateless;
    }

    Map<String, String> evidence() {
        return evidence;
    }

    /** Those that are judged no more apart. */
    int accounts() {
        return accounts;
    }
}
