package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;
import dev.baton.core.measure.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How much of the weight that speaks of an account rests on data, old data counting less. */
final class Coverage {
    private Coverage() {}

    /**
     * C = Σ w·φ / Σ w with φ = 2^(−age / half-life), 0 for a missing measure (facts of health
     * scoring, formula 9). What is not applicable is in neither sum.
     */
    static double of(Application application, Map<String, Measured> measured, Instant asOf) {
        double all = 0;
        double known = 0;
        for (Counting each : application.counting()) {
            if (each.isCounted()) {
                double weight = each.scored().weight();
                all += weight;
                known += weight * freshness(each.scored(), each.measured(measured), asOf);
            }
        }
        return all == 0 ? 0 : Math.round(100 * known / all) / 100.0;
    }

    private static double freshness(ScoredMeasure scored, Measured measured, Instant asOf) {
        if (!(measured instanceof Measured.Known known)) {
            return 0;
        }
        if (known.evidence().isEmpty() || Double.isInfinite(scored.halfLifeDays())) {
            return 1;
        }
        Instant newest = newest(known);
        return Math.pow(
                2, -Duration.between(newest, asOf).toSeconds() / 86_400.0 / scored.halfLifeDays());
    }

    /** Not simply the newest evidence: of a maximum or a ratio that may be old, and data new. */
    private static Instant newest(Measured.Known known) {
        Measured.Sight last = known.last();
        return last == null ? known.evidence().getFirst().sight().at() : last.at();
    }
}
