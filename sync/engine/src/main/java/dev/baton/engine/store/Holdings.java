package dev.baton.engine.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What we believe the CRM holds in the fields that are ours. */
final class Holdings {
    private Holdings() {}

    /** A record's id and its values as text. */
    private record Held(String record, String body) {}

    static Map<String, Map<String, @Nullable Object>> all(Transaction transaction, StreamKey object)
            throws SQLException {
        var all = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        transaction.each(
                "SELECT record, body FROM held WHERE connection = ? AND object = ? ORDER BY record",
                row -> new Held(row.getString("record"), row.getString("body")),
                held -> all.put(held.record(), Values.read(held.body())),
                object.connection(),
                object.stream());
        return all;
    }

    static Map<String, Map<String, @Nullable Object>> some(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var some = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        bodies(transaction, object, records)
                .forEach((record, body) -> some.put(record, Values.read(body)));
        return some;
    }

    /** Field by field; fields that are not named stay. */
    static void hold(
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
                        changed.add(
                                new @Nullable Object[] {
                                    object.connection(), object.stream(), record, merged
                                });
                    }
                });
        transaction.batch(
                "INSERT INTO held (connection, object, record, body) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (connection, object, record) DO UPDATE SET body ="
                        + " excluded.body",
                changed);
    }

    private static String merged(
            @Nullable String old, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> merged =
                old == null ? new LinkedHashMap<>() : Values.read(old);
        merged.putAll(fields);
        return Values.canonical(merged);
    }

    private static Map<String, String> bodies(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var bodies = new LinkedHashMap<String, String>();
        transaction
                .listByKeys(
                        "SELECT record, body FROM held WHERE connection = ? AND object = ?"
                                + " AND record IN (%s)",
                        row -> new Held(row.getString("record"), row.getString("body")),
                        new TreeSet<>(records),
                        object.connection(),
                        object.stream())
                .forEach(held -> bodies.put(held.record(), held.body()));
        return bodies;
    }
}
