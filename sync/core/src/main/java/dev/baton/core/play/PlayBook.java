package dev.baton.core.play;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All plays of a mapping.
 *
 * @param plays the most pressing first: of several that an account calls for, the first gets its
 *     one task
 * @param fallbackOwner the id of the user who gets what nobody else can take, null for none
 */
public record PlayBook(List<Play> plays, @Nullable String fallbackOwner) {
    public static final PlayBook NONE = new PlayBook(List.of(), null);

    public PlayBook {
        plays = List.copyOf(plays);
    }
}
