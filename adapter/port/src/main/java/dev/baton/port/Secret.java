package dev.baton.port;

import java.util.Objects;

/** A word that must not be seen: prints as stars, wherever it is printed. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The word itself, for the one line that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
