package dev.baton.core.family;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Judgement;
import dev.baton.core.health.Points;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.health.RollUp;
import dev.baton.core.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * An account of a family, by its own score.
 *
 * @param name what people call it, its id where nobody says
 * @param score null when it has none
 * @param isEnded whether it is judged no more
 * @param isNoUser whether nothing at all is known of it
 * @param value what it is worth, more than 0; NaN where nobody tells
 */
public record Member(
        RecordRef account,
        String name,
        @Nullable Points score,
        boolean isEnded,
        boolean isNoUser,
        double value) {

    /** By what is told of it. */
    public static Member of(CanonicalRecord account, Assessment assessment) {
        String name = account.text("name");
        double value =
                account.fields().get(RollUp.VALUE) instanceof Value.Numeric worth
                        ? worth.number()
                        : Double.NaN;
        return new Member(
                account.ref(),
                name == null ? account.ref().id() : name,
                assessment.score(),
                assessment.isEnded(),
                isNoUser(assessment),
                value > 0 ? value : Double.NaN);
    }

    /** Who is too new to be judged is a user; so is one of whom something is known. */
    public static boolean isNoUser(Assessment assessment) {
        return assessment.coverage() == 0
                && assessment.judgement() instanceof Judgement.TooLittleKnown;
    }
}
