package dev.baton.simulation.store;

import dev.baton.core.plan.Ours;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LandedRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as they come back from a database: nobody else can change them, decimals have one form.
 */
final class Copies {
    /** By byte of UTF-8, which is by code point and not by {@code char}. */
    static final Comparator<String> BY_CODE_POINT =
            (one, other) -> {
                int shorter = Math.min(one.length(), other.length());
                for (int i = 0; i < shorter; i++) {
                    if (one.charAt(i) != other.charAt(i)) {
                        return Integer.compare(rank(one.charAt(i)), rank(other.charAt(i)));
                    }
                }
                return one.length() - other.length();
            };

    private Copies() {}

    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static LandedRecord of(LandedRecord record) {
        return new LandedRecord(
                record.id(),
                micros(record.knownAt()),
                record.reconstructed(),
                record.createdAt() == null ? null : micros(record.createdAt()),
                micros(record.modifiedAt()),
                record.deleted(),
                record.parent(),
                sorted(record.fields()));
    }

    static Intent of(Intent intent) {
        var changes = new LinkedHashMap<String, Intent.Change>();
        intent.changes()
                .forEach(
                        (field, change) ->
                                changes.put(
                                        field,
                                        new Intent.Change(
                                                value(change.before()), value(change.after()))));
        return new Intent(
                intent.connection(), intent.object(), intent.record(), changes, intent.evidence());
    }

    static Map<String, @Nullable Object> sorted(Map<String, ? extends @Nullable Object> fields) {
        var sorted = new TreeMap<String, @Nullable Object>();
        fields.forEach((name, value) -> sorted.put(name, value(value)));
        return sorted;
    }

    static Map<String, Ours> ours(Map<String, Ours> fields) {
        var copy = new TreeMap<String, Ours>();
        fields.forEach(
                (field, each) -> copy.put(field, new Ours(value(each.sent()), value(each.got()))));
        return copy;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> new BigDecimal(number.stripTrailingZeros().toPlainString());
            case Double number when !Double.isFinite(number) -> throw noForm(number);
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case Double number -> number;
            case LocalDate day -> day;
            case Instant moment -> moment;
            case Collection<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Object other -> throw noForm(other);
        };
    }

    private static IllegalArgumentException noForm(Object value) {
        return new IllegalArgumentException(
                "no stored form for a value of " + value.getClass().getName());
    }

    private static List<@Nullable Object> list(Collection<?> list) {
        var copy = new ArrayList<@Nullable Object>(list.size());
        list.forEach(each -> copy.add(value(each)));
        return copy;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        var copy = new TreeMap<String, @Nullable Object>();
        map.forEach((name, each) -> copy.put((String) name, value(each)));
        return copy;
    }

    /** For the ledger. */
    static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            case Double number -> number.toString();
            case Object other -> quoted(other.toString());
        };
    }

    private static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        text.chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '"', '\\' -> out.append('\\').append((char) c);
                                case '\n' -> out.append("\\n");
                                case '\r' -> out.append("\\r");
                                case '\t' -> out.append("\\t");
                                default -> out.append((char) c);
                            }
                        });
        return out.append('"').toString();
    }
}
