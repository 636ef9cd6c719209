package dev.baton.engine.store;

import dev.baton.core.plan.Ours;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What we believe the CRM holds in the fields that are ours, and what we wrote there last. */
final class Holdings {
    /** What the CRM holds. */
    private static final String BODY = "body";

    /** What we wrote last. */
    private static final String OURS = "ours";

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
                row -> held(BODY, object, row.getString("record"), row.getBytes(BODY)),
                held -> all.put(held.record(), Values.read(held.body())),
                object.connection(),
                object.stream());
        return all;
    }

    static long count(Transaction transaction, StreamKey object, String first, String last)
            throws SQLException {
        return transaction
                .first(
                        "SELECT COUNT(*) FROM held WHERE connection = ? AND object = ?"
                                + " AND record >= ? AND record <= ?",
                        row -> row.getLong(1),
                        object.connection(),
                        object.stream(),
                        first,
                        last)
                .orElse(0L);
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
        Map<String, String> before = known(transaction, object, values.keySet());
        List<@Nullable Object[]> changed =
                values.entrySet().parallelStream()
                        .map(
                                each ->
                                        changed(
                                                object,
                                                each.getKey(),
                                                before.get(each.getKey()),
                                                each.getValue()))
                        .flatMap(Optional::stream)
                        .toList();
        transaction.batch(
                "INSERT INTO held (connection, object, record, body) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (connection, object, record) DO UPDATE SET body ="
                        + " excluded.body",
                changed);
    }

    private Optional<@Nullable Object[]> changed(
            StreamKey object,
            String record,
            @Nullable String old,
            Map<String, ? extends @Nullable Object> fields) {
        String merged = merged(old, fields);
        return merged.equals(old)
                ? Optional.empty()
                : Optional.of(row(object, record, closed(BODY, object, record, merged)));
    }

    /** Of an object that is read for the first time nothing is known, which one question tells. */
    private Map<String, String> known(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        if (records.isEmpty()) {
            return Map.of();
        }
        boolean some =
                transaction
                        .first(
                                "SELECT 1 FROM held WHERE connection = ? AND object = ?"
                                        + " AND record >= ? AND record <= ? LIMIT 1",
                                row -> true,
                                object.connection(),
                                object.stream(),
                                Collections.min(records, Landing::byCodePoint),
                                Collections.max(records, Landing::byCodePoint))
                        .isPresent();
        return some ? bodies(transaction, object, records) : Map.of();
    }

    /** What we wrote last into these records; those we never wrote are absent. */
    Map<String, Map<String, Ours>> ours(
            Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var ours = new LinkedHashMap<String, Map<String, Ours>>();
        texts(transaction, OURS, object, records)
                .forEach((record, text) -> ours.put(record, ours(Values.read(text))));
        return ours;
    }

    private static Map<String, Ours> ours(Map<String, @Nullable Object> fields) {
        var ours = new LinkedHashMap<String, Ours>();
        fields.forEach((field, pair) -> ours.put(field, ours(pair)));
        return ours;
    }

    private static Ours ours(@Nullable Object pair) {
        if (pair instanceof List<?> both && both.size() == 2) {
            return new Ours(both.get(0), both.get(1));
        }
        throw new IllegalStateException(
                "what is ours is kept as what was sent and what came of it");
    }

    /** Field by field; fields that are not named stay. */
    void own(Transaction transaction, StreamKey object, Map<String, Map<String, Ours>> values)
            throws SQLException {
        Map<String, String> before = texts(transaction, OURS, object, values.keySet());
        var rows = new ArrayList<@Nullable Object[]>();
        values.forEach(
                (record, fields) -> {
                    var pairs = new LinkedHashMap<String, @Nullable Object>();
                    fields.forEach(
                            (field, ours) ->
                                    pairs.put(field, Arrays.asList(ours.sent(), ours.got())));
                    String old = before.get(record);
                    String merged = merged(old, pairs);
                    if (!merged.equals(old)) {
                        rows.add(
                                row(
                                        object,
                                        record,
                                        closed(BODY, object, record, "{}"),
                                        closed(OURS, object, record, merged)));
                    }
                });
        transaction.batch(
                "INSERT INTO held (connection, object, record, body, ours) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (connection, object, record) DO UPDATE SET ours ="
                        + " excluded.ours",
                rows);
    }

    static void names(Transaction transaction, StreamKey object, Consumer<String> record)
            throws SQLException {
        transaction.each(
                "SELECT record FROM held WHERE connection = ? AND object = ? ORDER BY record",
                row -> row.getString("record"),
                record,
                object.connection(),
                object.stream());
    }

    static void forget(Transaction transaction, StreamKey object, Collection<String> records)
            throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        records.forEach(record -> rows.add(row(object, record)));
        transaction.batch(
                "DELETE FROM held WHERE connection = ? AND object = ? AND record = ?", rows);
    }

    private static @Nullable Object[] row(StreamKey object, String record, byte[]... columns) {
        var row =
                new ArrayList<@Nullable Object>(
                        List.of(object.connection(), object.stream(), record));
        row.addAll(Arrays.asList(columns));
        return row.toArray();
    }

    byte[] closed(String column, StreamKey object, String record, String text) {
        return cipher.close(text, "held." + column, object.connection(), object.stream(), record);
    }

    private Held held(String column, StreamKey object, String record, byte[] closed)
            throws SQLException {
        String text =
                cipher.open(closed, "held." + column, object.connection(), object.stream(), record);
        return new Held(record, text);
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
        return texts(transaction, BODY, object, records);
    }

    /** Of those records where the column is not empty. */
    private Map<String, String> texts(
            Transaction transaction, String column, StreamKey object, Collection<String> records)
            throws SQLException {
        var texts = new LinkedHashMap<String, String>();
        transaction
                .listByKeys(
                        "SELECT record, "
                                + column
                                + " AS text FROM held WHERE connection = ? AND object = ? AND "
                                + column
                                + " IS NOT NULL AND record IN (%s)",
                        row -> held(column, object, row.getString("record"), row.getBytes("text")),
                        new TreeSet<>(records),
                        object.connection(),
                        object.stream())
                .forEach(held -> texts.put(held.record(), held.body()));
        return texts;
    }
}
