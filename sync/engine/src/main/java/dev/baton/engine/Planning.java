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

/** Assesses accounts one by one and keeps only what would change. */
final class Planning {
    private final Mappings mappings;
    private final Map<String, Map<String, @Nullable Object>> held;
    private final Instant asOf;
    private final Scorecard scorecard;
    private final Presentation presentation;
    private final TaskPlanning tasks;

    private final List<Change> changes = new ArrayList<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();
    private int accounts;

    /**
     * Plans against what the CRM holds.
     *
     * @param held record id → field → value
     * @param tasks works out the tasks on the way
     */
    Planning(
            Mappings mappings,
            Map<String, Map<String, @Nullable Object>> held,
            TaskPlanning tasks,
            Instant asOf) {
        this.mappings = mappings;
        this.held = held;
        this.asOf = asOf;
        this.scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
        this.tasks = tasks;
        this.presentation = new Presentation(Addresses.of(mappings));
    }

    void add(AccountFacts facts) {
        accounts++;
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
                        Map.of(id, desired(assessment, nextAction)),
                        held,
                        mappings.digest(),
                        mappings.modelDigest());
        if (!one.changes().isEmpty()) {
            changes.addAll(one.changes());
            evidence.put(id, digest(assessment));
        }
    }

    private Map<String, @Nullable Object> desired(
            Assessment assessment, @Nullable String nextAction) {
        SortedMap<ResultName, String> fields = mappings.outputs().fields();
        Map<String, @Nullable Object> is = held.getOrDefault(assessment.account(), Map.of());
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
