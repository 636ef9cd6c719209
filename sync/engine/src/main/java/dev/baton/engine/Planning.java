package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Line;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.ResultName;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Digests;
import dev.baton.core.plan.Plan;
import dev.baton.core.model.Seen;
import dev.baton.core.play.Play;
import dev.baton.core.play.Situation;
import dev.baton.core.play.TaskPlanning;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assesses accounts and keeps only what would change. What the CRM holds is looked up for some
 * hundred accounts at a time, so that a plan without changes needs no more memory for many accounts
 * than for few.
 */
final class Planning {
    private static final int TOGETHER = 200;

    private final Mappings mappings;
    private final Holding holding;
    private final Instant asOf;
    private final Scorecard scorecard;
    private final Presentation presentation;
    private final TaskPlanning tasks;

    private final List<Change> changes = new ArrayList<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();
    private final List<AccountFacts> waiting = new ArrayList<>();
    private int accounts;

    /** What the CRM holds in some records: record id → field → value. */
    @FunctionalInterface
    interface Holding {
        Map<String, Map<String, @Nullable Object>> of(List<String> records);
    }

    /**
     * Plans against what the CRM holds.
     *
     * @param tasks works out the tasks on the way
     */
    Planning(Mappings mappings, Holding holding, TaskPlanning tasks, Instant asOf) {
        this.mappings = mappings;
        this.holding = holding;
        this.asOf = asOf;
        this.scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
        this.tasks = tasks;
        this.presentation = new Presentation(Addresses.of(mappings));
    }

    /** Every account. */
    void assess(Derive derive) {
        derive.each(this::add);
        compare();
    }

    private void add(AccountFacts facts) {
        accounts++;
        waiting.add(facts);
        if (waiting.size() == TOGETHER) {
            compare();
        }
    }

    private void compare() {
        Map<String, Map<String, @Nullable Object>> held =
                holding.of(waiting.stream().map(each -> each.account().ref().id()).toList());
        waiting.forEach(facts -> compare(facts, held));
        waiting.clear();
    }

    private void compare(AccountFacts facts, Map<String, Map<String, @Nullable Object>> held) {
        Assessment assessment = scorecard.assess(facts, asOf);
        String nextAction =
                tasks.add(
                                new Situation(
                                        facts.account(),
                                        Seen.at(asOf, facts.account(), mappings.vocabulary()),
                                        assessment))
                        .map(Play::subject)
                        .orElse(null);
        String id = assessment.account();
        Plan one =
                Plan.toReach(
                        mappings.outputs().object(),
                        Map.of(
                                id,
                                desired(assessment, held.getOrDefault(id, Map.of()), nextAction)),
                        held,
                        mappings.digest(),
                        mappings.modelDigest());
        if (!one.changes().isEmpty()) {
            changes.addAll(one.changes());
            evidence.put(id, digest(assessment));
        }
    }

    private Map<String, @Nullable Object> desired(
            Assessment assessment, Map<String, @Nullable Object> is, @Nullable String nextAction) {
        SortedMap<ResultName, String> fields = mappings.outputs().fields();
        Map<ResultName, @Nullable Object> results =
                presentation.results(
                        assessment,
                        LocalDate.ofInstant(asOf, ZoneOffset.UTC),
                        is.get(fields.get(ResultName.SCORE)),
                        is.get(fields.get(ResultName.CHANGED_ON)),
                        nextAction);
        var desired = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, field) -> desired.put(field, results.get(name)));
        return desired;
    }

    /** Of the records and points behind an assessment. */
    private static String digest(Assessment assessment) {
        var texts = new ArrayList<String>();
        texts.add(assessment.model());
        for (Line line : assessment.lines()) {
            texts.add(line.points().toString());
            if (line instanceof Line.Counted counted) {
                counted.records()
                        .forEach(
                                record -> {
                                    texts.add(record.ref().toString());
                                    texts.add(record.points().toString());
                                });
            }
        }
        return Digests.of(texts);
    }

    /**
     * The whole plan.
     *
     * @param ofTasks what is to become of tasks
     */
    Plan plan(List<Change> ofTasks) {
        changes.addAll(ofTasks);
        return new Plan(changes, mappings.digest(), mappings.modelDigest());
    }

    Map<String, String> evidence() {
        return evidence;
    }

    int accounts() {
        return accounts;
    }
}
