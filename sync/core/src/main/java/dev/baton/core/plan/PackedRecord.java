package dev.baton.core.plan;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one record without an object for each, and with texts as UTF-8: a single minus
 * sign makes the JDK keep a whole sentence with two bytes a character.
 */
final class PackedRecord extends AbstractList<Change> {
    /** Of each change its field, the value before, and the value after. */
    private static final int CELLS = 3;

    private final String object;
    private final String key;
    private final @Nullable Object[] cells;

    private PackedRecord(String object, String key, @Nullable Object[] cells) {
        this.object = object;
        this.key = key;
        this.cells = cells;
    }

    /**
     * Packs the changes of a record.
     *
     * @param changes in order of field, at least one
     * @throws IllegalArgumentException when two are of one field, or not all of one record
     */
    static PackedRecord of(List<Change> changes) {
        Change first = changes.getFirst();
        @Nullable Object[] cells = new @Nullable Object[CELLS * changes.size()];
        int cell = 0;
        for (Change change : changes) {
            if (!change.object().equals(first.object()) || !change.key().equals(first.key())) {
                throw new IllegalArgumentException("changes of two records: " + change.key());
            }
            if (cell > 0 && change.field().equals(cells[cell - CELLS])) {
                throw new IllegalArgumentException("two changes of one field: " + change.field());
            }
            cells[cell++] = change.field();
            cells[cell++] = packed(change.before());
            cells[cell++] = packed(change.after());
        }
        return new PackedRecord(first.object(), first.key(), cells);
    }

    /** Half a surrogate pair, which UTF-8 cannot tell, stays a text. */
    private static @Nullable Object packed(@Nullable Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return text.equals(unpacked(bytes)) ? bytes : text;
        }
        return value;
    }

    private static @Nullable Object unpacked(@Nullable Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell;
    }

    private Change change(int cell) {
        return new Change(
                object,
                key,
                (String) cells[cell],
                unpacked(cells[cell + 1]),
                unpacked(cells[cell + 2]));
    }

    String object() {
        return object;
    }

    String key() {
        return key;
    }

    @Override
    public Change get(int index) {
        return change(CELLS * index);
    }

    @Override
    public int size() {
        return cells.length / CELLS;
    }
}
