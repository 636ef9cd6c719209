package dev.baton.mappings;

import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.port.Withheld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the outputs the part of them that can still be written while some fields are not given.
 *
 * @param whole the mapping with all of it
 * @param silent types of which no account's records can be told
 * @param vocabulary with the fields hidden of which nothing can be told
 * @param stops what rests on each field; grows
 */
record OutputsNarrowing(
        Mappings whole,
        Hidden hidden,
        NavigableSet<RecordType> silent,
        Vocabulary vocabulary,
        SortedMap<String, NavigableSet<String>> stops) {

    /** What of it can be written, less what rests on fields that nobody can tell. */
    Outputs outputs(Outputs outputs) {
        var fields = new TreeMap<>(outputs.fields());
        fields.values().removeAll(hidden.written(outputs.object()));
        outputs.fields()
                .forEach(
                        (result, field) -> {
                            if (!fields.containsKey(result)) {
                                stopWriting(outputs.object(), field, result.word());
                            }
                        });
        return new Outputs(
                outputs.object(),
                fields,
                outputs.tasks() == null ? null : tasks(outputs.tasks()),
                outputs.snapshots() == null ? null : snapshots(outputs.snapshots()),
                outputs.heartbeat() == null ? null : heartbeat(outputs.heartbeat()),
                outputs.renewals() == null ? null : renewals(outputs.renewals()),
                outputs.handoffs() == null ? null : handoffs(outputs.handoffs()));
    }

    /** Who cannot see what people wrote, or what a gap rests on, takes answers for gaps. */
    private @Nullable HandoffOutputs handoffs(HandoffOutputs handoffs) {
        HandoffRules rules = whole.handoff();
        List<String> needed =
                handoffs.fields().entrySet().stream()
                        .filter(each -> each.getKey().required() || each.getKey().human())
                        .map(Map.Entry::getValue)
                        .toList();
        if (isLost(handoffs, needed, "handoffs") || rules == null || isBlind(rules)) {
            return null;
        }
        var fields = new TreeMap<>(handoffs.fields());
        fields.values().removeAll(hidden.written(handoffs.object()));
        handoffs.fields()
                .forEach(
                        (what, field) -> {
                            if (!fields.containsKey(what)) {
                                stopWriting(handoffs.object(), field, what.word());
                            }
                        });
        DealOutputs deal = handoffs.deal();
        return new HandoffOutputs(
                handoffs.object(), handoffs.key(), fields, deal == null ? null : deal(deal));
    }

    private boolean isBlind(HandoffRules rules) {
        boolean blind = false;
        for (RecordType type : rules.types()) {
            boolean lost =
                    silent.contains(type)
                            || rules.fields(type).stream()
                                    .anyMatch(field -> vocabulary.isHidden(type, field));
            if (lost) {
                blind = true;
                stops.values()
                        .forEach(
                                stopped -> {
                                    if (stopped.stream()
                                            .anyMatch(each -> each.startsWith(type.word() + "."))) {
                                        stopped.add("handoffs");
                                    }
                                });
            }
        }
        return blind;
    }

    private @Nullable DealOutputs deal(DealOutputs deal) {
        SortedSet<String> lost = hidden.written(deal.object());
        var fields = new TreeMap<>(deal.fields());
        fields.values().removeIf(field -> lost.contains(Withheld.ALL) || lost.contains(field));
        deal.fields()
                .forEach(
                        (what, field) -> {
                            if (!fields.containsKey(what)) {
                                stopWriting(
                                        deal.object(),
                                        lost.contains(Withheld.ALL) ? Withheld.ALL : field,
                                        what.word());
                            }
                        });
        return fields.isEmpty() ? null : new DealOutputs(deal.object(), fields);
    }

    private @Nullable RenewalOutputs renewals(RenewalOutputs renewals) {
        SortedSet<String> lost = hidden.written(renewals.object());
        if (lost.contains(Withheld.ALL)) {
            stopWriting(renewals.object(), Withheld.ALL, "renewals");
            return null;
        }
        var fields = new TreeMap<>(renewals.fields());
        fields.values().removeAll(lost);
        renewals.fields()
                .forEach(
                        (what, field) -> {
                            if (!fields.containsKey(what)) {
                                stopWriting(renewals.object(), field, what.word());
                            }
                        });
        return fields.isEmpty()
                ? null
                : new RenewalOutputs(renewals.object(), renewals.who(), fields);
    }

    /** A snapshot is never written again: one that lacks a field would lack it for ever. */
    private @Nullable SnapshotOutputs snapshots(SnapshotOutputs snapshots) {
        return isLost(snapshots, snapshots.columns(), "snapshots") ? null : snapshots;
    }

    /** Whether the state is the newest is told by one field alone. */
    private @Nullable HeartbeatOutputs heartbeat(HeartbeatOutputs heartbeat) {
        List<String> needed =
                heartbeat.fields().entrySet().stream()
                        .filter(each -> each.getKey().required())
                        .map(Map.Entry::getValue)
                        .toList();
        if (isLost(heartbeat, needed, "the row of the day")) {
            return null;
        }
        var fields = new TreeMap<>(heartbeat.fields());
        fields.values().removeAll(hidden.written(heartbeat.object()));
        heartbeat
                .fields()
                .forEach(
                        (what, field) -> {
                            if (!fields.containsKey(what)) {
                                stopWriting(heartbeat.object(), field, what.word());
                            }
                        });
        return new HeartbeatOutputs(heartbeat.object(), heartbeat.key(), fields);
    }

    /** Whether records of ours cannot be written at all; says so where it is. */
    private boolean isLost(KeyedOutputs outputs, Collection<String> needed, String what) {
        var all = new ArrayList<>(needed);
        all.add(outputs.key());
        if (!hidden.isWriteLost(outputs.object(), all)) {
            return false;
        }
        hidden.written(outputs.object())
                .forEach(field -> stopWriting(outputs.object(), field, what));
        return true;
    }

    private @Nullable TaskOutputs tasks(TaskOutputs tasks) {
        if (Narrowing.isWhole(hidden, tasks)) {
            stopWriting(tasks.object(), Withheld.ALL, "tasks");
            return null;
        }
        var fields = new TreeMap<>(tasks.fields());
        fields.values().removeAll(hidden.written(tasks.object()));
        tasks.fields()
                .forEach(
                        (what, field) -> {
                            if (!fields.containsKey(what)) {
                                stopWriting(tasks.object(), field, what.word());
                            }
                        });
        return new TaskOutputs(tasks.object(), tasks.key(), fields);
    }

    private void stopWriting(String object, String field, String what) {
        stops.computeIfAbsent(
                        Hidden.where(whole.crm() + "." + object, field), unused -> new TreeSet<>())
                .add("writing " + what);
    }
}
