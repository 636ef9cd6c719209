package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.core.health.Driver;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.measure.Measure;
import org.jspecify.annotations.Nullable;

/** What a measure's values are worth, or that it does not count. */
sealed interface Worth {
    /** The measure with its worth, null when it is only told. */
    @Nullable ScoredMeasure of(Measure measure);

    /** It does not count. */
    record Told() implements Worth {
        @Override
        public @Nullable ScoredMeasure of(Measure measure) {
            return null;
        }
    }

    /** It counts. */
    record Counted(
            Curve curve,
            double weight,
            double reference,
            Driver driver,
            boolean leading,
            double halfLifeDays,
            Terms terms)
            implements Worth {
        @Override
        public ScoredMeasure of(Measure measure) {
            return new ScoredMeasure(
                    measure, curve, weight, reference, driver, leading, halfLifeDays, terms);
        }
    }
}
