package dev.baton.helpdesk.zendesk;

import dev.baton.port.Page;
import dev.baton.port.Projection;
import dev.baton.port.RawRecord;
import dev.baton.port.UtcText;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a record of a row, or says why it is none. */
final class RowReader {
    private static final long YEAR_10000 = 253_402_300_800L;

    private final ZendeskStream stream;
    private final Projection projection;
    private final Set<String> members = new HashSet<>();

    RowReader(ZendeskStream stream, List<String> fields) {
        this.stream = stream;
        this.projection = Projection.of(fields);
        members.addAll(List.of("id", stream.createdField(), stream.modifiedField()));
        members.addAll(stream.deletionFields());
        fields.forEach(path -> members.add(path.split("\\.", -1)[0]));
    }

    /** Whether anything is made of this member of a row. */
    boolean needs(String member) {
        return members.contains(member);
    }

    /** What became of a row. */
    sealed interface Row {
        record Read(RawRecord readable) implements Row {}

        record Bad(Page.Unreadable why) implements Row {}
    }

    /** Thrown and caught in here alone; its message names fields, never values. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /**
     * Reads one row.
     *
     * @param number where it stands in its page, from 1: its name while it has no id
     */
    Row read(Map<String, @Nullable Object> row, int number) {
        String name = "row " + number + " of its page";
        try {
            String id = id(row);
            name = id;
            return new Row.Read(record(id, row));
        } catch (Unreadable e) {
            return new Row.Bad(new Page.Unreadable(name, String.valueOf(e.getMessage())));
        }
    }

    private RawRecord record(String id, Map<String, @Nullable Object> row) throws Unreadable {
        Instant modified = instant(row, stream.modifiedField());
        if (modified == null) {
            throw new Unreadable(stream.modifiedField() + " is missing");
        }
        Instant created = instant(row, stream.createdField());
        Map<String, @Nullable Object> fields = projection.apply(row);
        checkNumbers(fields);
        return new RawRecord(id, created, modified, stream.isDeleted(row), fields);
    }

    private static String id(Map<String, @Nullable Object> row) throws Unreadable {
        if (row.get("id") instanceof Long id && id > 0) {
            return Long.toString(id);
        }
        throw new Unreadable("id is missing or no positive integer");
    }

    private static @Nullable Instant instant(Map<String, @Nullable Object> row, String field)
            throws Unreadable {
        return switch (row.get(field)) {
            case null -> null;
            case Long second when second > 0 && second < YEAR_10000 ->
                    Instant.ofEpochSecond(second);
            case String text -> parsed(field, text);
            default -> throw new Unreadable(field + " is no time");
        };
    }

    private static Instant parsed(String field, String text) throws Unreadable {
        Instant usual = UtcText.parse(text);
        try {
            return usual != null ? usual : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // The cause is left out: it quotes the value.
            throw new Unreadable(field + " is no time");
        }
    }

    /** JSON can write numbers that neither a long nor a double holds. */
    private static void checkNumbers(Map<?, ?> fields) throws Unreadable {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (!isInRange(field.getValue())) {
                throw new Unreadable(field.getKey() + " holds a number out of range");
            }
        }
    }

    private static boolean isInRange(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Double number -> Double.isFinite(number);
            case BigInteger tooLong -> false;
            case List<?> list -> list.stream().allMatch(RowReader::isInRange);
            case Map<?, ?> map -> map.values().stream().allMatch(RowReader::isInRange);
            default -> true;
        };
    }
}
