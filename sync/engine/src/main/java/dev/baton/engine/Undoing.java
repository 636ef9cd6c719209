package dev.baton.engine;

import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffStatus;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Ours;
import dev.baton.core.play.TaskField;
import dev.baton.core.play.TaskKey;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns past writes around: what the CRM held before them becomes what it ought to hold. What
 * somebody changed since stays (invariant 4). A task that was opened is closed, for a task that
 * people have seen does not vanish, and a handoff is cancelled; a snapshot that was taken is
 * deleted, and one that was deleted is made again.
 */
final class Undoing {
    private static final String GONE = "the CRM shows us no such record any more";

    private final StateStore store;
    private final String connection;
    private final Outputs outputs;
    private final SortedMap<String, ObjectDescription> objects;
    private final @Nullable TaskBoard board;

    private final SortedMap<String, SortedMap<String, SortedMap<String, Span>>> spans =
            new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Undone.Skipped> skipped = new ArrayList<>();

    /** From the first to the last write of a field: what it held before, and what we left it at. */
    private record Span(@Nullable Object before, @Nullable Object after) {
        Span andThen(@Nullable Object later) {
            return new Span(before, later);
        }
    }

    /** What a record holds, and what of it is ours. */
    private record Kept(Map<String, @Nullable Object> held, Map<String, Ours> ours) {

        /** Why a field no longer holds what we left it at; nothing when it does. */
        Optional<String> moved(ObjectDescription description, String field, Span span) {
            Object now = held.get(field);
            Object left = HeldValues.typed(description, field, span.after());
            Ours last = ours.get(field);
            boolean asLeft = last != null && FieldValues.same(now, last.got());
            boolean lastWrite = last != null && FieldValues.same(last.sent(), left);
            if (FieldValues.same(now, left) || (asLeft && lastWrite)) {
                return Optional.empty();
            }
            return Optional.of(
                    asLeft
                            ? "Baton wrote it again since; undo that first"
                            : "somebody changed it since");
        }
    }

    /**
     * Ready to undo.
     *
     * @param outputs where the mapping writes
     * @param objects those that the mapping writes to, by name
     * @param board tasks of ours, null when the mapping opens none
     */
    Undoing(
            StateStore store,
            String connection,
            Outputs outputs,
            SortedMap<String, ObjectDescription> objects,
            @Nullable TaskBoard board) {
        this.store = store;
        this.connection = connection;
        this.outputs = outputs;
        this.objects = objects;
        this.board = board;
    }

    /** Works out what takes these writes back. */
    void undo(WriteScope scope) {
        store.writes(scope, this::remember);
        spans.forEach(
                (object, records) -> records.forEach((key, fields) -> undo(object, key, fields)));
    }

    List<Change> changes() {
        return changes;
    }

    List<Undone.Skipped> skipped() {
        return skipped;
    }

    private void remember(LedgerEntry line) {
        String field = line.field();
        if (field != null && line.connection().equals(connection)) {
            spans.computeIfAbsent(line.object(), unused -> new TreeMap<>())
                    .computeIfAbsent(line.record(), unused -> new TreeMap<>())
                    .merge(
                            field,
                            new Span(line.oldValue(), line.newValue()),
                            (first, last) -> first.andThen(last.after()));
        }
    }

    private void undo(String object, String key, SortedMap<String, Span> fields) {
        ObjectDescription description = objects.get(object);
        if (description == null) {
            skip(object, key, fields, "the mapping no longer writes " + object);
        } else if (Target.of(outputs, object).isEmpty()) {
            skip(object, key, fields, "records of " + object + " cannot be written now");
        } else if (board != null && object.equals(board.outputs().object()) && isOpening(fields)) {
            close(key, fields, board);
        } else if (!isHeartbeat(object)) {
            String keyField = Target.of(outputs, object).map(Target::key).orElse(null);
            Span whole = keyField == null ? null : fields.get(keyField);
            if (whole == null) {
                undo(description, object, key, fields);
            } else if (whole.before() == null && whole.after() != null && isHandoff(object)) {
                cancel(object, key, fields);
            } else if (whole.before() == null && whole.after() != null) {
                remove(description, object, key, fields);
            } else if (whole.before() != null && whole.after() == null) {
                remake(description, object, key, fields);
            }
        }
    }

    private boolean isHandoff(String object) {
        return outputs.handoffs() != null && outputs.handoffs().object().equals(object);
    }

