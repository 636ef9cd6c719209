package dev.baton.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as people write them into tables. */
final class Moments {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Moments() {}

    /**
     * An ISO-8601 day, from its first instant in UTC, or an instant with its offset, between 1900
     * and 2200; null for anything else. A time without an offset is nobody's instant.
     */
    static @Nullable Instant parse(String text) {
        Instant at = text.indexOf('T') < 0 ? day(text) : instant(text);
        return at == null ? null : within(at);
    }

    /** Epoch seconds; milliseconds taken for seconds fall out of range. */
    static @Nullable Instant ofSeconds(long seconds) {
        return seconds < EARLIEST.getEpochSecond() || seconds > LATEST.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    static @Nullable Instant within(Instant at) {
        return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
    }

    private static @Nullable Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
