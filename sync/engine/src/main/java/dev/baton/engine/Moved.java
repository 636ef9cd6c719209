package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.FieldValues;
import dev.baton.core.play.TaskKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.MassReader;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks once more, right before a write, for records that are no longer as the plan found them
 * (invariant 4).
 */
record Moved(StateStore store, Sink sink, String connection, Outputs outputs) {

    /** Those of a group; what they hold now is remembered. */
    SortedSet<String> of(PushGroup group, WritePermit permit) throws AdapterException {
        SortedSet<String> moved = taken(group);
        var keys = List.copyOf(group.records().keySet());
        new Looks(sink, group, permit)
                .each(keys, group.fields(keys), some -> look(group, some, moved));
        return moved;
    }

    private void look(PushGroup group, MassReader.Some some, SortedSet<String> moved) {
        var edited = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (String key : some.ids()) {
            // What is gone holds nothing: a task's upsert would make it anew.
            Map<String, @Nullable Object> held = some.holds().getOrDefault(key, Map.of());
            if (isMoved(group.records().get(key), held)) {
                moved.add(key);
                if (some.holds().containsKey(key)) {
                    edited.put(key, held);
                }
            }
        }
        if (!edited.isEmpty()) {
            store.hold(new StreamKey(connection, group.target().object()), edited);
        }
    }

    private static boolean isMoved(
            @Nullable List<Change> changes, Map<String, @Nullable Object> now) {
        return changes != null
                && changes.stream()
                        .anyMatch(
                                change ->
                                        !FieldValues.same(
                                                change.before(), now.get(change.field())));
    }

    /** Tasks to open whose place is taken by now: accounts were merged since the pull. */
    private SortedSet<String> taken(PushGroup group) throws AdapterException {
        TaskOutputs tasks = outputs.tasks();
        if (tasks == null || !group.target().object().equals(tasks.object())) {
            return new TreeSet<>();
        }
        Map<TaskKey, String> openings = TaskBoard.openings(tasks, group);
        if (openings.isEmpty()) {
            return new TreeSet<>();
        }
        var object = new StreamKey(connection, tasks.object());
        var board = new TaskBoard(tasks, store.held(object), sink.closedStatuses(tasks.object()));
        var now = new TreeMap<String, Map<String, @Nullable Object>>();
        List<String> fields = board.placeFields();
        for (List<String> keys :
                Batches.of(board.rivals(openings.keySet()), group.target().readBatch(sink))) {
            now.putAll(group.target().read(sink, keys, fields));
        }
        return board.holding(now).taken(openings);
    }
}
