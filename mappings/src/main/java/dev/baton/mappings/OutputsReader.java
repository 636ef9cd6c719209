package dev.baton.mappings;

import dev.baton.core.health.ResultName;
import dev.baton.core.heartbeat.HeartbeatField;
import dev.baton.core.play.TaskField;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code outputs.yaml}. */
final class OutputsReader {
    private static final String CUSTOM_FIELD = "[A-Za-z][A-Za-z0-9_]{0,74}__c";

    private static final List<String> RESULTS =
            Arrays.stream(ResultName.values()).map(ResultName::word).toList();

    private final @Nullable MappedStream accounts;
    private final SortedMap<ResultName, String> untold;
    private final RenewalOutputsReader renewals;
    private final HandoffOutputsReader handoffs;
    private final Problems.InFile problems;

    private OutputsReader(
            @Nullable MappedStream accounts,
            SortedMap<ResultName, String> untold,
            RenewalOutputsReader renewals,
            HandoffOutputsReader handoffs,
            Problems.InFile problems) {
        this.accounts = accounts;
        this.untold = untold;
        this.renewals = renewals;
        this.handoffs = handoffs;
        this.problems = problems;
    }

    /**
     * The outputs; null when something is wrong, told.
     *
     * @param accounts the stream of the accounts, null when it is not known
     * @param untold results that nothing tells, and what would
     * @param renewals reads what is told on renewals
     * @param handoffs reads where handoffs go
     */
    static @Nullable Outputs read(
            Node node,
            @Nullable MappedStream accounts,
            SortedMap<ResultName, String> untold,
            RenewalOutputsReader renewals,
            HandoffOutputsReader handoffs,
            Problems.InFile problems) {
        Section section = Section.open(node, Shapes.OUTPUTS, problems);
        if (section == null) {
            return null;
        }
        Outputs outputs =
                new OutputsReader(accounts, untold, renewals, handoffs, problems).outputs(section);
        return problems.clean() ? outputs : null;
    }

    private @Nullable Outputs outputs(Section section) {
        String object = section.text("object");
        if (object != null && accounts != null && !object.equals(accounts.stream())) {
            problems.error(
                    section.at("object"),
                    "results go to " + object + ", accounts come from " + accounts.stream(),
                    "write " + accounts.stream());
        }
        var fields = new TreeMap<ResultName, String>();
        Node node = section.node("fields");
        if (node != null) {
            List<Node.Entry> entries =
                    Section.entries(node, "fields by result", "write score: FIELD__c", problems);
            entries.forEach(entry -> add(entry, fields));
            if (entries.isEmpty() && node instanceof Node.Mapping) {
                problems.error(node.at(), "no result is written", "write score: FIELD__c");
            }
        }
        RenewalOutputs onRenewals = renewals(section);
        Outputs outputs =
                object == null
                        ? null
                        : new Outputs(
                                object,
                                fields,
                                tasks(section),
                                snapshots(section),
                                heartbeat(section),
                                onRenewals,
                                handoffs(section, onRenewals));
        if (outputs != null) {
            tellOfSharedObjects(section, outputs);
        }
        return outputs;
    }

    private @Nullable TaskOutputs tasks(Section section) {
        Section tasks = section.section("tasks", Shapes.TASKS);
        return tasks == null
                ? null
                : new KeyedOutputsReader<>(
                                "a task",
                                List.of(TaskField.values()),
                                TaskField::word,
                                TaskField::required,
                                problems)
                        .read(tasks, TaskOutputs::new);
    }

    private @Nullable SnapshotOutputs snapshots(Section section) {
        Section snapshots = section.section("snapshots", Shapes.SNAPSHOTS);
        return snapshots == null
                ? null
                : new KeyedOutputsReader<>(
                                "a snapshot",
                                List.of(SnapshotField.values()),
                                SnapshotField::word,
                                SnapshotField::required,
                                problems)
                        .read(snapshots, SnapshotOutputs::new);
    }

