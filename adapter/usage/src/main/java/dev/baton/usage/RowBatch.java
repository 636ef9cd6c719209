package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.StreamRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of a query's rows while it is being read. */
final class RowBatch {
    /** A longer text is no figure about a customer. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final QueryStream stream;
    private final StreamRequest request;
    private final List<String> asked;
    private final Instant now;
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Page.Unreadable> unreadable = new ArrayList<>();
    private int count;
    private JdbcPosition.@Nullable Behind last;

    RowBatch(QueryStream stream, StreamRequest request, List<String> asked, Instant now) {
        this.stream = stream;
        this.request = request;
        this.asked = asked;
        this.now = now;
    }

    void add(ResultSet row) throws SQLException, AdapterException {
        count++;
        var values = new LinkedHashMap<String, @Nullable JdbcValue>();
        for (int i = 0; i < asked.size(); i++) {
            values.put(asked.get(i), JdbcValue.read(row, i + 1));
        }
        Columns columns = stream.columns();
        var key = new ArrayList<JdbcValue>();
        for (String name : columns.key()) {
            key.add(ordering(values.get(name), name));
        }
        last =
                new JdbcPosition.Behind(
                        ordering(values.get(stream.growsBy()), stream.growsBy()), key);
        String id = RecordId.of(key.stream().map(each -> String.valueOf(each.raw())).toList());
        String wrong = wrong(values);
        if (wrong == null) {
            records.add(record(id, values));
        } else {
            unreadable.add(new Page.Unreadable(id, wrong));
        }
    }

    private static JdbcValue ordering(@Nullable JdbcValue value, String name)
            throws AdapterException {
        if (value == null || value instanceof JdbcValue.Unfit) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_order",
                    "rows cannot be told apart or ordered by column "
                            + name
                            + "; cast it to a number, a text or a time in the query",
                    null);
        }
        return value;
    }

    private @Nullable String wrong(Map<String, @Nullable JdbcValue> values) {
        for (var each : values.entrySet()) {
            switch (each.getValue()) {
                case JdbcValue.Unfit unfit -> {
                    return "column " + each.getKey() + " holds no text, number, truth or time";
                }
                case JdbcValue.Text(String text) when text.length() > LONGEST_TEXT -> {
                    return "column " + each.getKey() + " holds too long a text";
                }
                case JdbcValue.Text(String text) when text.indexOf('\0') >= 0 -> {
                    return "column " + each.getKey() + " holds a NUL character";
                }
                case null, default -> {}
            }
        }
        return noInstant(values, stream.columns().createdAt())
                ? "column " + stream.columns().createdAt() + " holds no day and no instant"
                : noInstant(values, stream.columns().modifiedAt())
                        ? "column " + stream.columns().modifiedAt() + " holds no day and no instant"
                        : null;
    }

    private static boolean noInstant(
            Map<String, @Nullable JdbcValue> values, @Nullable String name) {
        JdbcValue value = name == null ? null : values.get(name);
        return value != null && value.instant() == null;
    }

    private RawRecord record(String id, Map<String, @Nullable JdbcValue> values) {
        Instant created = instant(values, stream.columns().createdAt());
        Instant modified = instant(values, stream.columns().modifiedAt());
        Instant grown = instant(values, stream.growsBy());
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (String name : request.fields()) {
            JdbcValue value = values.get(name);
            fields.put(name, value == null ? null : value.raw());
        }
        Instant since =
                modified != null
                        ? modified
                        : grown != null ? grown : created != null ? created : now;
        return new RawRecord(id, created, since, false, fields);
    }

    private static @Nullable Instant instant(
            Map<String, @Nullable JdbcValue> values, @Nullable String name) {
        JdbcValue value = name == null ? null : values.get(name);
        return value == null ? null : value.instant();
    }

    List<RawRecord> records() {
        return records;
    }

    List<Page.Unreadable> unreadable() {
        return unreadable;
    }

    /** Rows read, whatever became of them. */
    int count() {
        return count;
    }

    /** The last row, null while there is none. */
    JdbcPosition.@Nullable Behind last() {
        return last;
    }
}
