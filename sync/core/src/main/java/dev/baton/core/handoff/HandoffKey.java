package dev.baton.core.handoff;

import java.util.Optional;

/**
 * The upsert key of a handoff: a deal has one (invariant 3). It is not the deal's id alone, so that
 * what the CRM refuses of the one is not laid at the door of the other.
 *
 * @param deal 18 characters
 */
public record HandoffKey(String deal) {
    private static final String SUFFIX = ":handoff";

    /** {@code 006…:handoff}, 26 characters. */
    public String text() {
        return deal + SUFFIX;
    }

    /** Nothing when the text is no key of ours. */
    public static Optional<HandoffKey> of(String text) {
        return text.endsWith(SUFFIX) && text.length() > SUFFIX.length()
                ? Optional.of(new HandoffKey(text.substring(0, text.length() - SUFFIX.length())))
                : Optional.empty();
    }
}
