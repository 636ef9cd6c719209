package dev.baton.core.handoff;

import java.util.Locale;
import java.util.Optional;

/** What is told of a handoff on the deal itself. */
public enum DealField {
    /** A {@link HandoffStatus#title()}. */
    HANDOFF_STATUS,
    /** 0..100, whole. */
    HANDOFF_COMPLETE;

    /** The name used in mappings: {@code handoff_status}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DealField> named(String word) {
        for (DealField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
