package dev.baton.core.health;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a score is shown. */
public enum Band {
    GREEN,
    YELLOW,
    RED,
    UNKNOWN;

    /** Of the word that the CRM has for it, letter case aside; empty for anything else. */
    public static Optional<Band> titled(@Nullable Object word) {
        for (Band band : values()) {
            if (word instanceof String text && text.toUpperCase(Locale.ROOT).equals(band.name())) {
                return Optional.of(band);
            }
        }
        return Optional.empty();
    }
}
