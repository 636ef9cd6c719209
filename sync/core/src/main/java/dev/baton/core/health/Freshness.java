package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Quantity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How old what a measure rests on is. An absence is as fresh as the look for it. */
final class Freshness {
    private Freshness() {}

    /**
     * The newest record, null where none was counted. Not simply the newest evidence: of a maximum
     * or a ratio that may be old, and data new.
     */
    static @Nullable Sight newest(Measured measured) {
        return measured instanceof Known known && !known.evidence().isEmpty()
                ? known.last() == null ? known.evidence().getFirst().sight() : known.last()
                : null;
    }

    /** Days since the newest record; 0 where none was counted. */
    private static double age(Measured measured, Instant asOf) {
        Sight newest = newest(measured);
        return newest == null ? 0 : Quantity.days(Duration.between(newest.at(), asOf));
    }

    /** What it came to; missing where the newest record is older than the model lets count. */
    static Measured limited(ScoredMeasure scored, Measured measured, Instant asOf) {
        double limit = scored.terms().freshDays();
        return limit != Double.POSITIVE_INFINITY && age(measured, asOf) > limit
                ? new Measured.Missing(Measured.Why.STALE, newest(measured))
                : measured;
    }

    /** φ = 2^(−age / half-life), 0 for a missing measure. */
    static double of(ScoredMeasure scored, Measured measured, Instant asOf) {
        if (!(measured instanceof Known)) {
            return 0;
        }
        return Double.isInfinite(scored.halfLifeDays())
                ? 1
                : Math.pow(2, -age(measured, asOf) / scored.halfLifeDays());
    }
}
