package dev.baton.engine;

import dev.baton.core.heartbeat.Heartbeat;
import dev.baton.core.heartbeat.HeartbeatField;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.HeartbeatOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row of a day in the CRM: written after a run that went to its end, since only then is known
 * what it tells; read before the next one, for a row that is not as we left it was written with a
 * state that is newer than ours.
 */
record Beating(StateStore store, Mappings mappings, Sink sink, HeartbeatOutputs outputs) {
    /** Calls that read the row, before it is written and after. */
    static final int READS = 2;

    /** Nothing where the mapping writes no heartbeat. */
    static Optional<Beating> of(StateStore store, Mappings mappings, Sink sink) {
        return Optional.ofNullable(mappings.outputs().heartbeat())
                .map(outputs -> new Beating(store, mappings, sink, outputs));
    }

    private StreamKey object() {
        return new StreamKey(mappings.crm(), outputs.object());
    }

    private Map<String, @Nullable Object> held(String day) {
        return store.held(object(), List.of(day)).getOrDefault(day, Map.of());
    }

    /** Whether the day has no row yet. */
    boolean isFirst(Instant now) {
        return held(Heartbeat.day(now).toString()).get(outputs.key()) == null;
    }

    /**
     * Refuses to go on with a state older than one that wrote to this CRM. A state that has never
     * written knows nothing that could be old.
     *
     * @param last the last sync that this state knows of
     * @throws GuardException when the CRM tells of a run that this state does not know
     */
    void requireNewest(Optional<Run> last, Instant now) throws AdapterException {
        if (last.isEmpty() || store.ledger(0, 1).isEmpty()) {
            return;
        }
        List<String> days = days(Heartbeat.day(last.get().knownAt()), Heartbeat.day(now));
        String head = Objects.requireNonNull(outputs.fields().get(HeartbeatField.LEDGER_HEAD));
        for (Map.Entry<String, Map<String, @Nullable Object>> row :
                sink.find(outputs.object(), outputs.key(), days, List.of(head)).entrySet()) {
            if (!FieldValues.same(row.getValue().get(head), held(row.getKey()).get(head))) {
                throw new GuardException(
                        "The CRM has seen a newer state than this one: its "
                                + outputs.object()
                                + " of "
                                + row.getKey()
                                + " tells of a run that is not in our ledger. Nothing was"
                                + " written. Put the newest copy of the state back; if it is lost,"
                                + " move this one away and begin with an empty one, which writes"
                                + " nothing twice and leaves what people changed. If somebody edited"
                                + " that row by hand, delete it.");
            }
        }
    }

    /** From one day to another, at most as many as one call asks for: the newest. */
    private List<String> days(LocalDate from, LocalDate to) {
        var days = new ArrayList<String>();
        for (LocalDate day = to;
                !day.isBefore(from) && days.size() < sink.findBatch();
                day = day.minusDays(1)) {
            days.add(day.toString());
        }
        return days;
    }

    /**
     * What the day's row is to become, empty when there is nothing to tell.
     *
     * @param run the one that has ended
     */
    Optional<Plan> plan(Prepared prepared, Run run, Push.Report report) {
        var beat =
                new Heartbeat(
                        run.asOf(),
                        run.knownAt(),
                        run.model(),
                        prepared.accounts() - prepared.unknown(),
                        prepared.unknown(),
                        report.written(),
                        report.failed(),
                        store.quarantine().size(),
                        store.ledgerHead());
        boolean first = isFirst(run.knownAt());
        return beat.isDue(first) ? Optional.of(plan(beat, first)) : Optional.empty();
    }

    private Plan plan(Heartbeat beat, boolean first) {
        Map<String, @Nullable Object> held = held(beat.key());
        var before = new EnumMap<HeartbeatField, @Nullable Object>(HeartbeatField.class);
        outputs.fields().forEach((what, field) -> before.put(what, held.get(field)));
        Map<HeartbeatField, Object> values = beat.values(before);
        var changes = new ArrayList<Change>();
        if (first) {
            changes.add(change(beat, outputs.key(), null, beat.key()));
        }
        outputs.fields()
                .forEach(
                        (what, field) -> {
                            Object value = values.get(what);
                            if (!FieldValues.same(held.get(field), value)) {
                                changes.add(change(beat, field, held.get(field), value));
                            }
                        });
        return new Plan(changes, mappings.digest(), mappings.modelDigest());
    }

    private Change change(
            Heartbeat beat, String field, @Nullable Object before, @Nullable Object after) {
        return new Change(outputs.object(), beat.key(), field, before, after);
    }
}