    private @Nullable HeartbeatOutputs heartbeat(Section section) {
        Section heartbeat = section.section("heartbeat", Shapes.HEARTBEAT);
        return heartbeat == null
                ? null
                : new KeyedOutputsReader<>(
                                "the heartbeat",
                                List.of(HeartbeatField.values()),
                                HeartbeatField::word,
                                HeartbeatField::required,
                                problems)
                        .read(heartbeat, HeartbeatOutputs::new);
    }

    private @Nullable RenewalOutputs renewals(Section section) {
        Section renewal = section.section("renewals", Shapes.RENEWALS);
        return renewal == null ? null : renewals.read(renewal);
    }

    private @Nullable HandoffOutputs handoffs(Section section, @Nullable RenewalOutputs told) {
        Section handoff = section.section("handoffs", Shapes.HANDOFFS);
        return handoff == null
                ? null
                : handoffs.read(handoff, told == null ? List.of() : told.columns());
    }

    /** Snapshots are deleted in time: what they share an object with would be at risk. */
    private void tellOfSharedObjects(Section section, Outputs outputs) {
        var objects = new ArrayList<>(List.of(outputs.object()));
        RenewalOutputs told = outputs.renewals();
        if (told != null) {
            objects.add(told.object());
        }
        if (told != null && told.object().equalsIgnoreCase(outputs.object())) {
            problems.error(
                    section.at("renewals"),
                    told.object() + " holds the accounts",
                    "give renewals the object of your deals: Opportunity");
        }
        HandoffOutputs handoff = outputs.handoffs();
        DealOutputs onDeals = handoff == null ? null : handoff.deal();
        if (onDeals != null) {
            objects.add(onDeals.object());
        }
        if (onDeals != null && onDeals.object().equalsIgnoreCase(outputs.object())) {
            problems.error(
                    section.at("handoffs"),
                    onDeals.object() + " holds the accounts",
                    "give the handoffs' deal the object of your deals: Opportunity");
        }
        for (KeyedOutputs keyed : outputs.keyed()) {
            if (objects.stream().anyMatch(keyed.object()::equalsIgnoreCase)) {
                problems.error(
                        section.at(),
                        keyed.object() + " takes two kinds of records",
                        "give each its own object");
            }
            objects.add(keyed.object());
        }
        SnapshotOutputs snapshots = outputs.snapshots();
        if (snapshots != null && !snapshots.object().endsWith("__c")) {
            problems.error(
                    section.at("snapshots"),
                    snapshots.object() + " is no custom object",
                    "snapshots are deleted in time: give them Baton_Health_Snapshot__c");
        }
    }

    private void add(Node.Entry entry, SortedMap<ResultName, String> fields) {
        Optional<ResultName> result = ResultName.named(entry.name());
        if (result.isEmpty()) {
            problems.error(
                    entry.key().at(),
                    "unknown result " + entry.name(),
                    Nearest.fix(entry.name(), RESULTS));
        } else if (untold.containsKey(result.get())) {
            problems.error(
                    entry.key().at(),
                    "nothing tells " + entry.name(),
                    "write " + untold.get(result.get()) + ", or remove " + entry.name());
        }
        String field = Section.text(entry.value(), problems);
        if (field != null && fieldIsGood(field, entry, fields) && result.isPresent()) {
            fields.put(result.get(), field);
        }
    }

    private boolean fieldIsGood(
            String field, Node.Entry entry, SortedMap<ResultName, String> others) {
        if (!field.matches(CUSTOM_FIELD)) {
            problems.error(
                    entry.value().at(),
                    "found " + entry.value().words() + ", which is no custom field",
                    "name a field that ends in __c: Baton never writes a standard field");
        } else if (others.values().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(), field + " takes two results", "give each its own field");
        } else if (accounts != null
                && accounts.request().fields().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(),
                    field + " is read by a source",
                    "write to another field: Baton never reads what it wrote");
        } else {
            return true;
        }
        return false;
    }
}
