package dev.baton.core.health;

import org.jspecify.annotations.Nullable;

/**
 * Of which accounts a measure counts, and where it counts otherwise than usual.
 *
 * @param applies whom it speaks of. Of all others it is not applicable: neither missing nor 0, and
 *     no part of their coverage
 * @param curves where its values are worth something else
 * @param weights where it has another weight; none for a measure of a group
 * @param references where something else is usual
 * @param share its part of its group's weight, null without a group
 * @param freshDays when the newest record is older, the measure is missing, and said to be stale;
 *     {@link Double#POSITIVE_INFINITY} when it never is
 */
public record Terms(
        Criterion applies,
        BySegment<Curve> curves,
        BySegment<Double> weights,
        BySegment<Double> references,
        @Nullable Share share,
        double freshDays) {
    /** The same of every account, with a weight of its own. */
    public static final Terms PLAIN =
            new Terms(
                    new Criterion.Everyone(),
                    BySegment.none(),
                    BySegment.none(),
                    BySegment.none(),
                    null,
                    Double.POSITIVE_INFINITY);

    /**
     * A part of a group's weight.
     *
     * @param parts how much beside the other measures of the group that apply to an account, more
     *     than 0: 2 counts twice as much as 1
     */
    public record Share(String group, double parts) {
        public Share {
            if (!(parts > 0 && Double.isFinite(parts))) {
                throw new IllegalArgumentException("a share is more than 0");
            }
        }
    }

    public Terms {
        weights.cells().forEach(cell -> ScoredMeasure.requireWeight(cell.value()));
        references.cells().forEach(cell -> ScoredMeasure.requireReference(cell.value()));
        if (share != null && !weights.cells().isEmpty()) {
            throw new IllegalArgumentException("a measure of a group has its group's weight");
        }
        if (!(freshDays > 0)) {
            throw new IllegalArgumentException("a measure is fresh for more than 0 days");
        }
    }

    boolean isPlain() {
        return equals(PLAIN);
    }
}
