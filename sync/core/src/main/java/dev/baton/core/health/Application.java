package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Predicate.Answer;
import java.util.List;

/**
 * A model applied to one account.
 *
 * @param account with its segments
 * @param counting every measure that counts of some account, in the order of the model
 */
record Application(Profile account, List<Counting> counting) {
    private static final Measured UNTELLABLE =
            new Measured.Missing(Measured.Why.NOT_TELLABLE, null);

    Application {
        counting = List.copyOf(counting);
    }

    /**
     * A measure of this account.
     *
     * @param scored with the curve and the weight that hold here
     * @param applies no where it is not applicable; unknown where nobody can tell whether it is
     */
    record Counting(ScoredMeasure scored, Answer applies) {
        /** What it came to; not tellable where nobody can tell whether it applies. */
        Measured measured(Profile account) {
            if (applies == Answer.UNKNOWN) {
                return UNTELLABLE;
            }
            Measured value = account.measured().get(scored.measure().name());
            if (value == null) {
                throw new IllegalStateException("not measured: " + scored.measure().name());
            }
            return value;
        }

        boolean isCounted() {
            return applies != Answer.NO;
        }
    }

    /** Those that are not out of place. */
    List<Counting> counted() {
        return counting.stream().filter(Counting::isCounted).toList();
    }
}
