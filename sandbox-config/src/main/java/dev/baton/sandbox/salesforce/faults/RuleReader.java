package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.salesforce.faults.Scenario.Comparison;
import dev.baton.sandbox.salesforce.faults.Scenario.Condition;
import dev.baton.sandbox.salesforce.faults.Scenario.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a validation rule of a scenario. */
final class RuleReader {
    private static final Map<String, Comparison> COMPARISONS = new LinkedHashMap<>();

    static {
        COMPARISONS.put("is", Comparison.IS);
        COMPARISONS.put("is_not", Comparison.IS_NOT);
        COMPARISONS.put("below", Comparison.BELOW);
        COMPARISONS.put("above", Comparison.ABOVE);
        COMPARISONS.put("empty", Comparison.EMPTY);
        COMPARISONS.put("changed", Comparison.CHANGED);
    }

    private RuleReader() {}

    static ValidationRule read(YamlEntries entries, Turns turns) throws ScenarioException {
        entries.allow(
                Set.of(
                        "fault",
                        "after",
                        "every",
                        "times",
                        "object",
                        "when",
                        "message",
                        "location"));
        List<Condition> conditions = new ArrayList<>();
        for (Node node : entries.list("when")) {
            conditions.add(condition(new YamlEntries(node, "a condition")));
        }
        if (conditions.isEmpty()) {
            throw new ScenarioException(
                    entries.line(), "add when, a list of conditions such as {field: Type, is: X}");
        }
        return new ValidationRule(
                entries.line(),
                turns,
                entries.text("object"),
                conditions,
                entries.text("message"),
                entries.optional("location"));
    }

    private static Condition condition(YamlEntries entries) throws ScenarioException {
        List<String> given = COMPARISONS.keySet().stream().filter(entries::has).toList();
        if (given.size() != 1) {
            throw new ScenarioException(
                    entries.line(),
                    "a condition has a field and one of "
                            + String.join(", ", COMPARISONS.keySet()));
        }
        String word = given.getFirst();
        entries.allow(Set.of("field", word));
        Comparison comparison = COMPARISONS.getOrDefault(word, Comparison.IS);
        String value = entries.text(word);
        boolean flag = comparison == Comparison.EMPTY || comparison == Comparison.CHANGED;
        if (flag && !value.equals("true") && !value.equals("false")) {
            throw new ScenarioException(entries.line(word), word + " must be true or false");
        }
        return new Condition(entries.line(), entries.text("field"), comparison, value);
    }
}
