package dev.baton.engine;

import dev.baton.core.health.ResultName;
import dev.baton.core.plan.Brake;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoppedPlan;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which plans need a person's release, which have it, and whether they may still be carried out.
 */
record Approvals(StateStore store, Mappings mappings) {

    /**
     * Invariant 6: past the limit nothing is written before a person released that very plan.
     *
     * @throws GuardException when the brake holds the plan; it is kept for a person to look at
     */
    void require(Prepared prepared, Brake brake) {
        String bandField = mappings.outputs().fields().get(ResultName.BAND);
        Optional<Brake.Excess> excess =
                brake.excess(prepared.plan(), bandField, prepared.accounts());
        if (bandField == null || excess.isEmpty() || isApproved(prepared.plan())) {
            return;
        }
        int bands = excess.get().bands().size();
        long limit = excess.get().limit();
        store.keepStopped(
                mappings.crm(),
                new StoppedPlan(
                        prepared.run().id(),
                        prepared.plan(),
                        prepared.run().asOf(),
                        prepared.run().knownAt(),
                        bandField,
                        bands,
                        limit,
                        prepared.accounts(),
                        false));
        throw new GuardException(
                bands
                        + " of "
                        + prepared.accounts()
                        + " accounts would change band, at most "
                        + limit
                        + " may in one run. Nothing was written. `baton status` shows the worst of"
                        + " them; if it is right, release exactly this plan with `baton approve "
                        + prepared.plan().hash()
                        + "` and sync again.");
    }

    /**
     * Scores that are mostly missing are not published by themselves.
     *
     * @throws GuardException when more accounts are Unknown than may be, and the plan would write
     */
    void requireKnown(Prepared prepared, Brake brake) {
        int unknown = prepared.unknown();
        int accounts = prepared.accounts();
        if (brake.letsUnknown(unknown, accounts)
                || prepared.plan().changes().isEmpty()
                || isApproved(prepared.plan())) {
            return;
        }
        throw new GuardException(
                unknown
                        + " of "
                        + accounts
                        + " accounts are Unknown, more than "
                        + percent(brake.mostUnknown())
                        + ". Nothing was written. `baton explain ACCOUNT` says what is missing. To"
                        + " publish all the same, look at the plan with `baton plan --out plan.json`"
                        + " and say yes to it with `baton sync --plan plan.json`; or let more be"
                        + " Unknown from now on with brake: {max_unknown: "
                        + (int) Math.ceil(100.0 * unknown / accounts)
                        + "%} in the configuration.");
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString()
                + " %";
    }

    private boolean isApproved(Plan plan) {
        return approved().filter(stopped -> stopped.plan().hash().equals(plan.hash())).isPresent();
    }

    /** The plan that a person has released and that was not carried out yet. */
    Optional<StoppedPlan> approved() {
        return store.stopped(mappings.crm()).filter(StoppedPlan::approved);
    }

    /** A plan was carried out whole, or can be no more: what was stopped before it is past. */
    void forget() {
        store.forgetStopped(mappings.crm());
    }

    /**
     * An older plan may still be carried out: made with this mapping and model, for no instant
     * before the last one pushed, and every old value as it was.
     *
     * @param asOf the instant that the older plan was made for
     * @throws GuardException when not
     */
    void stillHolds(Plan older, Instant asOf) {
        mayPush(asOf);
        if (!older.mappings().equals(mappings.digest())
                || !older.model().equals(mappings.modelDigest())) {
            throw new GuardException(
                    "the plan was made with another mapping or model. Nothing was written; make a new plan and look at it.");
        }
        List<Change> moved =
                older.byRecord().entrySet().stream()
                        .flatMap(each -> moved(each.getKey(), each.getValue()))
                        .toList();
        if (!moved.isEmpty()) {
            Change first = moved.getFirst();
            throw new GuardException(
                    moved.size()
                            + " fields changed in the CRM since the plan was made, first "
                            + first.field()
                            + " of "
                            + first.key()
                            + ". Nothing was written; make a new plan and look at it.");
        }
    }

    /**
     * Refuses to push an instant before the last pushed one; looking at it is always allowed.
     *
     * @throws GuardException when the CRM would go back in time
     */
    void mayPush(Instant asOf) {
        Review.lastSync(store)
                .map(Run::asOf)
                .filter(asOf::isBefore)
                .ifPresent(
                        pushed -> {
                            throw new GuardException(
                                    "as of "
                                            + asOf
                                            + " lies before "
                                            + pushed
                                            + ", which was pushed already: the CRM would go back in time. Look at it with"
                                            + " `plan --as-of` or `explain --as-of`.");
                        });
    }

    private Stream<Change> moved(String object, Map<String, List<Change>> changes) {
        Map<String, Map<String, @Nullable Object>> held =
                store.held(new StreamKey(mappings.crm(), object), changes.keySet());
        return changes.values().stream()
                .flatMap(List::stream)
                .filter(
                        change ->
                                !FieldValues.same(
                                        held.getOrDefault(change.key(), Map.of())
                                                .get(change.field()),
                                        change.before()));
    }
}