    /** What people have written in does not vanish. */
    private void cancel(String object, String key, SortedMap<String, Span> fields) {
        HandoffOutputs handoffs = outputs.handoffs();
        String status = handoffs == null ? null : handoffs.fields().get(HandoffField.STATUS);
        Kept kept = kept(object, key, fields);
        if (kept != null && status != null) {
            change(object, key, status, kept.held().get(status), HandoffStatus.CANCELLED.title());
        }
    }

    /** The row of a day tells that Baton ran, and run it did. */
    private boolean isHeartbeat(String object) {
        return outputs.heartbeat() != null && outputs.heartbeat().object().equals(object);
    }

    /** What we made is deleted whole, or stays whole where somebody changed any of it. */
    private void remove(
            ObjectDescription description,
            String object,
            String key,
            SortedMap<String, Span> fields) {
        Kept kept = kept(object, key, fields);
        if (kept == null) {
            return;
        }
        Optional<String> why =
                fields.entrySet().stream()
                        .flatMap(
                                each ->
                                        kept
                                                .moved(description, each.getKey(), each.getValue())
                                                .stream())
                        .findFirst();
        if (why.isPresent()) {
            skip(object, key, fields, why.get());
        } else {
            kept.held().forEach((field, now) -> change(object, key, field, now, null));
        }
    }

    /** What a record holds; null, and told, where there is none any more. */
    private @Nullable Kept kept(String object, String key, SortedMap<String, Span> fields) {
        var stream = new StreamKey(connection, object);
        Map<String, @Nullable Object> held = store.held(stream, List.of(key)).get(key);
        if (held == null) {
            skip(object, key, fields, GONE);
            return null;
        }
        return new Kept(held, store.ours(stream, List.of(key)).getOrDefault(key, Map.of()));
    }

    /** What we deleted is made again by its key, as it was. */
    private void remake(
            ObjectDescription description,
            String object,
            String key,
            SortedMap<String, Span> fields) {
        if (store.held(new StreamKey(connection, object), List.of(key)).containsKey(key)) {
            skip(object, key, fields, "there is one again");
            return;
        }
        fields.forEach(
                (field, span) ->
                        change(
                                object,
                                key,
                                field,
                                null,
                                HeldValues.typed(description, field, span.before())));
    }

    private void change(
            String object,
            String key,
            String field,
            @Nullable Object now,
            @Nullable Object before) {
        if (!FieldValues.same(now, before)) {
            changes.add(new Change(object, key, field, now, before));
        }
    }

    private void skip(String object, String key, SortedMap<String, Span> fields, String why) {
        fields.keySet().forEach(field -> skipped.add(new Undone.Skipped(object, key, field, why)));
    }

    private boolean isOpening(SortedMap<String, Span> fields) {
        String subject = board == null ? null : board.outputs().fields().get(TaskField.SUBJECT);
        Span span = subject == null ? null : fields.get(subject);
        return span != null && span.before() == null && span.after() != null;
    }

    private void close(String key, SortedMap<String, Span> fields, TaskBoard tasks) {
        TaskOutputs outputs = tasks.outputs();
        boolean open =
                tasks.tasks().stream()
                        .anyMatch(task -> task.open() && task.key().equals(keyOf(key)));
        String status = outputs.fields().get(TaskField.STATUS);
        if (status == null || !open) {
            skip(outputs.object(), key, fields, "the task is closed or gone already");
            return;
        }
        changes.add(
                new Change(
                        outputs.object(),
                        key,
                        status,
                        tasks.held().getOrDefault(key, Map.of()).get(status),
                        tasks.closedStatuses().getFirst()));
    }

    private static @Nullable TaskKey keyOf(String key) {
        return TaskKey.of(key).orElse(null);
    }

    private void undo(
            ObjectDescription description,
            String object,
            String key,
            SortedMap<String, Span> fields) {
        Kept kept = kept(object, key, fields);
        if (kept == null) {
            return;
        }
        fields.forEach(
                (field, span) -> {
                    Object before = HeldValues.typed(description, field, span.before());
                    kept.moved(description, field, span)
                            .ifPresentOrElse(
                                    why -> skipped.add(new Undone.Skipped(object, key, field, why)),
                                    () ->
                                            change(
                                                    object,
                                                    key,
                                                    field,
                                                    kept.held().get(field),
                                                    before));
                });
    }
}
