package dev.baton.core.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blast-radius guard: so many accounts may change band in one cycle before a person has to look
 * (invariant 6). From Unknown to a band is no change of band; from a band to Unknown is one.
 *
 * @param least accounts that may always change, at least 0
 * @param share of all accounts that may change, 0..1; the larger of the two counts
 * @param mostUnknown share of all accounts, 0..1, that may be without a score before a person has
 *     to look: a book of which half is Unknown teaches people to look past the other half
 */
public record Brake(int least, double share, double mostUnknown) {
    /** max(10, 2 %), and a quarter Unknown. */
    public static final Brake STANDARD = new Brake(10, 0.02, 0.25);

    public Brake {
        if (least < 0 || !isShare(share) || !isShare(mostUnknown)) {
            throw new IllegalArgumentException(
                    "a brake lets at least 0 accounts and 0..100 % pass");
        }
    }

    /** However many are Unknown. */
    public Brake(int least, double share) {
        this(least, share, 1);
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    /** Whether so many of so many accounts may be Unknown. */
    public boolean letsUnknown(int unknown, int accounts) {
        return BigDecimal.valueOf(unknown)
                        .compareTo(
                                BigDecimal.valueOf(mostUnknown)
                                        .multiply(BigDecimal.valueOf(accounts)))
                <= 0;
    }

    /**
     * A plan that changes more than may pass.
     *
     * @param bands every change of band in it
     * @param limit how many were allowed
     * @param accounts how many accounts there are
     */
    public record Excess(List<Change> bands, long limit, int accounts) {
        public Excess {
            bands = List.copyOf(bands);
        }
    }

    /** How many of so many accounts may change band. */
    public long limit(int accounts) {
        // In decimals: 29 % of 100 is 28.999… in binary.
        BigDecimal allowed = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(accounts));
        return Math.max(least, allowed.longValue());
    }

    /**
     * Whether a whole cycle's plan is too much at once.
     *
     * @param bandField the CRM's field that holds the band, null when none does: then nothing
     *     counts
     * @return nothing when it may pass
     */
    public Optional<Excess> excess(Plan plan, @Nullable String bandField, int accounts) {
        List<Change> bands = bandChanges(plan, bandField);
        long limit = limit(accounts);
        return bands.size() > limit
                ? Optional.of(new Excess(bands, limit, accounts))
                : Optional.empty();
    }

    /**
     * The changes of band in a plan.
     *
     * @param bandField the CRM's field that holds the band, null when none does: then nothing
     *     counts
     */
    public static List<Change> bandChanges(Plan plan, @Nullable String bandField) {
        return plan.changes().stream()
                .filter(change -> change.field().equals(bandField))
                .filter(
                        change ->
                                change.before() != null
                                        && !Objects.equals(change.before(), "Unknown"))
                .toList();
    }
}
