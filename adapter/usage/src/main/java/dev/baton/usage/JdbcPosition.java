package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where to go on in the rows of a query; what a {@link Cursor} holds. */
sealed interface JdbcPosition {

    /** At the very first row. */
    record Start() implements JdbcPosition {}

    /**
     * Between two walks.
     *
     * @param value the next walk begins at rows with this value, inclusive
     */
    record From(JdbcValue value) implements JdbcPosition {}

    /**
     * Within a walk: behind this row.
     *
     * @param key of that row, a value for each key column
     */
    record Behind(JdbcValue value, List<JdbcValue> key) implements JdbcPosition {
        public Behind {
            key = List.copyOf(key);
        }
    }

    default Cursor cursor() {
        return new Cursor(
                switch (this) {
                    case Start start -> "rows";
                    case From(JdbcValue value) -> "rows from " + value.word();
                    case Behind(JdbcValue value, List<JdbcValue> key) ->
                            "rows behind "
                                    + value.word()
                                    + key.stream()
                                            .map(each -> " " + each.word())
                                            .collect(Collectors.joining());
                });
    }

    /**
     * Reads what {@link #cursor()} wrote.
     *
     * @param keys how many columns the key has
     * @throws AdapterException EXPIRED_CURSOR when it is none of this stream's
     */
    static JdbcPosition of(@Nullable Cursor cursor, int keys) throws AdapterException {
        if (cursor == null || cursor.value().equals("rows")) {
            return new Start();
        }
        String[] words = cursor.value().split(" ", -1);
        var values = new ArrayList<JdbcValue>();
        for (int i = 2; i < words.length; i++) {
            JdbcValue value = JdbcValue.of(words[i]);
            if (value == null) {
                throw unknown();
            }
            values.add(value);
        }
        boolean ours = words.length > 2 && words[0].equals("rows");
        if (ours && words[1].equals("from") && values.size() == 1) {
            return new From(values.getFirst());
        }
        if (ours && words[1].equals("behind") && values.size() == 1 + keys) {
            return new Behind(values.getFirst(), values.subList(1, values.size()));
        }
        throw unknown();
    }

    private static AdapterException unknown() {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                "unknown_cursor",
                "the stored cursor is not one of this stream's; it is read anew",
                null);
    }
}
