package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Period;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.SnapshotOutputs;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which periods' snapshots are due, and which are done with.
 *
 * @param object of the snapshots
 */
record SnapshotPeriods(StateStore store, StreamKey object, SnapshotOutputs outputs) {
    private static final int TOGETHER = 500;

    /**
     * The week and the month that were over last, unless they are done with. Nobody looked at a
     * period when no line of ours is older than its end.
     */
    List<Period> due(Instant asOf) {
        List<LedgerEntry> first = store.ledger(0, 1);
        if (first.isEmpty()) {
            return List.of();
        }
        List<Period> taken = store.takenPeriods(object.connection());
        return lastOver(asOf).stream()
                .filter(period -> first.getFirst().at().isBefore(period.over()))
                .filter(period -> taken.stream().noneMatch(each -> covers(each, period)))
                .toList();
    }

    private static List<Period> lastOver(Instant asOf) {
        return Arrays.stream(Grain.values()).map(grain -> Period.lastOver(grain, asOf)).toList();
    }

    private static boolean covers(Period taken, Period period) {
        return taken.grain() == period.grain() && !taken.end().isBefore(period.end());
    }

    /**
     * Notes that the periods that were due are done with, after a push that went to its end: what
     * is undone from now on does not come back, and what was refused is remembered by the
     * quarantine. Periods stay due when a snapshot went astray otherwise.
     *
     * @param isWhole whether everything was written
     * @param asOf of the plan
     */
    void done(Plan plan, boolean isWhole, Instant asOf) {
        if (isWhole || !isAnyAstray(plan)) {
            store.takePeriods(object.connection(), lastOver(asOf));
        }
    }

    private boolean isAnyAstray(Plan plan) {
        Set<String> astray = new HashSet<>();
        plan.byRecord()
                .getOrDefault(object.stream(), Collections.emptySortedMap())
                .forEach(
                        (key, changes) -> {
                            if (makes(changes)) {
                                astray.add(key);
                            }
                        });
        SnapshotRefusals.of(store, object, Instant.MAX).keys().forEach(astray::remove);
        for (List<String> some : Batches.of(List.copyOf(astray), TOGETHER)) {
            Map<String, Map<String, @Nullable Object>> held = store.held(object, some);
            if (!some.stream().allMatch(held::containsKey)) {
                return true;
            }
        }
        return false;
    }

    private boolean makes(List<Change> changes) {
        return changes.stream()
                .anyMatch(each -> each.field().equals(outputs.key()) && each.after() != null);
    }
}
