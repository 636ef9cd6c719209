package dev.baton.core.measure;

import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts in words. Days are written out, never counted back from today: a sentence changes only when
 * what it tells does, so that no account is touched because a night went by.
 */
public final class Wording {
    private static final int USUAL_DIGITS = 3;

    /** Of a double they say all that there is. */
    private static final int MOST_DIGITS = 17;

    private Wording() {}

    /** "Median first response 30.2 h (12 tickets in 180 days, last on 2013-12-20)". */
    public static String fact(Measure measure, Measured measured) {
        return switch (measured) {
            case Measured.Missing missing -> measure.label() + ": " + why(measure, missing);
            case Measured.Known known ->
                    known.evidence().isEmpty()
                            ? measure.label() + ": " + absence(measure, known.last())
                            : value(measure, known) + " (" + basis(measure, known) + ")";
        };
    }

    private static String value(Measure measure, Measured.Known known) {
        String unit = measure.unit().isEmpty() ? "" : " " + measure.unit();
        return measure.label()
                + " "
                + number(known.value())
                + unit
                + compared(measure.comparison());
    }

    private static String compared(Comparison comparison) {
        return switch (comparison) {
            case Comparison.None none -> "";
            case Comparison.OwnPast past ->
                    " against " + number(past.daysBefore()) + " days before";
            case Comparison.Typical typical -> " against the typical " + number(typical.typical());
        };
    }

    private static String basis(Measure measure, Measured.Known known) {
        Measured.Sight newest = known.evidence().getFirst().sight();
        String state = newest.state() == null ? "" : ", " + newest.state();
        return counted(known.n(), measure.over())
                + in(measure.window())
                + ", "
                + place(measure.aggregate(), known)
                + sight(newest)
                + state;
    }

    /** The named record's place among those counted; a minimum's or maximum's needs no word. */
    private static String place(Aggregate aggregate, Measured.Known known) {
        return switch (aggregate) {
            case Aggregate.Min min -> "";
            case Aggregate.Max max -> "";
            case Aggregate.Ratio ratio ->
                    known.evidence().size() == known.n() ? "last " : "last such ";
            case Aggregate.Proportion proportion -> "last ";
            case Aggregate.Count count -> "last ";
            case Aggregate.Distinct distinct -> "last ";
            case Aggregate.Sum sum -> "last ";
            case Aggregate.Mean mean -> "last ";
            case Aggregate.Median median -> "last ";
            case Aggregate.Last last -> "last ";
            case Aggregate.Slope slope -> "last ";
            case Aggregate.DaysSince since -> "last ";
        };
    }

    private static String sight(Measured.Sight sight) {
        String day = sight.at().equals(Measured.Sight.ALWAYS) ? "" : " on " + day(sight.at());
        return sight.ref().object() + " " + sight.ref().id() + day;
    }

    private static String why(Measure measure, Measured.Missing missing) {
        return switch (missing.why()) {
            case NOT_OBSERVED ->
                    "unknown, no linked source tells of " + measure.over().noun() + "s";
            case NO_RECORDS -> "unknown, " + absence(measure, missing.last());
            case NO_WHOLE -> "unknown, there is nothing that it could be a part of";
            case NO_PAST -> "unknown, nothing earlier to compare with";
            case NO_PRODUCT -> "unknown, nobody can tell which product is the primary one";
            case NOT_TELLABLE -> "unknown, the records at hand do not say how it was then";
            case STALE ->
                    "stale, the newest is "
                            + (missing.last() == null ? "too old" : sight(missing.last()));
        };
    }

    /** Names the query that found nothing, and the last record that would have matched. */
    private static String absence(Measure measure, Measured.@Nullable Sight last) {
        String words = measure.filter().words();
        return "no "
                + measure.over().noun()
                + (words.isEmpty() ? "" : " where " + words)
                + holding(measure)
                + in(measure.window())
                + (last == null ? ", nor any before" : "; the last was " + sight(last));
    }

    /** What the records have to hold beside matching: an unsolved ticket has no time to solve. */
    private static String holding(Measure measure) {
        Quantity quantity = measure.aggregate().quantity();
        List<String> asked =
                quantity == null
                        ? List.of()
                        : quantity.fields().stream()
                                .filter(field -> !field.equals(Seen.CREATED_AT))
                                .toList();
        return asked.isEmpty() ? "" : " with " + String.join(" and ", asked);
    }

    private static String counted(int n, RecordType type) {
        return n + " " + type.noun() + (n == 1 ? "" : "s");
    }

    private static String in(Window window) {
        return window.endless() ? "" : " in " + number(window.days()) + " days";
    }

    static String of(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeric numeric -> number(numeric.number());
            case Value.Truth truth -> truth.truth() ? "true" : "false";
            case Value.Moment moment -> moment.at().toString();
            case Value.Moments moments -> moments.at().toString();
            case Value.Day day -> day.day().toString();
            case Value.Labels labels -> String.join(", ", labels.words());
        };
    }

    /** Up to three significant digits, whole numbers whole, never in powers of ten. */
    public static String number(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal shown =
                Math.abs(number) >= 100
                        ? exact.setScale(0, RoundingMode.HALF_UP)
                        : exact.round(new MathContext(USUAL_DIGITS, RoundingMode.HALF_UP));
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** As many digits as tell it from another number; the usual ones if they are equal. */
    public static String number(double number, double apartFrom) {
        for (int digits = USUAL_DIGITS; digits < MOST_DIGITS; digits++) {
            var context = new MathContext(digits, RoundingMode.HALF_UP);
            BigDecimal shown = BigDecimal.valueOf(number).round(context);
            if (shown.compareTo(BigDecimal.valueOf(apartFrom).round(context)) != 0) {
                return digits == USUAL_DIGITS
                        ? number(number)
                        : shown.stripTrailingZeros().toPlainString();
            }
        }
        return number(number);
    }

    /** The day in UTC. */
    public static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Texts cut at a limit of at least 2 UTF-16 units, no character halved, the cut marked. */
    public static String within(int limit, String text) {
        if (text.length() <= limit) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(limit - 2));
        return text.substring(0, pair ? limit - 2 : limit - 1).stripTrailing() + "…";
    }

    /** Lines up to a limit of characters, the last telling how many more there were. */
    public static String lines(int limit, List<String> lines) {
        var kept = new ArrayList<String>();
        int length = 0;
        for (String line : lines) {
            if (length + line.length() + 40 > limit) {
                kept.add("… and " + (lines.size() - kept.size()) + " more lines");
                break;
            }
            kept.add(line);
            length += line.length() + 1;
        }
        return String.join("\n", kept);
    }
}
