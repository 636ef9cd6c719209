package dev.baton.core.health;

import java.util.Locale;
import java.util.Optional;

/** What Baton can say of an account in a field of the CRM; {@code outputs.yaml} says in which. */
public enum ResultName {
    /** 0..100, whole; empty when unknown. */
    SCORE,
    /** Green, Yellow, Red or Unknown. */
    BAND,
    /** Improving, Stable, Worsening or Unknown. */
    TREND,
    /** Whole points; empty when unknown. */
    CHANGE_30D,
    /** Usage, Support …; empty without a reason. */
    DRIVER,
    REASON_1,
    REASON_2,
    REASON_3,
    /** Every line and the records behind it. */
    EXPLANATION,
    /** The subject of the most pressing play; empty when no play has anything to say. */
    NEXT_ACTION,
    /** 0..100, whole. */
    COVERAGE,
    /** Current, Stale, Incomplete or Churned. */
    DATA_STATUS,
    /** The day the score last changed. Depends on what was there before. */
    CHANGED_ON,
    /** The model's version. */
    MODEL,
    /** What the account is worth, as the mapping defines it; empty when nobody tells. */
    VALUE,
    /** The day of the next renewal; empty when nobody tells. */
    RENEWAL_ON,
    /** The id of the user who looks after the account; empty when nobody tells. */
    CSM,
    /** How ready it is to buy more, 0..100, whole; empty when unknown. */
    EXPANSION,
    /** What makes it most ready; empty without a merit. */
    EXPANSION_REASON,
    /** What its family comes to, 0..100, whole; empty for an account that is above no other. */
    FAMILY_SCORE;

    /** The name used in mappings: {@code reason_1}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ResultName> named(String word) {
        for (ResultName name : values()) {
            if (name.word().equals(word)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
