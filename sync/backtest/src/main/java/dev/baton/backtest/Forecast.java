package dev.baton.backtest;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an account at an instant, and what became of it.
 *
 * @param account the CRM's id
 * @param asOf the day at whose end it was said
 * @param segment empty where the account has none
 * @param score 0..100, null when unknown
 * @param leaving the probability of leaving, 0..1; null when none was said
 * @param worth what is lost with the account, not negative; null when nobody tells
 */
public record Forecast(
        String account,
        LocalDate asOf,
        String segment,
        @Nullable Double score,
        Band band,
        @Nullable Double leaving,
        @Nullable Double worth,
        boolean left) {

    /** The same score, and nothing said of how likely the account leaves. */
    public Forecast withoutProbability() {
        return new Forecast(account, asOf, segment, score, band, null, worth, left);
    }
}
