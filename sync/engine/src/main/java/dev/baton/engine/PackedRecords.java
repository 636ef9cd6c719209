package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records in little room, in the order in which they were added: all accounts of an org are in
 * memory while they are assessed. A record is made anew whenever it is asked for.
 */
final class PackedRecords extends AbstractList<CanonicalRecord> implements RandomAccess {
    /** Before its fields: type, system, object, id, created, modified. */
    private static final int HEAD = 6;

    private static final int ID = 3;

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    @Override
    public boolean add(CanonicalRecord record) {
        @Nullable Object[] row = new @Nullable Object[HEAD + 2 * record.fields().size()];
        Instant created = record.createdAt();
        row[0] = record.type();
        row[1] = record.ref().system();
        row[2] = record.ref().object();
        row[ID] = record.ref().id();
        row[4] = created;
        row[5] = record.modifiedAt().equals(created) ? created : record.modifiedAt();
        int cell = HEAD;
        for (var field : record.fields().entrySet()) {
            row[cell++] = field.getKey();
            row[cell++] = packed(field.getValue());
        }
        return rows.add(row);
    }

    /** Half a surrogate pair, which UTF-8 cannot tell, stays as it is. */
    private static Object packed(Value value) {
        if (value instanceof Value.Text(String text)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new String(bytes, StandardCharsets.UTF_8).equals(text) ? bytes : value;
        }
        return value;
    }

    @Override
    public CanonicalRecord get(int index) {
        @Nullable Object[] row = rows.get(index);
        var fields = new TreeMap<String, Value>();
        for (int cell = HEAD; cell < row.length; cell += 2) {
            fields.put((String) of(row, cell), value(of(row, cell + 1)));
        }
        var ref = new RecordRef((String) of(row, 1), (String) of(row, 2), (String) of(row, ID));
        return new CanonicalRecord(
                (RecordType) of(row, 0), ref, (Instant) row[4], (Instant) of(row, 5), fields);
    }

    private String id(int index) {
        return (String) of(rows.get(index), ID);
    }

    private static Object of(@Nullable Object[] row, int cell) {
        Object value = row[cell];
        if (value == null) {
            throw new IllegalStateException("only the instant of creation may be unknown");
        }
        return value;
    }

    private static Value value(Object cell) {
        return cell instanceof byte[] bytes
                ? new Value.Text(new String(bytes, StandardCharsets.UTF_8))
                : (Value) cell;
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** Some of these records, which need no room of their own. */
    static final class Some extends AbstractList<CanonicalRecord> implements RandomAccess {
        private final PackedRecords all;
        private final List<Integer> places = new ArrayList<>();

        Some(PackedRecords all) {
            this.all = all;
        }

        /** Adds the record that was added to all of them last. */
        void addLast() {
            places.add(all.size() - 1);
        }

        @Override
        public CanonicalRecord get(int index) {
            return all.get(places.get(index));
        }

        /** The id of one of them, without making it. */
        String id(int index) {
            return all.id(places.get(index));
        }

        @Override
        public int size() {
            return places.size();
        }
    }
}
