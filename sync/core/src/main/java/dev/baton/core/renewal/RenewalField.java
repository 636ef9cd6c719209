package dev.baton.core.renewal;

import java.util.Locale;
import java.util.Optional;

/** What is told on a renewal, each once; {@code outputs.yaml} says in which field. */
public enum RenewalField {
    /** The score 120 days before the close date, 0..100, whole; empty when unknown. */
    SCORE_120D(120),
    SCORE_90D(90),
    SCORE_60D(60),
    SCORE_30D(30),
    /** The score on the day the deal was won or lost. */
    SCORE_AT_CLOSE(0);

    private final int daysBefore;

    RenewalField(int daysBefore) {
        this.daysBefore = daysBefore;
    }

    /** Days before the close date; 0 for the close itself, whatever the close date says. */
    public int daysBefore() {
        return daysBefore;
    }

    /** The name used in mappings: {@code score_120d}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RenewalField> named(String word) {
        for (RenewalField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
