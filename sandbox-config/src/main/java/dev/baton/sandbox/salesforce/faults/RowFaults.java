package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.salesforce.faults.Scenario.LockedRows;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowObstacles.Attempt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The locks of one fault, as they come and go. */
final class RowFaults {
    private final LockedRows locked;
    private final Turns.Count count;
    private final Set<String> named = new HashSet<>();
    private final Map<String, Integer> refusalsLeft = new HashMap<>();

    RowFaults(LockedRows locked) {
        this.locked = locked;
        this.count = new Turns.Count(locked.turns());
        locked.ids().forEach(id -> named.add(SalesforceId.key(id)));
    }

    LockedRows fault() {
        return locked;
    }

    Turns.Count count() {
        return count;
    }

    /** Why somebody who writes the row is refused; empty if nobody else holds it. */
    List<RowError> refuse(Attempt attempt) {
        String object = locked.object();
        if (object != null && !object.equalsIgnoreCase(attempt.type().name())) {
            return List.of();
        }
        Row row = attempt.existing();
        String key = row == null ? "" : SalesforceId.key(row.id());
        if (!named.isEmpty() && !named.contains(key)) {
            return List.of();
        }
        return held(key) ? List.of(error(row)) : List.of();
    }

    /** A new record has no key: its lock is that of a parent, and chosen anew each time. */
    private boolean held(String key) {
        Integer left = refusalsLeft.get(key);
        if (left == null || key.isEmpty()) {
            if (!count.next()) {
                return false;
            }
            left = locked.refusals();
        }
        if (left > 0) {
            refusalsLeft.put(key, left == Turns.ALWAYS ? left : left - 1);
        }
        return left > 0;
    }

    private static RowError error(@Nullable Row row) {
        String message = "unable to obtain exclusive access to this record";
        return new RowError(
                "UNABLE_TO_LOCK_ROW",
                row == null ? message : message + " or 1 records: " + row.id(),
                List.of());
    }
}
