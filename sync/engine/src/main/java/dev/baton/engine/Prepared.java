package dev.baton.engine;

import dev.baton.core.plan.Plan;
import dev.baton.core.play.TaskPlan;
import dev.baton.engine.store.Run;
import dev.baton.mappings.Mappings;
import dev.baton.port.Forecast;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what it was made of.
 *
 * @param evidence digest of what each touched record's values were computed from
 * @param tasks what becomes of tasks, and the causes that last
 * @param accounts how many accounts were assessed
 * @param unknown how many of them have no score
 * @param accountsTouched how many of them the plan changes
 * @param conflicts records with fields that people changed since we wrote them; those fields are
 *     not in the plan
 * @param stale sources that bring nothing new; while there are any, nothing is written
 * @param mappings what it was made with: the folder's, without what is left out for now
 * @param parked other records quarantined on the way
 * @param undoes whether it takes past writes back, and looks at nothing else
 * @param lookedAt how many accounts were looked at, because something of them changed; null where
 *     all were. The figures of accounts are of all in either case
 * @param warm for the next round of this process, if all of this one is written; null where all
 *     accounts have to be looked at then
 */
public record Prepared(
        Run run,
        Plan plan,
        Map<String, String> evidence,
        TaskPlan tasks,
        int accounts,
        int unknown,
        int accountsTouched,
        int conflicts,
        List<Stale> stale,
        Mappings mappings,
        int parked,
        Calls calls,
        boolean undoes,
        @Nullable Integer lookedAt,
        @Nullable Warm warm) {

    /**
     * Calls to all systems.
     *
     * @param pull made for pulling and planning
     * @param write foreseen for the plan
     * @param readBack foreseen for reading its records, right before they are written and after
     * @param writes how its records would be written and why that way, by object; without those of
     *     a CRM that knows one way only
     */
    public record Calls(long pull, long write, long readBack, SortedMap<String, Forecast> writes) {
        public Calls {
            writes = Collections.unmodifiableSortedMap(new TreeMap<>(writes));
        }
    }

    /** Whether something was left out that a person has to look at. */
    public boolean partial() {
        return parked > 0 || conflicts > 0 || !mappings.stopped().isEmpty();
    }

    /** Whether it is of everything that Baton writes. */
    boolean isWhole() {
        return !undoes && lookedAt == null;
    }

    /** The same preparation with an older plan in place of its own. */
    Prepared carrying(Run carrier, Plan older, int touched, Calls forecast) {
        return new Prepared(
                carrier, older, evidence, tasks, accounts, unknown, touched, conflicts, stale,
                mappings, parked, forecast, undoes, lookedAt, null);
    }
}
