package dev.baton.core.handoff;

import java.util.Locale;
import java.util.Optional;

/** Who can close a gap. */
public enum Closer {
    /** Who owns the deal. */
    SALES_OWNER("sales owner"),
    /** Who takes the customer over. */
    CSM("CSM"),
    /** The head of customer success. */
    LEAD("CS lead");

    private final String title;

    Closer(String title) {
        this.title = title;
    }

    /** What people call them. */
    public String title() {
        return title;
    }

    /** The name used in mappings: {@code sales_owner}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Closer> named(String word) {
        for (Closer closer : values()) {
            if (closer.word().equals(word)) {
                return Optional.of(closer);
            }
        }
        return Optional.empty();
    }
}
