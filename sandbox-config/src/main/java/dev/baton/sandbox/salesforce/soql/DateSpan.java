package dev.baton.sandbox.salesforce.soql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date literals this org knows, as days from {@link #first} to before {@link #end}. Days are
 * UTC and weeks begin on Sunday, as for a user of the United States; literals of fiscal years are
 * not known.
 *
 * @param fixed how many units; 0 where {@code :n} says so
 */
record DateSpan(Place place, Unit unit, int fixed) {
    private static final Pattern FIXED =
            Pattern.compile("(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)");
    private static final Pattern COUNTED =
            Pattern.compile("(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S");
    private static final Pattern AGO = Pattern.compile("N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO");

    /** Where a span lies beside the unit that today is in. */
    enum Place {
        LAST,
        THIS,
        NEXT,
        AGO
    }

    /** What is counted in. */
    enum Unit {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        /** Its first day, so many units after the one of a day. */
        LocalDate first(LocalDate day, long units) {
            return switch (this) {
                case DAY -> day.plusDays(units);
                case WEEK ->
                        day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY))
                                .plusWeeks(units);
                case MONTH -> day.withDayOfMonth(1).plusMonths(units);
                case QUARTER ->
                        day.withDayOfMonth(1)
                                .minusMonths((day.getMonthValue() - 1) % 3)
                                .plusMonths(3 * units);
                case YEAR -> day.withDayOfYear(1).plusYears(units);
            };
        }
    }

    static Optional<DateSpan> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "TODAY" -> Optional.of(new DateSpan(Place.THIS, Unit.DAY, 1));
            case "YESTERDAY" -> Optional.of(new DateSpan(Place.AGO, Unit.DAY, 1));
            case "TOMORROW" -> Optional.of(new DateSpan(Place.NEXT, Unit.DAY, 1));
            case "LAST_90_DAYS" -> Optional.of(new DateSpan(Place.LAST, Unit.DAY, 90));
            case "NEXT_90_DAYS" -> Optional.of(new DateSpan(Place.NEXT, Unit.DAY, 90));
            default -> matched(upper);
        };
    }

    private static Optional<DateSpan> matched(String name) {
        Matcher ago = AGO.matcher(name);
        if (ago.matches()) {
            return Optional.of(new DateSpan(Place.AGO, Unit.valueOf(ago.group(1)), 0));
        }
        Matcher counted = COUNTED.matcher(name);
        Matcher fixed = FIXED.matcher(name);
        return counted.matches()
                ? of(counted, 0)
                : fixed.matches() ? of(fixed, 1) : Optional.empty();
    }

    private static Optional<DateSpan> of(Matcher name, int fixed) {
        return Optional.of(
                new DateSpan(Place.valueOf(name.group(1)), Unit.valueOf(name.group(2)), fixed));
    }

    /** Whether {@code :n} follows. */
    boolean counted() {
        return fixed == 0;
    }

    LocalDate first(LocalDate today, int n) {
        return switch (place) {
            case LAST, AGO -> unit.first(today, -(long) n);
            case THIS -> unit.first(today, 0);
            case NEXT -> unit.first(today, 1);
        };
    }

    /** The day after the last one. The last n days end with today, as the vendor counts them. */
    LocalDate end(LocalDate today, int n) {
        return switch (place) {
            case LAST -> unit.first(today, unit == Unit.DAY ? 1 : 0);
            case THIS -> unit.first(today, 1);
            case NEXT -> unit.first(today, 1L + n);
            case AGO -> unit.first(today, 1L - n);
        };
    }
}
