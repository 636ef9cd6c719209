package dev.baton.mappings;

import dev.baton.core.health.ResultName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where results go.
 *
 * @param object the CRM's object: {@code Account}
 * @param fields the CRM field's API name for each result that is written
 * @param tasks where tasks go, null when none are opened
 * @param snapshots where snapshots go, null when none are taken
 * @param heartbeat where the row of a day goes, null when none is written
 * @param renewals where the health goes that a renewal came near of, null when it is not told
 * @param handoffs where handoffs go, null when there are none
 * @param handoffs where handoffs go, null when there are none
 */
public record Outputs(
        String object,
        SortedMap<ResultName, String> fields,
        @Nullable TaskOutputs tasks,
        @Nullable SnapshotOutputs snapshots,
        @Nullable HeartbeatOutputs heartbeat,
        @Nullable RenewalOutputs renewals,
        @Nullable HandoffOutputs handoffs) {
    public Outputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** Without handoffs. */
    public Outputs(
            String object,
            SortedMap<ResultName, String> fields,
            @Nullable TaskOutputs tasks,
            @Nullable SnapshotOutputs snapshots,
            @Nullable HeartbeatOutputs heartbeat,
            @Nullable RenewalOutputs renewals) {
        this(object, fields, tasks, snapshots, heartbeat, renewals, null);
    }

    /** Results and tasks alone. */
    public Outputs(
            String object, SortedMap<ResultName, String> fields, @Nullable TaskOutputs tasks) {
        this(object, fields, tasks, null, null, null);
    }

    /** Every object whose records are people's and of which some fields are ours. */
    public SortedMap<String, List<String>> shared() {
        var shared = new TreeMap<String, List<String>>();
        shared.put(object, List.copyOf(fields.values()));
        if (renewals != null) {
            share(renewals.object(), renewals.columns(), shared);
        }
        if (handoffs != null && handoffs.deal() != null) {
            share(handoffs.deal().object(), handoffs.deal().columns(), shared);
        }
        return shared;
    }

    private static void share(
            String object, List<String> columns, SortedMap<String, List<String>> shared) {
        var all = new ArrayList<>(shared.getOrDefault(object, List.of()));
        all.addAll(columns);
        shared.put(object, List.copyOf(all));
    }

    /** Every object whose records are ours alone. */
    public List<KeyedOutputs> keyed() {
        return Stream.<@Nullable KeyedOutputs>of(tasks, snapshots, heartbeat, handoffs)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
