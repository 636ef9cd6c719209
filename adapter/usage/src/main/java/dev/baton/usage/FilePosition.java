package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a stream of files; what a {@link Cursor} holds.
 *
 * @param at the file this walk has come to; those before it are looked at again behind the last
 * @param marks by {@link FileMark#file()}
 */
record FilePosition(int at, SortedMap<String, FileMark> marks) {
    static final FilePosition START = new FilePosition(0, new TreeMap<>());

    private static final Pattern FORM = Pattern.compile("files:(\\d{1,6})((?:;[0-9a-f:-]+)*)");
    private static final Pattern MARK =
            Pattern.compile(
                    "([0-9a-f]{16}):(\\d{1,18}):(-1|\\d{1,18}):([0-9a-f]{64}):(\\d{1,18}):([01]):(\\d{1,2})");

    FilePosition {
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
    }

    @Nullable FileMark mark(String file) {
        return marks.get(file);
    }

    FilePosition with(FileMark mark) {
        var all = new TreeMap<>(marks);
        all.put(mark.file(), mark);
        return new FilePosition(at, all);
    }

    FilePosition at(int index) {
        return new FilePosition(index, marks);
    }

    Cursor cursor() {
        return new Cursor(
                "files:"
                        + at
                        + marks.values().stream()
                                .map(FilePosition::text)
                                .collect(Collectors.joining()));
    }

    private static String text(FileMark mark) {
        return String.join(
                ":",
                ";" + mark.file(),
                Long.toString(mark.bytes()),
                Long.toString(mark.changed()),
                mark.digest(),
                Long.toString(mark.rows()),
                mark.done() ? "1" : "0",
                Integer.toString(mark.restarts()));
    }

    /**
     * Reads what {@link #cursor()} wrote.
     *
     * @throws AdapterException EXPIRED_CURSOR when it is none of ours
     */
    static FilePosition of(Cursor cursor) throws AdapterException {
        Matcher form = FORM.matcher(cursor.value());
        if (!form.matches()) {
            throw unknown();
        }
        var marks = new TreeMap<String, FileMark>();
        for (String text : form.group(2).split(";", -1)) {
            Matcher mark = MARK.matcher(text);
            if (mark.matches()) {
                marks.put(mark.group(1), mark(mark));
            } else if (!text.isEmpty()) {
                throw unknown();
            }
        }
        return new FilePosition(Integer.parseInt(form.group(1)), marks);
    }

    private static FileMark mark(Matcher mark) {
        return new FileMark(
                mark.group(1),
                Long.parseLong(mark.group(2)),
                Long.parseLong(mark.group(3)),
                mark.group(4),
                Long.parseLong(mark.group(5)),
                mark.group(6).equals("1"),
                Integer.parseInt(mark.group(7)));
    }

    private static AdapterException unknown() {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                "unknown_cursor",
                "the stored cursor is not one of this stream's; it is read anew",
                null);
    }
}
