package dev.baton.usage;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column holds: a row's value, a bound of the next query, a word of a cursor. */
sealed interface JdbcValue {

    record Whole(long number) implements JdbcValue {}

    record Decimal(BigDecimal number) implements JdbcValue {}

    record Text(String text) implements JdbcValue {}

    record Truth(boolean truth) implements JdbcValue {}

    record Day(LocalDate day) implements JdbcValue {}

    /** With its zone: one instant, whoever reads it. */
    record Moment(Instant at) implements JdbcValue {}

    /** Without a zone: taken as UTC. */
    record Clock(LocalDateTime at) implements JdbcValue {}

    record Uuid(UUID id) implements JdbcValue {}

    /** What no record can hold: bytes, arrays, numbers that are none. */
    record Unfit() implements JdbcValue {}

    /** A column of the current row; null where it is empty. */
    static @Nullable JdbcValue read(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return switch (value) {
            case null -> null;
            case Long number -> new Whole(number);
            case Integer number -> new Whole(number);
            case Short number -> new Whole(number);
            case BigDecimal number -> new Decimal(number);
            case Double number -> decimal(number);
            case Float number -> decimal(number);
            case Boolean truth -> new Truth(truth);
            case String text -> new Text(text);
            case UUID id -> new Uuid(id);
            case java.sql.Date day -> new Day(row.getObject(column, LocalDate.class));
            case Timestamp moment -> moment(row, column);
            case OffsetDateTime moment -> new Moment(moment.toInstant());
            case LocalDateTime clock -> new Clock(clock);
            default -> new Unfit();
        };
    }

    private static JdbcValue decimal(double number) {
        return Double.isFinite(number) ? new Decimal(BigDecimal.valueOf(number)) : new Unfit();
    }

    private static JdbcValue moment(ResultSet row, int column) throws SQLException {
        var about = row.getMetaData();
        boolean zoned =
                about.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                        || about.getColumnTypeName(column).toLowerCase(Locale.ROOT).endsWith("tz");
        return zoned
                ? new Moment(row.getObject(column, OffsetDateTime.class).toInstant())
                : new Clock(row.getObject(column, LocalDateTime.class));
    }

    /** As {@link dev.baton.port.RawRecord} holds it; null for {@link Unfit}. */
    default @Nullable Object raw() {
        return switch (this) {
            case Whole(long number) -> number;
            case Decimal(BigDecimal number) -> raw(number);
            case Text(String text) -> text;
            case Truth(boolean truth) -> truth;
            case Day(LocalDate day) -> day.toString();
            case Moment(Instant at) -> at.toString();
            case Clock(LocalDateTime at) -> at.toInstant(ZoneOffset.UTC).toString();
            case Uuid(UUID id) -> id.toString();
            case Unfit unfit -> null;
        };
    }

    private static Object raw(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean whole = shortest.scale() <= 0 && shortest.precision() - shortest.scale() <= 18;
        return whole ? (Object) shortest.longValueExact() : (Object) number.doubleValue();
    }

    /** The instant it stands for; null where it stands for none, or for one out of range. */
    default @Nullable Instant instant() {
        return switch (this) {
            case Moment(Instant at) -> Moments.within(at);
            case Clock(LocalDateTime at) -> Moments.within(at.toInstant(ZoneOffset.UTC));
            case Day(LocalDate day) -> Moments.within(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            case Text(String text) -> Moments.parse(text);
            case Whole(long seconds) -> Moments.ofSeconds(seconds);
            case Decimal other -> null;
            case Truth other -> null;
            case Uuid other -> null;
            case Unfit other -> null;
        };
    }

    /** Where the next walk begins: earlier by the overlap, for what moves with time. */
    default JdbcValue before(Duration overlap) {
        return switch (this) {
            case Moment(Instant at) -> new Moment(at.minus(overlap));
            case Clock(LocalDateTime at) -> new Clock(at.minus(overlap));
            case Whole other -> this;
            case Decimal other -> this;
            case Text other -> this;
            case Truth other -> this;
            case Day other -> this;
            case Uuid other -> this;
            case Unfit other -> this;
        };
    }

    default void bind(PreparedStatement statement, int at) throws SQLException {
        switch (this) {
            case Whole(long number) -> statement.setLong(at, number);
            case Decimal(BigDecimal number) -> statement.setBigDecimal(at, number);
            case Text(String text) -> statement.setString(at, text);
            case Truth(boolean truth) -> statement.setBoolean(at, truth);
            case Day(LocalDate day) -> statement.setObject(at, day);
            case Moment(Instant moment) -> statement.setObject(at, moment.atOffset(ZoneOffset.UTC));
            case Clock(LocalDateTime clock) -> statement.setObject(at, clock);
            case Uuid(UUID id) -> statement.setObject(at, id);
            case Unfit unfit -> throw new SQLException("no value to compare with", "22000");
        }
    }

    /** One word without separators. */
    default String word() {
        return switch (this) {
            case Whole(long number) -> "n" + number;
            case Decimal(BigDecimal number) -> "d" + number;
            case Text(String text) -> "s" + encoded(text);
            case Truth(boolean truth) -> "b" + truth;
            case Day(LocalDate day) -> "a" + day;
            case Moment(Instant at) -> "z" + encoded(at.toString());
            case Clock(LocalDateTime at) -> "l" + encoded(at.toString());
            case Uuid(UUID id) -> "u" + id;
            case Unfit unfit -> throw new IllegalStateException("nothing to go on from");
        };
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #word()} wrote; null when it is none of ours. */
    static @Nullable JdbcValue of(String word) {
        String rest = word.isEmpty() ? "" : word.substring(1);
        try {
            return switch (word.isEmpty() ? ' ' : word.charAt(0)) {
                case 'n' -> new Whole(Long.parseLong(rest));
                case 'd' -> new Decimal(new BigDecimal(rest));
                case 's' -> new Text(decoded(rest));
                case 'b' -> new Truth(Boolean.parseBoolean(rest));
                case 'a' -> new Day(LocalDate.parse(rest));
                case 'z' -> new Moment(Instant.parse(decoded(rest)));
                case 'l' -> new Clock(LocalDateTime.parse(decoded(rest)));
                case 'u' -> new Uuid(UUID.fromString(rest));
                default -> null;
            };
        } catch (IllegalArgumentException | DateTimeException none) {
            return null;
        }
    }

    private static String decoded(String word) {
        return new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
    }
}
