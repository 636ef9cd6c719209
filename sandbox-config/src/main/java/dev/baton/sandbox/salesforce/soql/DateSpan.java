package dev.baton.sandbox.salesforce.soql;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The date literals this org knows, as days from {@link #first} to before {@link #end}; days are
 * UTC.
 */
enum DateSpan {
    TODAY(false),
    YESTERDAY(false),
    TOMORROW(false),
    THIS_MONTH(false),
    LAST_MONTH(false),
    THIS_YEAR(false),
    LAST_YEAR(false),
    LAST_N_DAYS(true),
    NEXT_N_DAYS(true);

    private final boolean counted;

    DateSpan(boolean counted) {
        this.counted = counted;
    }

    /** Whether {@code :n} follows. */
    boolean counted() {
        return counted;
    }

    static Optional<DateSpan> named(String name) {
        return Arrays.stream(values())
                .filter(span -> span.name().equalsIgnoreCase(name))
                .findFirst();
    }

    LocalDate first(LocalDate today, int n) {
        return switch (this) {
            case TODAY -> today;
            case YESTERDAY -> today.minusDays(1);
            case TOMORROW, NEXT_N_DAYS -> today.plusDays(1);
            case THIS_MONTH -> today.withDayOfMonth(1);
            case LAST_MONTH -> today.withDayOfMonth(1).minusMonths(1);
            case THIS_YEAR -> today.withDayOfYear(1);
            case LAST_YEAR -> today.withDayOfYear(1).minusYears(1);
            case LAST_N_DAYS -> today.minusDays(n);
        };
    }

    /** The day after the last one. The last n days end with today, as the vendor counts them. */
    LocalDate end(LocalDate today, int n) {
        return switch (this) {
            case TODAY, LAST_N_DAYS -> today.plusDays(1);
            case YESTERDAY -> today;
            case TOMORROW -> today.plusDays(2);
            case THIS_MONTH -> today.withDayOfMonth(1).plusMonths(1);
            case LAST_MONTH -> today.withDayOfMonth(1);
            case THIS_YEAR -> today.withDayOfYear(1).plusYears(1);
            case LAST_YEAR -> today.withDayOfYear(1);
            case NEXT_N_DAYS -> today.plusDays(n + 1L);
        };
    }
}
