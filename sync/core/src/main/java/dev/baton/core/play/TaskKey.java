package dev.baton.core.play;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The upsert key of a task: the same episode always has the same one (invariant 3).
 *
 * @param play the play's name
 * @param account 18 characters
 * @param began the day the episode began, UTC
 */
public record TaskKey(String play, String account, LocalDate began) {

    /** {@code support_storm:001…:2026-05-04}, at most 80 characters. */
    public String text() {
        return play + ":" + account + ":" + began;
    }

    /** Nothing when the text is no key of ours. */
    public static Optional<TaskKey> of(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TaskKey(parts[0], parts[1], LocalDate.parse(parts[2])));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
