package dev.baton.core.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long a period is. Periods end with their last day, UTC. */
public enum Grain {
    /** Monday to Sunday, as ISO 8601 has it. */
    WEEK('W'),
    /** The calendar's month. */
    MONTH('M');

    private final char letter;

    Grain(char letter) {
        this.letter = letter;
    }

    /** What stands for it in a key: {@code W} or {@code M}. */
    char letter() {
        return letter;
    }

    /** The last day of the period that a day lies in. */
    LocalDate lastDay(LocalDate day) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
        };
    }

    /** The last day of the period before the one that a day lies in. */
    LocalDate lastDayBefore(LocalDate day) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.previous(DayOfWeek.SUNDAY));
            case MONTH -> day.withDayOfMonth(1).minusDays(1);
        };
    }
}
