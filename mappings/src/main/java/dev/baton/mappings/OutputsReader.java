package dev.baton.mappings;

import dev.baton.core.health.ResultName;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code outputs.yaml}. */
final class OutputsReader {
    private static final String CUSTOM_FIELD = "[A-Za-z][A-Za-z0-9_]{0,74}__c";

    private static final List<String> RESULTS =
            Arrays.stream(ResultName.values()).map(ResultName::word).toList();

    private final @Nullable MappedStream accounts;
    private final Problems.InFile problems;

    private OutputsReader(@Nullable MappedStream accounts, Problems.InFile problems) {
        this.accounts = accounts;
        this.problems = problems;
    }

    /**
     * The outputs; null when something is wrong, told.
     *
     * @param accounts the stream of the accounts, null when it is not known
     */
    static @Nullable Outputs read(
            Node node, @Nullable MappedStream accounts, Problems.InFile problems) {
        Section section = Section.open(node, Shapes.OUTPUTS, problems);
        if (section == null) {
            return null;
        }
        Outputs outputs = new OutputsReader(accounts, problems).outputs(section);
        return problems.clean() ? outputs : null;
    }

    private @Nullable Outputs outputs(Section section) {
        String object = section.text("object");
        if (object != null && accounts != null && !object.equals(accounts.stream())) {
            problems.error(
                    section.at("object"),
                    "results go to " + object + ", accounts come from " + accounts.stream(),
                    "write " + accounts.stream());
        }
        var fields = new TreeMap<ResultName, String>();
        Node node = section.node("fields");
        if (node != null) {
            List<Node.Entry> entries =
                    Section.entries(node, "fields by result", "write score: FIELD__c", problems);
            entries.forEach(entry -> add(entry, fields));
            if (entries.isEmpty() && node instanceof Node.Mapping) {
                problems.error(node.at(), "no result is written", "write score: FIELD__c");
            }
        }
        Section tasks = section.section("tasks", Shapes.TASKS);
        return object == null
                ? null
                : new Outputs(
                        object,
                        fields,
                        tasks == null ? null : new TaskOutputsReader(problems).read(tasks));
    }

    private void add(Node.Entry entry, SortedMap<ResultName, String> fields) {
        Optional<ResultName> result = ResultName.named(entry.name());
        if (result.isEmpty()) {
            problems.error(
                    entry.key().at(),
                    "unknown result " + entry.name(),
                    Nearest.fix(entry.name(), RESULTS));
        }
        String field = Section.text(entry.value(), problems);
        if (field != null && fieldIsGood(field, entry, fields) && result.isPresent()) {
            fields.put(result.get(), field);
        }
    }

    private boolean fieldIsGood(
            String field, Node.Entry entry, SortedMap<ResultName, String> others) {
        if (!field.matches(CUSTOM_FIELD)) {
            problems.error(
                    entry.value().at(),
                    "found " + entry.value().words() + ", which is no custom field",
                    "name a field that ends in __c: Baton never writes a standard field");
        } else if (others.values().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(), field + " takes two results", "give each its own field");
        } else if (accounts != null
                && accounts.request().fields().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(),
                    field + " is read by a source",
                    "write to another field: Baton never reads what it wrote");
        } else {
            return true;
        }
        return false;
    }
}
