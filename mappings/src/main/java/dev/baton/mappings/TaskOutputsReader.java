package dev.baton.mappings;

import dev.baton.core.play.TaskField;
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

/** Reads the tasks of {@code outputs.yaml}. */
final class TaskOutputsReader {
    private static final String FIELD = "[A-Za-z][A-Za-z0-9_]{0,79}";
    private static final String CUSTOM_FIELD = "[A-Za-z][A-Za-z0-9_]{0,74}__c";

    private static final List<String> WORDS =
            Arrays.stream(TaskField.values()).map(TaskField::word).toList();

    private final Problems.InFile problems;

    TaskOutputsReader(Problems.InFile problems) {
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable TaskOutputs read(Section section) {
        String object = section.text("object");
        String key = section.text("key");
        if (key != null && !key.matches(CUSTOM_FIELD)) {
            problems.error(
                    section.at("key"),
                    key + " is no custom field",
                    "name the field that holds Baton's key: Baton_Key__c");
        }
        var fields = new TreeMap<TaskField, String>();
        Node node = section.node("fields");
        if (node != null) {
            Section.entries(node, "fields by what they tell", "write owner: OwnerId", problems)
                    .forEach(entry -> add(entry, fields));
            tellOfMissing(node, fields);
        }
        return object == null || key == null ? null : new TaskOutputs(object, key, fields);
    }

    private void add(Node.Entry entry, SortedMap<TaskField, String> fields) {
        Optional<TaskField> known = TaskField.named(entry.name());
        if (known.isEmpty()) {
            problems.error(
                    entry.key().at(),
                    "a task tells no " + entry.name(),
                    Nearest.fix(entry.name(), WORDS));
        }
        String field = Section.text(entry.value(), problems);
        if (field == null) {
            return;
        }
        if (!field.matches(FIELD)) {
            problems.error(entry.value().at(), field + " is no field's name", "write its API name");
        } else if (fields.values().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(), field + " is there twice", "give each its own field");
        } else {
            known.ifPresent(each -> fields.put(each, field));
        }
    }

    private void tellOfMissing(Node node, SortedMap<TaskField, String> fields) {
        for (TaskField field : TaskField.values()) {
            if (field.required() && !fields.containsKey(field) && problems.clean()) {
                problems.error(
                        node.at(), field.word() + " is missing in the tasks' fields", "add it");
            }
        }
    }
}
