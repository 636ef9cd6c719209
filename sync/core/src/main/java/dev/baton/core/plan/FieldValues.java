package dev.baton.core.plan;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of CRM fields as plans hold them: String, Boolean, {@link BigDecimal}, {@link LocalDate},
 * {@link Instant}, or null for an empty field.
 */
public final class FieldValues {
    private FieldValues() {}

    /**
     * Whether the CRM would see no difference: numbers by value, texts with line ends and trailing
     * blanks as the CRM keeps them, an empty text as an empty field.
     */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        Object a = normal(left);
        Object b = normal(right);
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        return Objects.equals(a, b);
    }

    /** One spelling for each value, for hashes: equal texts if and only if {@link #same}. */
    static String spelled(@Nullable Object value) {
        return switch (normal(value)) {
            case null -> "null";
            case String text -> "text:" + text;
            case BigDecimal number ->
                    "number:"
                            + (number.signum() == 0
                                    ? "0"
                                    : number.stripTrailingZeros().toPlainString());
            case Boolean truth -> "truth:" + truth;
            case LocalDate day -> "day:" + day;
            case Instant moment -> "moment:" + moment;
            case Object other ->
                    throw new IllegalArgumentException(
                            "no CRM value: " + other.getClass().getSimpleName());
        };
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof String text) {
            String kept = text.replace("\r\n", "\n").stripTrailing();
            return kept.isEmpty() ? null : kept;
        }
        return value;
    }
}
