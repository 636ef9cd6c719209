package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.play.HeldTask;
import dev.baton.core.play.TaskField;
import dev.baton.core.play.TaskKey;
import dev.baton.core.play.TaskPlan;
import dev.baton.mappings.TaskOutputs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of ours as the CRM holds them, and what a plan of tasks changes of them.
 *
 * @param held upsert key → field → value
 * @param closedStatuses the one to write first
 */
record TaskBoard(
        TaskOutputs outputs,
        Map<String, Map<String, @Nullable Object>> held,
        List<String> closedStatuses) {

    /** Those whose key is of our making. */
    List<HeldTask> tasks() {
        var tasks = new ArrayList<HeldTask>();
        held.forEach(
                (key, values) ->
                        TaskKey.of(key).map(each -> task(each, values)).ifPresent(tasks::add));
        return tasks;
    }

    /** The same with other values. */
    TaskBoard holding(Map<String, Map<String, @Nullable Object>> now) {
        return new TaskBoard(outputs, now, closedStatuses);
    }

    /** The tasks that a group makes anew, with the account that each is to be about. */
    static Map<TaskKey, String> openings(TaskOutputs outputs, PushGroup group) {
        String field = outputs.fields().get(TaskField.ACCOUNT);
        var openings = new LinkedHashMap<TaskKey, String>();
        group.records()
                .forEach(
                        (key, changes) -> {
                            for (Change change : changes) {
                                if (change.field().equals(field)
                                        && change.before() == null
                                        && change.after() instanceof String account) {
                                    TaskKey.of(key).ifPresent(each -> openings.put(each, account));
                                }
                            }
                        });
        return openings;
    }

    /** Keys of the open tasks of the same plays: a merge may bring any of them to any account. */
    List<String> rivals(Set<TaskKey> openings) {
        var plays = new TreeSet<String>();
        openings.forEach(each -> plays.add(each.play()));
        return tasks().stream()
                .filter(task -> task.open() && plays.contains(task.key().play()))
                .map(task -> task.key().text())
                .toList();
    }

    /** The fields that tell whether a task takes a place. */
    List<String> placeFields() {
        var fields = new ArrayList<String>();
        for (TaskField field : List.of(TaskField.ACCOUNT, TaskField.STATUS)) {
            String name = outputs.fields().get(field);
            if (name != null) {
                fields.add(name);
            }
        }
        return fields;
    }

    /** The openings whose play has an open task on the account already. */
    SortedSet<String> taken(Map<TaskKey, String> openings) {
        var places = new HashSet<Place>();
        for (HeldTask task : tasks()) {
            if (task.open()) {
                places.add(new Place(task.key().play(), task.account()));
            }
        }
        var taken = new TreeSet<String>();
        openings.forEach(
                (key, account) -> {
                    if (places.contains(new Place(key.play(), account))) {
                        taken.add(key.text());
                    }
                });
        return taken;
    }

    private record Place(String play, String account) {}

    private HeldTask task(TaskKey key, Map<String, @Nullable Object> values) {
        boolean deleted = HeldValues.isDeleted(values);
        String status = text(values, TaskField.STATUS);
        String account = text(values, TaskField.ACCOUNT);
        return new HeldTask(
                key,
                account == null ? key.account() : account,
                !deleted && !(status != null && closedStatuses.contains(status)),
                text(values, TaskField.OWNER),
                text(values, TaskField.TEXT),
                text(values, TaskField.OUTCOME),
                day(values, TaskField.SNOOZE_UNTIL),
                day(values, TaskField.CLOSED_AT));
    }

    private @Nullable Object value(Map<String, @Nullable Object> values, TaskField field) {
        String name = outputs.fields().get(field);
        return name == null ? null : values.get(name);
    }

    private @Nullable String text(Map<String, @Nullable Object> values, TaskField field) {
        return value(values, field) instanceof String text ? text : null;
    }

    private @Nullable LocalDate day(Map<String, @Nullable Object> values, TaskField field) {
        return switch (value(values, field)) {
            case LocalDate day -> day;
            case Instant moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC);
            case null, default -> null;
        };
    }

    /** What is to be written, by upsert key. */
    List<Change> changes(TaskPlan plan) {
        var changes = new ArrayList<Change>();
        for (TaskPlan.Opening opening : plan.openings()) {
            opening.values()
                    .forEach(
                            (field, value) ->
                                    change(opening.key(), field, value).ifPresent(changes::add));
        }
        for (TaskPlan.Closing closing : plan.closings()) {
            change(closing.key(), TaskField.STATUS, closedStatuses.getFirst())
                    .ifPresent(changes::add);
            if (closing.text() != null) {
                change(closing.key(), TaskField.TEXT, closing.text()).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<Change> change(TaskKey key, TaskField field, @Nullable Object after) {
        String name = outputs.fields().get(field);
        return name == null || after == null
                ? Optional.empty()
                : Optional.of(
                        new Change(
                                outputs.object(),
                                key.text(),
                                name,
                                held.getOrDefault(key.text(), new TreeMap<>()).get(name),
                                Objects.requireNonNull(after)));
    }
}
