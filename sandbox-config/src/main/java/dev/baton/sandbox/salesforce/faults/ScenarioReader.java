package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.salesforce.bulk.JobFate;
import dev.baton.sandbox.salesforce.bulk.JobState;
import dev.baton.sandbox.salesforce.faults.Scenario.CallFault;
import dev.baton.sandbox.salesforce.faults.Scenario.Fault;
import dev.baton.sandbox.salesforce.faults.Scenario.JobFault;
import dev.baton.sandbox.salesforce.faults.Scenario.Limits;
import dev.baton.sandbox.salesforce.faults.Scenario.LockedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML, or JSON, which is YAML too, to a scenario. The grammar is in scenarios/README.md. */
public final class ScenarioReader {
    private static final int MAX_LENGTH = 1 << 20;
    private static final Set<String> TURNS = Set.of("fault", "after", "every", "times");

    private ScenarioReader() {}

    /**
     * Reads a scenario.
     *
     * @throws ScenarioException for the first thing that is wrong with it
     */
    public static Scenario read(String yaml) throws ScenarioException {
        YamlEntries file = new YamlEntries(root(yaml), "a scenario");
        file.allow(Set.of("name", "limits", "faults"));
        List<Fault> faults = new ArrayList<>();
        for (Node node : file.list("faults")) {
            faults.add(fault(new YamlEntries(node, "a fault")));
        }
        String name = file.optional("name");
        return new Scenario(name == null ? "" : name, limits(file.node("limits")), faults);
    }

    private static Node root(String yaml) throws ScenarioException {
        LoadSettings settings =
                LoadSettings.builder()
                        .setAllowRecursiveKeys(false)
                        .setMaxAliasesForCollections(0)
                        .setCodePointLimit(MAX_LENGTH)
                        .build();
        try {
            return new Compose(settings)
                    .composeString(yaml)
                    .orElseThrow(() -> new ScenarioException(1, "the scenario is empty"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new ScenarioException(line, "this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ScenarioException(1, "this is no YAML: " + e.getMessage());
        }
    }

    private static Limits limits(Optional<Node> node) throws ScenarioException {
        if (node.isEmpty()) {
            return Limits.USUAL;
        }
        YamlEntries limits = new YamlEntries(node.get(), "limits");
        limits.allow(Set.of("calls_a_day", "calls_used", "bulk_page_records"));
        return new Limits(
                limits.has("calls_a_day") ? (Integer) limits.number("calls_a_day", 1, 1) : null,
                limits.number("calls_used", 0, 0),
                limits.has("bulk_page_records")
                        ? (Integer) limits.number("bulk_page_records", 1, 1)
                        : null);
    }

    private static Fault fault(YamlEntries entries) throws ScenarioException {
        String kind = entries.text("fault");
        return switch (kind) {
            case "locked-rows" -> lockedRows(entries);
            case "validation-rule" -> RuleReader.read(entries, turns(entries, Turns.ALWAYS));
            case "bulk-job" -> job(entries);
            default -> call(entries, kind);
        };
    }

    private static Turns turns(YamlEntries entries, int times) throws ScenarioException {
        return new Turns(
                entries.number("after", 0, 0),
                entries.number("every", 1, 1),
                entries.times("times", times));
    }

    private static void allow(YamlEntries entries, String... more) throws ScenarioException {
        Set<String> known = new TreeSet<>(TURNS);
        known.addAll(Arrays.asList(more));
        entries.allow(known);
    }

    private static Fault call(YamlEntries entries, String kind) throws ScenarioException {
        CallEffect effect = CallEffects.of(kind, entries);
        List<String> known = new ArrayList<>(List.of("on", "method", "path"));
        known.addAll(CallEffects.keys(kind));
        allow(entries, known.toArray(String[]::new));
        String on = entries.optional("on");
        Operation operation =
                Operation.named(on == null ? "any" : on)
                        .orElseThrow(
                                () ->
                                        new ScenarioException(
                                                entries.line("on"),
                                                "on must be one of " + Operation.words()));
        return new CallFault(
                kind,
                entries.line(),
                turns(entries, 1),
                operation,
                entries.optional("method"),
                entries.optional("path"),
                effect);
    }

    private static LockedRows lockedRows(YamlEntries entries) throws ScenarioException {
        allow(entries, "object", "ids", "refusals");
        List<String> ids = entries.texts("ids");
        return new LockedRows(
                entries.line(),
                turns(entries, Turns.ALWAYS),
                entries.optional("object"),
                ids,
                entries.times("refusals", 1));
    }

    private static JobFault job(YamlEntries entries) throws ScenarioException {
        allow(entries, "jobs", "object", "hold", "polls", "end", "rows", "message");
        String jobs = entries.text("jobs");
        if (!jobs.equals("query") && !jobs.equals("ingest")) {
            throw new ScenarioException(entries.line("jobs"), "jobs must be query or ingest");
        }
        JobState held =
                state(
                        entries,
                        "hold",
                        JobState.IN_PROGRESS,
                        JobState.UPLOAD_COMPLETE,
                        JobState.IN_PROGRESS);
        int polls = entries.times("polls", entries.has("hold") ? Turns.ALWAYS : 0);
        return new JobFault(
                entries.line(),
                turns(entries, 1),
                jobs.equals("query"),
                entries.optional("object"),
                new JobFate(held, polls, ending(entries)));
    }

    private static JobFate.@Nullable Ending ending(YamlEntries entries) throws ScenarioException {
        if (!entries.has("end")) {
            return null;
        }
        JobState state = state(entries, "end", JobState.FAILED, JobState.FAILED, JobState.ABORTED);
        String message = entries.optional("message");
        return new JobFate.Ending(
                state,
                entries.number("rows", 0, 0),
                message == null ? "InternalServerError : Unknown error" : message);
    }

    private static JobState state(
            YamlEntries entries, String name, JobState absent, JobState... allowed)
            throws ScenarioException {
        String word = entries.optional(name);
        if (word == null) {
            return absent;
        }
        return Arrays.stream(allowed)
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ScenarioException(
                                        entries.line(name),
                                        name
                                                + " must be one of "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(allowed)
                                                                .map(JobState::word)
                                                                .toList())));
    }
}
