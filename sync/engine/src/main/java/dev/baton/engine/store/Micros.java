package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as the database keeps them: whole microseconds since 1970, cut off below. */
final class Micros {
    /** What a version is known until while no other follows it. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(FOREVER - 1, ChronoUnit.MICROS);

    private Micros() {}

    /**
     * What is stored for an instant.
     *
     * @throws ArithmeticException outside of the years that 64 bits hold (about 290,000 BC to AD)
     */
    static long of(Instant instant) {
        long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
        return Math.addExact(seconds, instant.getNano() / 1_000);
    }

    static @Nullable Long ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    /** For questions, where {@link Instant#MAX} stands for "all that we know". */
    static long clamped(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LAST) ? FOREVER - 1 : of(instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getLong(column));
    }

    static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : instant(micros);
    }
}
