package dev.baton.mappings;

import dev.baton.port.Withheld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a mapping uses and that their systems do not give now: removed, renamed, or kept from
 * our user.
 *
 * @param read paths that are not given, by the name of the stream: {@code crm.Account}; {@link
 *     Withheld#ALL} where no record is
 * @param written fields that cannot be written, by the CRM's object; the same where none can
 */
public record Hidden(
        SortedMap<String, SortedSet<String>> read, SortedMap<String, SortedSet<String>> written) {
    public static final Hidden NONE = new Hidden(new TreeMap<>(), new TreeMap<>());

    /** Where it stands among the texts of a mapping; no file of a folder is called so. */
    static final String FILE = "(hidden)";

    private static final String READ = "read ";
    private static final String WRITE = "write ";

    public Hidden {
        read = copy(read);
        written = copy(written);
    }

    private static SortedMap<String, SortedSet<String>> copy(
            SortedMap<String, SortedSet<String>> fields) {
        var copy = new TreeMap<String, SortedSet<String>>();
        fields.forEach(
                (place, names) -> {
                    if (!names.isEmpty()) {
                        copy.put(place, Collections.unmodifiableSortedSet(new TreeSet<>(names)));
                    }
                });
        return Collections.unmodifiableSortedMap(copy);
    }

    public boolean isEmpty() {
        return read.isEmpty() && written.isEmpty();
    }

    SortedSet<String> of(String connection, String stream) {
        return read.getOrDefault(
                new StreamName(connection, stream).toString(), Collections.emptySortedSet());
    }

    /** Whether a path, one above it or one below it is not given. */
    boolean has(String connection, String stream, String path) {
        return of(connection, stream).stream().anyMatch(hidden -> overlap(hidden, path));
    }

    static boolean overlap(String one, String other) {
        return one.equals(Withheld.ALL)
                || other.equals(Withheld.ALL)
                || (one + ".").startsWith(other + ".")
                || (other + ".").startsWith(one + ".");
    }

    /** Whether no record of a stream is given. */
    boolean isWhole(String connection, String stream) {
        return of(connection, stream).contains(Withheld.ALL);
    }

    /** What a field of a place is called; a place as a whole is called by its own name. */
    static String where(String place, String name) {
        return name.equals(Withheld.ALL) ? place : place + "." + name;
    }

    /** Whether one of some fields of an object cannot be written, or none of them. */
    boolean isWriteLost(String object, Collection<String> fields) {
        SortedSet<String> lost = written(object);
        return lost.contains(Withheld.ALL) || lost.stream().anyMatch(fields::contains);
    }

    SortedSet<String> written(String object) {
        return written.getOrDefault(object, Collections.emptySortedSet());
    }

    /** As it is kept beside the texts of the folder. */
    String text() {
        var lines = new ArrayList<String>();
        tell(lines, READ, read);
        tell(lines, WRITE, written);
        return String.join("\n", lines);
    }

    private static void tell(
            List<String> lines, String kind, SortedMap<String, SortedSet<String>> fields) {
        fields.forEach(
                (place, names) -> names.forEach(name -> lines.add(kind + place + " " + name)));
    }

    /** The opposite of {@link #text()}; nothing is hidden where there is no text. */
    static Hidden parse(@Nullable String text) {
        var read = new TreeMap<String, SortedSet<String>>();
        var written = new TreeMap<String, SortedSet<String>>();
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            String[] words = line.split(" ", 3);
            (line.startsWith(READ) ? read : written)
                    .computeIfAbsent(words[1], unused -> new TreeSet<>())
                    .add(words[2]);
        }
        return new Hidden(read, written);
    }
}
