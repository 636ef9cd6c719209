package dev.baton.engine;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Ours;
import dev.baton.core.plan.Plan;
import dev.baton.core.renewal.Renewal;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which days' renewals are still to be looked at.
 *
 * @param object of the deals
 */
record RenewalDays(StateStore store, Mappings mappings, StreamKey object) {
    /** What was learned longer before an instant is not what was known then. */
    private static final Duration FRESH = Duration.ofDays(Renewal.TOLERANCE);

    private static final int TOGETHER = 500;

    /**
     * The days since those that are done with, at most a week of them, in order. While a refused
     * write is to be tried again, all of that week.
     */
    List<LocalDate> due(Run run) {
        LocalDate today = mappings.day(run.asOf());
        LocalDate oldest = today.minusDays(Renewal.TOLERANCE - 1);
        Optional<LocalDate> done = store.renewalDay(object.connection());
        LocalDate from =
                done.isPresent() && refused(run.knownAt()).isEmpty()
                        ? done.get().plusDays(1)
                        : oldest;
        return Stream.iterate(
                        from.isBefore(oldest) ? oldest : from,
                        day -> !day.isAfter(today),
                        day -> day.plusDays(1))
                .toList();
    }

    private List<String> refused(Instant now) {
        return SnapshotRefusals.of(store, object, now).keys();
    }

    /** The instant at which a day begins for the CRM's people. */
    Instant beginning(LocalDate day) {
        return day.atStartOfDay(mappings.timeZone()).toInstant();
    }

    /** Whether we had read everything shortly before an instant. */
    boolean isFresh(Instant instant) {
        return Stream.of(Run.State.DONE, Run.State.PARTIAL, Run.State.PLANNED, Run.State.STOPPED)
                .flatMap(state -> store.lastRun(state, instant).stream())
                .anyMatch(run -> !run.knownAt().isBefore(instant.minus(FRESH)));
    }

    /** What was refused and came no more leaves the quarantine: its week is over. */
    void release(Run run, Set<String> planned) {
        var past = new ArrayList<>(refused(run.knownAt()));
        past.removeAll(planned);
        if (!past.isEmpty()) {
            store.release(Quarantining.writes(object.connection(), object.stream()), past);
        }
    }

    /**
     * Notes that the days up to a run's are done with, after a push that went to its end: what is
     * undone from now on does not come back, and what was refused is remembered by the quarantine.
     * Days stay due when a deal went astray otherwise.
     *
     * @param isWhole whether everything was written
     */
    void done(Plan plan, boolean isWhole, Instant asOf) {
        if (!mappings.isBlind() && (isWhole || !isAnyAstray(plan))) {
            store.keepRenewalDay(object.connection(), mappings.day(asOf));
        }
    }

    /** Whether a field of a plan is neither decided by now nor refused. */
    private boolean isAnyAstray(Plan plan) {
        var planned =
                new TreeMap<>(
                        plan.byRecord()
                                .getOrDefault(object.stream(), Collections.emptySortedMap()));
        refused(Instant.MAX).forEach(planned::remove);
        for (List<String> some : Batches.of(List.copyOf(planned.keySet()), TOGETHER)) {
            Map<String, Map<String, Ours>> ours = store.ours(object, some);
            for (String deal : some) {
                Set<String> decided = ours.getOrDefault(deal, Map.of()).keySet();
                if (!planned.getOrDefault(deal, List.of()).stream()
                        .map(Change::field)
                        .allMatch(decided::contains)) {
                    return true;
                }
            }
        }
        return false;
    }
}
