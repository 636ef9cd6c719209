package dev.baton.engine;

import dev.baton.core.play.TaskField;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the org has the fields that tasks need, and whether we may use them. */
final class TaskCheck {
    private TaskCheck() {}

    static List<Finding> findings(Outputs outputs, ObjectDescription object) {
        TaskOutputs tasks = Objects.requireNonNull(outputs.tasks());
        if (object.fields().isEmpty()) {
            return List.of(
                    Finding.error(
                            tasks.object(),
                            "our user cannot see this object",
                            "give it the rights Access Activities and Edit Tasks"));
        }
        var findings = new ArrayList<Finding>();
        key(tasks, object).ifPresent(findings::add);
        tasks.fields()
                .forEach(
                        (what, field) ->
                                misfit(tasks, what, field, object).ifPresent(findings::add));
        return findings;
    }

    /** What makes writing twice harmless has to be proved before the first write. */
    private static Optional<Finding> key(TaskOutputs tasks, ObjectDescription object) {
        String what =
                object.field(tasks.key())
                        .map(field -> field.lookup() ? null : "records cannot be looked up by it")
                        .orElse(
                                object.field(tasks.key()).isPresent()
                                        ? null
                                        : "the org has no such field, or our user may not see it");
        return told(tasks, tasks.key(), what);
    }

    private static Optional<Finding> misfit(
            TaskOutputs tasks, TaskField what, String name, ObjectDescription object) {
        Optional<ObjectDescription.Field> field = object.field(name);
        if (field.isEmpty()) {
            return told(tasks, name, "the org has no such field, or our user may not see it");
        }
        return told(
                tasks,
                name,
                what.readOnly() || field.get().updateable()
                        ? null
                        : "our user may read this field but not edit it");
    }

    private static Optional<Finding> told(TaskOutputs tasks, String field, @Nullable String what) {
        return Optional.ofNullable(what)
                .map(
                        each ->
                                Finding.error(
                                        tasks.object() + "." + field, each, OutputCheck.PACKAGE));
    }
}
