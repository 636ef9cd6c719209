package dev.baton.core.renewal;

import dev.baton.core.measure.Predicate;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A renewal as it was known when a day began.
 *
 * @param closesOn null when it was not known
 * @param closedAt when it was won or lost, null while it is open
 * @param isLost whether it was lost; false while it is open
 */
public record Renewal(@Nullable LocalDate closesOn, @Nullable Instant closedAt, boolean isLost) {
    /**
     * A mark that a close date jumped over by so many days or more stays empty: 20 days before its
     * close nobody can say how the customer was at 90.
     */
    public static final int TOLERANCE = 7;

    /** A close that becomes known so many days later is told nowhere. */
    private static final int LATE = 30;

    /**
     * What came on a day.
     *
     * @param day the score is told as it was known when this day began
     */
    public record Mark(RenewalField field, LocalDate day) {}

    /**
     * A deal, if it is a renewal.
     *
     * @param deal an opportunity, as it was known when the day began
     * @param who which deals are renewals; one of which that cannot be told is none
     */
    public static Optional<Renewal> of(Seen deal, Predicate who) {
        return who.test(deal) == Predicate.Answer.YES ? Optional.of(of(deal)) : Optional.empty();
    }

    private static Renewal of(Seen deal) {
        Instant won = deal.moment("won_at");
        Instant lost = deal.moment("lost_at");
        boolean isLost = lost != null && (won == null || lost.isBefore(won));
        return new Renewal(day(deal), isLost ? lost : won, isLost);
    }

    private static @Nullable LocalDate day(Seen deal) {
        return deal.read("closes_on") instanceof Reading.Known known
                        && known.value() instanceof Value.Day day
                ? day.day()
                : null;
    }

    /** Whether any mark can come on a day; cheap, so that most deals need no second look. */
    public boolean isNear(LocalDate day, ZoneId zone) {
        if (closedAt != null) {
            return isLately(LocalDate.ofInstant(closedAt, zone), day);
        }
        return closesOn != null
                && Arrays.stream(RenewalField.values())
                        .filter(field -> field != RenewalField.SCORE_AT_CLOSE)
                        .anyMatch(field -> isWithin(field.daysBefore(), left(day, closesOn)));
    }

    private static boolean isLately(LocalDate closed, LocalDate day) {
        return ChronoUnit.DAYS.between(closed, day) < LATE;
    }

    private static boolean isWithin(int daysBefore, long left) {
        return left <= daysBefore && left > daysBefore - TOLERANCE;
    }

    private static long left(LocalDate day, LocalDate closesOn) {
        return ChronoUnit.DAYS.between(day, closesOn);
    }

    /**
     * The marks that came on a day, by nothing but what was known when it and the day before began;
     * so they are the same whenever they are asked for.
     *
     * @param day as it stands here
     * @param zone in which days begin
     * @param before the same deal as it was known when the day before began, null when it was not
     *     known or no renewal
     */
    public List<Mark> marks(LocalDate day, ZoneId zone, @Nullable Renewal before) {
        if (closedAt != null) {
            boolean wasOpen = before == null || before.closedAt() == null;
            LocalDate closed = LocalDate.ofInstant(closedAt, zone);
            return wasOpen && isLately(closed, day)
                    ? List.of(new Mark(RenewalField.SCORE_AT_CLOSE, closed))
                    : List.of();
        }
        var marks = new ArrayList<Mark>();
        for (RenewalField field : RenewalField.values()) {
            if (closesOn != null
                    && field != RenewalField.SCORE_AT_CLOSE
                    && isReached(field.daysBefore(), day, closesOn, before)) {
                marks.add(new Mark(field, day));
            }
        }
        return marks;
    }

    private static boolean isReached(
            int daysBefore, LocalDate day, LocalDate closesOn, @Nullable Renewal before) {
        long left = left(day, closesOn);
        if (left == daysBefore) {
            return true;
        }
        LocalDate closedBefore = before == null ? null : before.closesOn();
        return isWithin(daysBefore, left)
                && closedBefore != null
                && left(day.minusDays(1), closedBefore) > daysBefore;
    }
}
