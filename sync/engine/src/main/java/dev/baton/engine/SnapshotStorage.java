package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.snapshot.Keeping;
import dev.baton.core.snapshot.SnapshotKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SnapshotOutputs;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of the org's storage snapshots take.
 *
 * @param rows snapshots that we wrote and did not delete
 * @param after how many there would be after a plan
 * @param yearly how many there would be in a year with the customers of today
 */
public record SnapshotStorage(long rows, long after, long yearly) {

    /** Nothing where the mapping takes no snapshots. */
    static Optional<SnapshotStorage> of(
            StateStore store, Mappings mappings, Plan plan, long customers) {
        SnapshotOutputs outputs = mappings.outputs().snapshots();
        if (outputs == null) {
            return Optional.empty();
        }
        long rows = rows(store, mappings.crm(), outputs);
        long after = rows;
        for (Map.Entry<String, List<Change>> record :
                plan.byRecord()
                        .getOrDefault(outputs.object(), Collections.emptySortedMap())
                        .entrySet()) {
            for (Change change : record.getValue()) {
                if (change.field().equals(outputs.key())) {
                    after += change.after() == null ? -1 : 1;
                }
            }
        }
        return Optional.of(new SnapshotStorage(rows, after, Keeping.inAYear(customers)));
    }

    /** As it is, where nothing is planned. */
    static Optional<SnapshotStorage> of(StateStore store, Mappings mappings, long customers) {
        return Optional.ofNullable(mappings.outputs().snapshots())
                .map(outputs -> rows(store, mappings.crm(), outputs))
                .map(rows -> new SnapshotStorage(rows, rows, Keeping.inAYear(customers)));
    }

    private static long rows(StateStore store, String crm, SnapshotOutputs outputs) {
        long[] rows = new long[1];
        store.eachHeld(
                new StreamKey(crm, outputs.object()),
                record -> rows[0] += SnapshotKey.of(record).isPresent() ? 1 : 0);
        return rows[0];
    }

    /** MB of 1,048,576 bytes. */
    public BigDecimal megabytes() {
        return Keeping.megabytes(rows);
    }

    /** MB after the plan. */
    public BigDecimal megabytesAfter() {
        return Keeping.megabytes(after);
    }

    /** MB in a year, deleted accounts and new ones left out. */
    public BigDecimal megabytesYearly() {
        return Keeping.megabytes(yearly);
    }
}
