package dev.baton.sandbox.salesforce.schema;

import java.util.Locale;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Pattern;

/** The vendor's text forms of values, both ways. */
public final class Values {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final DateTimeFormatter DATETIME_OUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'")
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ZULU_OUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Offsets with and without a colon: REST writes +0000, Bulk and SOAP Z. */
    private static final DateTimeFormatter DATETIME_IN =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm")
                    .optionalStart()
                    .appendPattern(":ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd()
                    .optionalEnd()
                    .appendPattern("[XXX][XX]")
                    .toFormatter(Locale.ROOT);

    private Values() {}

    /**
     * The value behind the text in the form that {@link FieldType.Kind} names; empty if the text is
     * none.
     */
    public static Optional<Object> parse(FieldType type, String text) {
        return switch (type.kind()) {
            case TEXT -> Optional.of(text);
            case ID -> Optional.of(text);
            case NUMBER ->
                    number(text)
                            .filter(
                                    n ->
                                            type != FieldType.INT
                                                    || n.stripTrailingZeros().scale() <= 0)
                            .map(Object.class::cast);
            case BOOLEAN -> bool(text).map(Object.class::cast);
            case DATE -> date(text).map(Object.class::cast);
            case DATETIME -> dateTime(text).map(Object.class::cast);
        };
    }

    public static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    public static Optional<Boolean> bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Optional.of(true);
        }
        return text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }

    public static Optional<LocalDate> date(String text) {
        if (text.length() != 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date-time must say its offset: without one nobody knows the instant. */
    public static Optional<Instant> dateTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DATETIME_IN).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As REST writes it: {@code 2025-12-16T13:05:30.000+0000}. */
    public static String dateTimeText(Instant instant) {
        return DATETIME_OUT.format(instant);
    }

    /** As SOAP, the bulk APIs and metadata write it: {@code 2025-12-16T13:05:30.000Z}. */
    public static String zuluText(Instant instant) {
        return ZULU_OUT.format(instant);
    }
}
