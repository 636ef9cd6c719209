package dev.baton.core.snapshot;

import java.util.Locale;
import java.util.Optional;

/** What a snapshot tells; {@code outputs.yaml} says in which field. */
public enum SnapshotField {
    ACCOUNT,
    /** The period's last day. */
    PERIOD_END,
    /** Week or Month. */
    GRAIN,
    /** 0..100, whole; empty when unknown. */
    SCORE,
    /** 0..100, whole. */
    COVERAGE,
    /** Green, Yellow, Red or Unknown. */
    BAND,
    /** What people saw: the override while it counted, else the band. */
    EFFECTIVE_BAND,
    /** The band of the period before; empty where that was not taken. */
    PREVIOUS_BAND,
    /** Improving, Stable, Worsening or Unknown. */
    TREND,
    /** The label of the measure that moved the score most. */
    DRIVER_1,
    DRIVER_2,
    DRIVER_3,
    /** Points that it gave or took, with one decimal. */
    POINTS_1,
    POINTS_2,
    POINTS_3,
    /** What the account was worth, in the currency it is mapped in. */
    VALUE,
    /** The user who looked after the account. */
    CSM,
    /** The model's segment; empty where none fitted or there was no score. */
    SEGMENT,
    /** The model's version. */
    MODEL;

    /** The name used in mappings: {@code period_end}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a snapshot makes no sense without it. */
    public boolean required() {
        return this == ACCOUNT || this == PERIOD_END || this == GRAIN;
    }

    public static Optional<SnapshotField> named(String word) {
        for (SnapshotField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
