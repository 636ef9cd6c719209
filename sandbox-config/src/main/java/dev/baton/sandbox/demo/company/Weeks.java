package dev.baton.sandbox.demo.company;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The company's calendar, in weeks that end on a Sunday, UTC. Week 0 is the last whole one before
 * the as-of instant; negative weeks are the past, week 1 is under way, and what lies further on the
 * sandbox's clock still hides.
 *
 * @param asOf where the clock stands when the company is first looked at
 */
record Weeks(Instant asOf) {
    /** The first week that tickets, usage and meetings are told of. */
    static final int FIRST = -52;

    /** The last week that anything happens in. */
    static final int LAST = 44;

    /** How many weeks a customer's future is looked at to say that it left. */
    static final int HORIZON = 26;

    /** The Sunday a week ends with. */
    LocalDate end(int week) {
        return day(asOf).with(TemporalAdjusters.previous(DayOfWeek.SUNDAY)).plusWeeks(week);
    }

    /** The Monday a week begins with. */
    LocalDate begin(int week) {
        return end(week).minusDays(6);
    }

    /** The week a day lies in. */
    int of(LocalDate day) {
        return (int) Math.ceilDiv(ChronoUnit.DAYS.between(end(0), day), 7L);
    }

    /** Some moment of a working day, between 8 and 18 o'clock UTC. */
    Instant workingMoment(int week, Chance chance) {
        return begin(week)
                .plusDays(chance.between(0, 4))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(Duration.ofMinutes(8 * 60 + chance.between(0, 10 * 60 - 1)));
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
