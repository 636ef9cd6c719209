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
    private static final String UNSEEN = "the org has no such field, or our user may not see it";

    private TaskCheck() {}

    static List<Finding> findings(String system, Outputs outputs, ObjectDescription object) {
        TaskOutputs tasks = Objects.requireNonNull(outputs.tasks());
        String where = system + "." + tasks.object();
        if (object.fields().isEmpty()) {
            return List.of(
                    Finding.error(
                            where,
                            "our user cannot see this object",
                            "give it the rights Access Activities and Edit Tasks"));
        }
        var findings = new ArrayList<Finding>();
        tell(findings, where, tasks.key(), key(tasks, object), object);
        tasks.fields()
                .forEach(
                        (what, field) ->
                                tell(findings, where, field, misfit(what, field, object), object));
        return findings;
    }

    private static void tell(
            List<Finding> findings,
            String where,
            String field,
            @Nullable String misfit,
            ObjectDescription object) {
        if (misfit != null) {
            findings.add(
                    Finding.error(where + "." + field, misfit, OutputCheck.fix(field, object)));
        }
    }

    /** What makes writing twice harmless has to be proved before the first write. */
    private static @Nullable String key(TaskOutputs tasks, ObjectDescription object) {
        Optional<ObjectDescription.Field> field = object.field(tasks.key());
        if (field.isEmpty()) {
            return UNSEEN;
        }
        return field.get().lookup()
                ? null
                : "records cannot be looked up by it: it is no unique external id";
    }

    private static @Nullable String misfit(TaskField what, String name, ObjectDescription object) {
        Optional<ObjectDescription.Field> field = object.field(name);
        if (field.isEmpty()) {
            return UNSEEN;
        }
        return what.readOnly() || field.get().updateable()
                ? null
                : "our user may read this field but not edit it";
    }
}
