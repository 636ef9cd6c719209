package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What we believe the CRM holds in the fields that are ours. */
final class Holdings {
    static final String INSERT =
            "INSERT INTO held (connection, object, record, body) VALUES (?, ?, ?, ?)";

    private final RowCipher cipher;

    Holdings(StateKeys keys) {
        this.cipher = new RowCipher(keys.data());
    }

    /** A record's id and its values as text. */
    private record Held(String record, String body) {}

    Map<String, Map<String, @Nullable Object>> all(Transaction transaction, StreamKey object)
            throws SQLException {
        var all = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        transaction.each(
                "SELECT record, body FROM held WHERE connection = ? AND object = ? ORDER BY record",
                row -> held(object, row),
                held -> all.put(held.record(), Values.read(held.body())),
                object.connection(),
                object.stream());
        return all;
    }

    Map<String, Map<String, @Nullable Object>> some(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var some = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        bodies(transaction, object, records)
                .forEach((record, body) -> some.put(record, Values.read(body)));
        return some;
    }

    /** Field by field; fields that are not named stay. */
    void hold(
            Transaction transaction,
            StreamKey object,
            Map<String, ? extends Map<String, ? extends @Nullable Object>> values)
            throws SQLException {
        Map<String, String> before = bodies(transaction, object, values.keySet());
        var changed = new ArrayList<@Nullable Object[]>();
        values.forEach(
                (record, fields) -> {
                    String old = before.get(record);
                    String merged = merged(old, fields);
                    if (!merged.equals(old)) {
                        changed.add(row(object, record, merged));
                    }
                });
        transaction.batch(
                INSERT
                        + " ON CONFLICT (connection, object, record) DO UPDATE SET body ="
                        + " excluded.body",
                changed);
    }

    @Nullable Object[] row(StreamKey object, String record, String body) {
        return new @Nullable Object[] {
            object.connection(),
            object.stream(),
            record,
            cipher.close(body, "held.body", object.connection(), object.stream(), record)
        };
    }

    private Held held(StreamKey object, ResultSet row) throws SQLException {
        String record = row.getString("record");
        return new Held(
                record,
                cipher.open(
                        row.getBytes("body"),
                        "held.body",
                        object.connection(),
                        object.stream(),
                        record));
    }

    private static String merged(
            @Nullable String old, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> merged =
                old == null ? new LinkedHashMap<>() : Values.read(old);
        merged.putAll(fields);
        return Values.canonical(merged);
    }

    private Map<String, String> bodies(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var bodies = new LinkedHashMap<String, String>();
        transaction
                .listByKeys(
                        "SELECT record, body FROM held WHERE connection = ? AND object = ?"
                                + " AND record IN (%s)",
                        row -> held(object, row),
                        new TreeSet<>(records),
                        object.connection(),
                        object.stream())
                .forEach(held -> bodies.put(held.record(), held.body()));
        return bodies;
    }
}
