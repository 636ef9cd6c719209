package dev.baton.core.handoff;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When what of a handoff happened.
 *
 * @param openedOn since when it is to be handed over
 * @param wonOn since when customer success is to decide; null while the deal is not won
 * @param acceptDue by when; null while the deal is not won
 * @param acceptedOn null while it is not accepted
 * @param kickoffOn null before it, and where nobody tells
 * @param firstValueOn null before it, and where nobody tells
 */
public record HandoffDays(
        LocalDate openedOn,
        @Nullable LocalDate wonOn,
        @Nullable LocalDate acceptDue,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate kickoffOn,
        @Nullable LocalDate firstValueOn) {

    /** Days from winning to acceptance; nothing before, and where a draft was accepted. */
    public Optional<Long> toAccept() {
        return between(acceptedOn);
    }

    /** Days from winning to the first value; nothing before. */
    public Optional<Long> toFirstValue() {
        return between(firstValueOn);
    }

    private Optional<Long> between(@Nullable LocalDate end) {
        return wonOn == null || end == null
                ? Optional.empty()
                : Optional.of(Math.max(0, ChronoUnit.DAYS.between(wonOn, end)));
    }
}
