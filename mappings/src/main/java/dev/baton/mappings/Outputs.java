package dev.baton.mappings;

import dev.baton.core.health.ResultName;
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
 */
public record Outputs(
        String object,
        SortedMap<ResultName, String> fields,
        @Nullable TaskOutputs tasks,
        @Nullable SnapshotOutputs snapshots,
        @Nullable HeartbeatOutputs heartbeat,
        @Nullable RenewalOutputs renewals) {
    public Outputs {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
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
            shared.put(renewals.object(), renewals.columns());
        }
        return shared;
    }

    /** Every object whose records are ours alone. */
    public List<KeyedOutputs> keyed() {
        return Stream.<@Nullable KeyedOutputs>of(tasks, snapshots, heartbeat)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
