package dev.baton.core.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A week or a month; the earlier end comes first.
 *
 * @param end its last day, UTC: a Sunday, or the last of a month
 */
public record Period(Grain grain, LocalDate end) implements Comparable<Period> {
    private static final Comparator<Period> ORDER =
            Comparator.comparing(Period::end).thenComparing(Period::grain);

    public Period {
        if (!grain.lastDay(end).equals(end)) {
            throw new IllegalArgumentException("no " + grain + " ends on " + end);
        }
    }

    /** The last one that was over at an instant. */
    public static Period lastOver(Grain grain, Instant asOf) {
        return new Period(grain, grain.lastDayBefore(LocalDate.ofInstant(asOf, ZoneOffset.UTC)));
    }

    /** The one before. */
    public Period before() {
        return new Period(grain, grain.lastDayBefore(end));
    }

    /** From this instant on it is over. */
    public Instant over() {
        return end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Its last instant, the one its snapshot tells of; a microsecond is the store's finest. */
    public Instant lastInstant() {
        return over().minus(1, ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Period other) {
        return ORDER.compare(this, other);
    }
}
