package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;

/** How much of the weight that speaks of an account rests on data, old data counting less. */
final class Coverage {
    private Coverage() {}

    /**
     * C = Σ w·φ / Σ w with φ = 2^(−age / half-life), 0 for a missing measure (facts of health
     * scoring, formula 9). What is not applicable is in neither sum.
     */
    static double of(Application application) {
        Profile account = application.account();
        double all = 0;
        double known = 0;
        for (Counting each : application.counting()) {
            if (each.isCounted()) {
                double weight = each.scored().weight();
                all += weight;
                known +=
                        weight
                                * Freshness.of(
                                        each.scored(), each.measured(account), account.asOf());
            }
        }
        return all == 0 ? 0 : Math.round(100 * known / all) / 100.0;
    }
}
