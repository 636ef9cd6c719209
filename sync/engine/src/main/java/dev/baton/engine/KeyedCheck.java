package dev.baton.engine;

import dev.baton.engine.OutputCheck.Misfit;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.HeartbeatOutputs;
import dev.baton.mappings.KeyedOutputs;
import dev.baton.mappings.SnapshotOutputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the org has the fields that records of our own need, and whether we may use them. */
final class KeyedCheck {
    private static final String UNSEEN = "the org has no such field, or our user may not see it";

    private KeyedCheck() {}

    static List<Misfit> misfits(String system, KeyedOutputs outputs, ObjectDescription object) {
        String where = system + "." + outputs.object();
        if (object.fields().isEmpty()) {
            return OutputCheck.unseen(where, outputs.object(), fixOfObject(outputs));
        }
        var misfits = new ArrayList<Misfit>();
        tell(misfits, where, outputs.key(), key(outputs, object), object);
        outputs.columns()
                .forEach(
                        field ->
                                tell(
                                        misfits,
                                        where,
                                        field,
                                        misfit(isRead(outputs, field), field, object),
                                        object));
        return misfits;
    }

    private static String fixOfObject(KeyedOutputs outputs) {
        return switch (outputs) {
            case TaskOutputs tasks -> "give it the rights Access Activities and Edit Tasks";
            case SnapshotOutputs snapshots ->
                    OutputCheck.PACKAGE + "; or remove `snapshots` from outputs.yaml";
            case HeartbeatOutputs heartbeat ->
                    OutputCheck.PACKAGE + "; or remove `heartbeat` from outputs.yaml";
            case HandoffOutputs handoffs ->
                    OutputCheck.PACKAGE
                            + "; or remove handoff.yaml, and `handoffs` from outputs.yaml";
        };
    }

    /** What people or the CRM write, and we only read. */
    private static boolean isRead(KeyedOutputs outputs, String field) {
        return switch (outputs) {
            case TaskOutputs tasks ->
                    tasks.fields().entrySet().stream()
                            .anyMatch(
                                    each ->
                                            each.getValue().equals(field)
                                                    && each.getKey().readOnly());
            case HandoffOutputs handoffs ->
                    handoffs.fields().entrySet().stream()
                            .anyMatch(
                                    each ->
                                            each.getValue().equals(field)
                                                    && each.getKey().readOnly());
            case SnapshotOutputs snapshots -> false;
            case HeartbeatOutputs heartbeat -> false;
        };
    }

    private static void tell(
            List<Misfit> misfits,
            String where,
            String field,
            @Nullable String misfit,
            ObjectDescription object) {
        if (misfit != null) {
            misfits.add(
                    new Misfit(
                            object.name(),
                            field,
                            Finding.error(
                                    where + "." + field, misfit, OutputCheck.fix(field, object))));
        }
    }

    /** What makes writing twice harmless has to be proved before the first write. */
    private static @Nullable String key(KeyedOutputs outputs, ObjectDescription object) {
        Optional<ObjectDescription.Field> field = object.field(outputs.key());
        if (field.isEmpty()) {
            return UNSEEN;
        }
        return field.get().lookup()
                ? null
                : "records cannot be looked up by it: it is no unique external id";
    }

    private static @Nullable String misfit(boolean isRead, String name, ObjectDescription object) {
        Optional<ObjectDescription.Field> field = object.field(name);
        if (field.isEmpty()) {
            return UNSEEN;
        }
        return isRead || field.get().updateable()
                ? null
                : "our user may read this field but not edit it";
    }
}
