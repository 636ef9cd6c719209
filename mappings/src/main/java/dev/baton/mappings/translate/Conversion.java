package dev.baton.mappings.translate;

import dev.baton.core.model.FieldType;
import dev.baton.core.model.Value;
import dev.baton.port.UtcText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Raw values become canonical ones. Nothing is guessed: a text that looks like a number is none.
 */
final class Conversion {
    /** Zendesk writes {@code Z}, Salesforce {@code +0000} without a colon. */
    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX]")
                    .toFormatter(java.util.Locale.ROOT);

    /** Milliseconds taken for seconds fall far behind it. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private Conversion() {}

    static Outcome<Value> to(FieldType type, Object raw) {
        return switch (type) {
            case TEXT -> found(text(raw), "a text", raw, Value.Text::new);
            case NUMBER -> found(number(raw), "a finite number", raw, Value.Numeric::new);
            case TRUTH ->
                    found(
                            raw instanceof Boolean truth ? truth : null,
                            "true or false",
                            raw,
                            Value.Truth::new);
            case MOMENT -> found(moment(raw), "an instant", raw, Value.Moment::new);
            case MOMENTS -> moments(raw);
            case DAY -> found(day(raw), "a day", raw, Value.Day::new);
            case LABELS -> labels(raw);
        };
    }

    private static <T> Outcome<Value> found(
            @Nullable T value,
            String expected,
            Object raw,
            java.util.function.Function<T, Value> make) {
        return value == null
                ? new Outcome.Wrong<>("expected " + expected + ", found " + kind(raw))
                : new Outcome.Found<>(make.apply(value));
    }

    /** A text as it is, a number in plain digits; null for anything else. */
    static @Nullable String text(Object raw) {
        return switch (raw) {
            case String text -> text;
            case Long number -> number.toString();
            case Integer number -> number.toString();
            case BigInteger number -> number.toString();
            case BigDecimal number -> plain(number);
            case Double number ->
                    Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : null;
            default -> null;
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable Double number(Object raw) {
        return raw instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    /** An ISO-8601 instant with its offset, or epoch seconds; null for anything else. */
    static @Nullable Instant moment(Object raw) {
        Instant at =
                switch (raw) {
                    case Instant instant -> instant;
                    case String text -> parsed(text);
                    case Long seconds -> epochSeconds(seconds);
                    case Integer seconds -> Instant.ofEpochSecond(seconds);
                    default -> null;
                };
        return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
    }

    private static @Nullable Instant parsed(String text) {
        Instant usual = UtcText.parse(text);
        if (usual != null) {
            return usual;
        }
        try {
            return OffsetDateTime.parse(text, MOMENT).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable Instant epochSeconds(long seconds) {
        return seconds > LATEST.getEpochSecond() || seconds < EARLIEST.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable LocalDate day(Object raw) {
        if (raw instanceof Instant at) {
            return at.atZone(ZoneOffset.UTC).toLocalDate();
        }
        try {
            return raw instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static Outcome<Value> moments(Object raw) {
        var at = new ArrayList<Instant>();
        for (Object each : raw instanceof List<?> list ? list : List.of(raw)) {
            Instant one = each == null ? null : moment(each);
            if (one == null) {
                return new Outcome.Wrong<>("expected instants, found " + kind(each));
            }
            at.add(one);
        }
        return at.isEmpty() ? new Outcome.Nothing<>() : new Outcome.Found<>(new Value.Moments(at));
    }

    private static Outcome<Value> labels(Object raw) {
        if (!(raw instanceof List<?> list)) {
            return new Outcome.Wrong<>("expected a list of words, found " + kind(raw));
        }
        var words = new TreeSet<String>();
        for (Object each : list) {
            String word = each == null ? null : text(each);
            if (word == null) {
                return new Outcome.Wrong<>("expected words, found " + kind(each));
            }
            words.add(word);
        }
        return new Outcome.Found<>(new Value.Labels(words));
    }

    /** What a value is, without the value. */
    static String kind(@Nullable Object raw) {
        return switch (raw) {
            case null -> "nothing";
            case String text -> "a text";
            case Boolean truth -> "true or false";
            case Number number -> "a number";
            case List<?> list -> "a list";
            case java.util.Map<?, ?> map -> "an object";
            case Instant at -> "an instant";
            default -> "something else";
        };
    }
}
