package dev.baton.core.play;

import dev.baton.core.measure.Predicate.Answer;
import java.util.List;
import java.util.Set;
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

    /**
     * The plays whose cause lasts on an account.
     *
     * @param before names of those whose cause lasted until now: they last until their end holds
     */
    public List<Play> lasting(Situation situation, Set<String> before) {
        return plays.stream()
                .filter(play -> play.until().holds(situation) != Answer.YES)
                .filter(
                        play ->
                                before.contains(play.name())
                                        || play.when().holds(situation) == Answer.YES)
                .toList();
    }
}
