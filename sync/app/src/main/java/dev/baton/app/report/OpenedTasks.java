package dev.baton.app.report;

import dev.baton.app.report.PlaysReport.Closing;
import dev.baton.app.report.PlaysReport.Task;
import dev.baton.core.health.Band;
import dev.baton.core.health.ResultName;
import dev.baton.core.play.TaskField;
import dev.baton.core.play.TaskKey;
import dev.baton.engine.HeldValues;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.TaskOutputs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that Baton opened: when, by the ledger; what became of them, by the ledger for what
 * Baton closed, and by what the CRM holds for what people did.
 */
public final class OpenedTasks {
    private final StateStore store;
    private final Mappings mappings;
    private final TaskOutputs outputs;
    private final SortedMap<String, LedgerEntry> openings = new TreeMap<>();
    private final Map<String, LedgerEntry> closings = new HashMap<>();
    private final Map<String, List<LedgerEntry>> bands = new HashMap<>();

    private OpenedTasks(StateStore store, Mappings mappings, TaskOutputs outputs) {
        this.store = store;
        this.mappings = mappings;
        this.outputs = outputs;
    }

    /** As they are held now; none where the mapping opens no tasks. */
    public static List<Task> of(StateStore store, Mappings mappings) {
        TaskOutputs outputs = mappings.outputs().tasks();
        return outputs == null ? List.of() : new OpenedTasks(store, mappings, outputs).tasks();
    }

    private List<Task> tasks() {
        each(TaskField.ACCOUNT, this::opening);
        // A status is written when a task is closed, and then alone.
        each(TaskField.STATUS, write -> closings.put(write.record(), write));
        String band = mappings.outputs().fields().get(ResultName.BAND);
        if (band != null) {
            store.writes(new WriteScope.OfField(band), this::band);
        }
        Map<String, Map<String, @Nullable Object>> held =
                store.held(new StreamKey(mappings.crm(), outputs.object()));
        var keys = new TreeSet<>(openings.keySet());
        keys.addAll(held.keySet());
        var tasks = new ArrayList<Task>();
        for (String key : keys) {
            TaskKey.of(key)
                    .map(each -> task(each, held.getOrDefault(key, Map.of())))
                    .ifPresent(tasks::add);
        }
        return tasks;
    }

    private void each(TaskField field, Consumer<LedgerEntry> consumer) {
        String name = outputs.fields().get(field);
        if (name != null) {
            store.writes(
                    new WriteScope.OfField(name),
                    write -> {
                        if (write.connection().equals(mappings.crm())
                                && write.object().equals(outputs.object())) {
                            consumer.accept(write);
                        }
                    });
        }
    }

    /** What it is about is written once: when it is opened. */
    private void opening(LedgerEntry write) {
        if (write.oldValue() == null) {
            openings.putIfAbsent(write.record(), write);
        }
    }

    private void band(LedgerEntry write) {
        if (write.object().equals(mappings.outputs().object())) {
            bands.computeIfAbsent(write.record(), none -> new ArrayList<>()).add(write);
        }
    }

    /** What a state that was lost had opened is still there, since the day its cause began. */
    private Task task(TaskKey key, Map<String, @Nullable Object> values) {
        LedgerEntry opening = openings.get(key.text());
        LedgerEntry closing = closings.get(key.text());
        Instant closedAt = closing == null ? moment(values, TaskField.CLOSED_AT) : closing.at();
        return new Task(
                key.play(),
                opening == null
                        ? key.began().atStartOfDay(ZoneOffset.UTC).toInstant()
                        : opening.at(),
                closedAt,
                closing(closing != null, closedAt != null, HeldValues.isDeleted(values)),
                value(values, TaskField.OUTCOME) instanceof String word ? word : "",
                opening == null ? null : red(key, opening));
    }

    private static Closing closing(boolean byUs, boolean closed, boolean deleted) {
        if (byUs) {
            return Closing.EVIDENCE;
        }
        return closed ? Closing.PERSON : deleted ? Closing.DELETED : Closing.OPEN;
    }

    /** By the last band written before the task, or in the run that opened it. */
    private @Nullable Boolean red(TaskKey key, LedgerEntry opening) {
        Optional<Band> last = Optional.empty();
        for (LedgerEntry each : bands.getOrDefault(key.account(), List.of())) {
            if (each.seq() < opening.seq() || each.run().equals(opening.run())) {
                last = Band.titled(each.newValue());
            }
        }
        return last.filter(band -> band != Band.UNKNOWN).map(band -> band == Band.RED).orElse(null);
    }

    private @Nullable Object value(Map<String, @Nullable Object> values, TaskField field) {
        String name = outputs.fields().get(field);
        return name == null ? null : values.get(name);
    }

    private @Nullable Instant moment(Map<String, @Nullable Object> values, TaskField field) {
        return switch (value(values, field)) {
            case Instant at -> at;
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case null, default -> null;
        };
    }
}
