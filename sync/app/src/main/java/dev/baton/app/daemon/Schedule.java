package dev.baton.app.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When cycles begin.
 *
 * @param every from one beginning to the next; 1 minute to 24 hours
 * @param hours the part of the day in which cycles begin, null for the whole day
 */
public record Schedule(Duration every, @Nullable Hours hours) {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofHours(24);

    /** Every quarter of an hour, day and night. */
    public static final Schedule USUAL = new Schedule(Duration.ofMinutes(15), null);

    public Schedule {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("every must be 1 minute to 24 hours");
        }
    }

    /**
     * A part of each day.
     *
     * @param from the first minute
     * @param until the first minute after it; earlier than {@code from}, it is of the next day
     * @param zone whose wall clock is meant
     */
    public record Hours(LocalTime from, LocalTime until, ZoneId zone) {
        public Hours {
            if (from.equals(until)) {
                throw new IllegalArgumentException("hours must not begin when they end");
            }
        }

        boolean hold(Instant instant) {
            LocalTime time = LocalTime.ofInstant(instant, zone);
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }

        /** The next beginning after an instant outside. */
        Instant next(Instant outside) {
            ZonedDateTime there = outside.atZone(zone);
            ZonedDateTime today = there.with(from);
            // A beginning that a change of clocks skips or repeats is moved by java.time, never
            // lost.
            return (today.isAfter(there) ? today : there.plusDays(1).with(from)).toInstant();
        }
    }

    /** The wanted instant, or if that lies outside the hours their next beginning. */
    public Instant within(Instant wanted) {
        return hours == null || hours.hold(wanted) ? wanted : hours.next(wanted);
    }

    /** When nothing was heard for so long something is wrong; nights without cycles left out. */
    public Duration silence() {
        return every.multipliedBy(3).plusMinutes(5);
    }
}
