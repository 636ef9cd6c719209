package dev.baton.engine.store;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A plan that the brake stopped. It waits for a person, so that what is approved is exactly what
 * was shown, however the data move on meanwhile (invariant 6).
 *
 * @param run the run that it stopped
 * @param plan every change of it
 * @param asOf the instant it was made for
 * @param stoppedAt by the CRM server's clock
 * @param bandField the CRM's field that holds the band
 * @param bands how many accounts would change band
 * @param limit how many may
 * @param accounts how many there are
 * @param approved whether a person released it
 */
public record StoppedPlan(
        String run,
        Plan plan,
        Instant asOf,
        Instant stoppedAt,
        String bandField,
        int bands,
        long limit,
        int accounts,
        boolean approved) {
    private static final List<String> WORST_FIRST = List.of("Red", "Unknown", "Yellow", "Green");

    /** The same plan, released. */
    public StoppedPlan approve() {
        return new StoppedPlan(run, plan, asOf, stoppedAt, bandField, bands, limit, accounts, true);
    }

    /**
     * The accounts that would change band, those first whose new band is the worst.
     *
     * @param most how many of them at most
     */
    public List<Change> worst(int most) {
        return plan.changes().stream()
                .filter(change -> change.field().equals(bandField) && change.before() != null)
                .filter(change -> !"Unknown".equals(change.before()))
                .sorted(Comparator.comparingInt(StoppedPlan::rank))
                .limit(most)
                .toList();
    }

    private static int rank(Change change) {
        int band = WORST_FIRST.indexOf(String.valueOf(change.after()));
        return band < 0 ? WORST_FIRST.size() : band;
    }
}
