package dev.baton.app;

import dev.baton.engine.store.CallDay;
import dev.baton.engine.store.StateStore;
import dev.baton.http.OrgShare;
import dev.baton.port.Budget;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection's calls of the day, as {@code status --json} prints them; null where the system has
 * not told yet.
 *
 * @param seenAt by the system's clock: when it last told
 * @param allowed calls of everybody in 24 hours
 * @param usedByAll of them, ours included
 * @param ours most calls that we may make in 24 hours
 * @param used calls that we made in the 24 hours to {@code seenAt}, those taken in advance included
 * @param left what we may still call, as far as the org's own use allows
 * @param growsAt when calls come free
 * @param givenUp what is no longer done first, last and in between when little is left
 */
record BudgetJson(
        String connection,
        @Nullable String seenAt,
        @Nullable Long allowed,
        @Nullable Long usedByAll,
        double share,
        double stopAt,
        @Nullable Long ours,
        long used,
        @Nullable Long left,
        @Nullable String growsAt,
        List<StepJson> givenUp) {

    /** One kind of work, and how much of our share must be left for it to be done. */
    record StepJson(String work, double needsLeft) {}

    /** Of every CRM that is configured. */
    static List<BudgetJson> all(Config config, StateStore store) {
        return config.connections().entrySet().stream()
                .filter(each -> each.getValue() instanceof Config.Connection.Salesforce)
                .map(each -> of(each.getKey(), config.budget(), store.calls(each.getKey(), null)))
                .toList();
    }

    static BudgetJson of(String connection, OrgShare.Limits limits, CallDay day) {
        CallDay.Allowance told = day.allowance();
        Long ours = told == null ? null : limits.ofOurs(told.allowed());
        return new BudgetJson(
                connection,
                told == null ? null : told.seenAt().toString(),
                told == null ? null : told.allowed(),
                told == null ? null : told.used(),
                limits.ownShare(),
                limits.stopAt(),
                ours,
                day.made(),
                told == null ? null : left(limits, day, told),
                day.grows() == null ? null : day.grows().toString(),
                Stream.of(Budget.Work.values())
                        .map(work -> new StepJson(Documents.word(work), work.keeps()))
                        .toList());
    }

    /** The smaller of what is left of our share, and of everybody's part before we stop. */
    static long left(OrgShare.Limits limits, CallDay day, CallDay.Allowance told) {
        long own = limits.ofOurs(told.allowed()) - day.made();
        long org = (long) Math.floor(told.allowed() * limits.stopAt()) - told.used();
        return Math.max(0, Math.min(own, org));
    }

    String told() {
        if (allowed == null) {
            return "calls to " + connection + ": its daily allowance is not known yet";
        }
        return "calls to "
                + connection
                + " in 24 h: "
                + used
                + " of our "
                + ours
                + " used, "
                + left
                + " left; all together "
                + usedByAll
                + " of "
                + allowed
                + (growsAt == null ? "" : "; some come free at " + growsAt);
    }
}
