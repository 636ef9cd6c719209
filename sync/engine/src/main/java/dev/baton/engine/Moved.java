package dev.baton.engine;

import dev.baton.core.plan.FieldValues;
import dev.baton.core.play.TaskKey;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.SnapshotOutputs;
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
 *
 * @param run the one that learns it
 */
record Moved(StateStore store, Sink sink, String connection, Outputs outputs, Run run) {

    /**
     * What became of records since the plan.
     *
     * @param moved somebody changed them: what they hold now is remembered
     * @param gone were to be deleted and are not there any more, their account deleted say: so be
     *     it
     */
    record Since(SortedSet<String> moved, SortedSet<String> gone) {
        boolean isToldOf(String key) {
            return moved.contains(key) || gone.contains(key);
        }
    }

    Since of(PushGroup group, WritePermit permit) throws AdapterException {
        var since = new Since(taken(group), new TreeSet<>());
        var keys = List.copyOf(group.records().keySet());
        new Looks(sink, group, permit)
                .each(keys, group.fields(keys), some -> look(group, some, since));
        return since;
    }

    private void look(PushGroup group, MassReader.Some some, Since since) {
        SortedSet<String> gone = settleGone(group.target(), some);
        since.gone().addAll(gone);
        var edited = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (String key : some.ids()) {
            // What is gone holds nothing: a task's upsert would make it anew.
            Map<String, @Nullable Object> held = some.holds().getOrDefault(key, Map.of());
            if (!gone.contains(key) && isMoved(group, key, held)) {
                since.moved().add(key);
                if (some.holds().containsKey(key)) {
                    edited.put(key, held);
                }
            }
        }
        if (!edited.isEmpty()) {
            store.hold(new StreamKey(connection, group.target().object()), edited);
        }
    }

    private SortedSet<String> settleGone(Target target, MassReader.Some some) {
        var gone = new TreeSet<String>();
        if (target.removes()) {
            gone.addAll(some.ids());
            gone.removeAll(some.holds().keySet());
            var outcomes = new LinkedHashMap<String, Outcome>();
            gone.forEach(key -> outcomes.put(key, new Outcome.ReadBack(true)));
            store.settle(run, connection, target.object(), outcomes);
            store.forget(new StreamKey(connection, target.object()), gone);
        }
        return gone;
    }

    private boolean isMoved(PushGroup group, String key, Map<String, @Nullable Object> now) {
        String master = group.target().removes() ? master(group.target()) : null;
        return group.records().getOrDefault(key, List.of()).stream()
                .filter(change -> !change.field().equals(master))
                .anyMatch(change -> !FieldValues.same(change.before(), now.get(change.field())));
    }

    /** An account that is merged into another takes its snapshots along: nobody edited them. */
    private @Nullable String master(Target target) {
        SnapshotOutputs snapshots = outputs.snapshots();
        return snapshots != null && snapshots.object().equals(target.object())
                ? snapshots.fields().get(SnapshotField.ACCOUNT)
                : null;
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
