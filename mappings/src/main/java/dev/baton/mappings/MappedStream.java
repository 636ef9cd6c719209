package dev.baton.mappings;

import dev.baton.core.plan.Digests;
import dev.baton.mappings.link.Linker;
import dev.baton.mappings.translate.SourcePath;
import dev.baton.port.StreamRequest;
import dev.baton.port.Withheld;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object type as it is read and landed, whatever sources, links or children it serves.
 *
 * @param system the connection's type
 * @param request exactly the paths that something uses, in alphabetical order
 * @param hashed paths whose text the landing replaces by a keyed hash
 * @param parent how a record names the one it belongs to, null when it belongs to none
 * @param table what makes records of rows, null for a system that knows its own records
 * @param rereadDays after how many days it is read anew from its beginning, at least 1; null for
 *     never
 * @param places where the mapping names each path, with file, line and column
 */
public record MappedStream(
        String connection,
        String system,
        StreamRequest request,
        SortedSet<String> hashed,
        @Nullable Parent parent,
        @Nullable Table table,
        @Nullable Integer rereadDays,
        SortedMap<String, SortedSet<String>> places)
        implements Comparable<MappedStream> {
    private static final Comparator<MappedStream> ORDER =
            Comparator.comparing(MappedStream::connection).thenComparing(MappedStream::stream);

    /**
     * How a record names the one it belongs to.
     *
     * @param path where
     * @param key by a key of its own, letter case set aside, not by its id
     */
    public record Parent(String path, boolean key) {}

    public MappedStream {
        hashed = Collections.unmodifiableSortedSet(new TreeSet<>(hashed));
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    /** The source's own name of it. */
    public String stream() {
        return request.stream();
    }

    /** Where the mapping names a path, or one below it. */
    public SortedSet<String> places(String path) {
        var found = new TreeSet<String>();
        places.forEach(
                (named, at) -> {
                    if (Hidden.overlap(named, path)) {
                        found.addAll(at);
                    }
                });
        return found;
    }

    /** The same stream while some of its fields are not given. */
    MappedStream without(SortedSet<String> lost) {
        if (lost.isEmpty()) {
            return this;
        }
        var kept = new TreeSet<>(hashed);
        kept.removeIf(path -> isLost(path, lost));
        return new MappedStream(
                connection,
                system,
                lost.contains(Withheld.ALL) ? request.asking(List.of()) : request.without(lost),
                kept,
                parent == null || isLost(parent.path(), lost) ? null : parent,
                table,
                rereadDays,
                places);
    }

    private static boolean isLost(String path, SortedSet<String> lost) {
        return lost.stream().anyMatch(each -> Hidden.overlap(each, path));
    }

    /**
     * Changes whenever what is landed does, so that the stream has to be read again from its
     * beginning. SHA-256 in hexadecimal.
     */
    public String fingerprint() {
        return Digests.of(
                List.of(
                        connection,
                        stream(),
                        String.join("\n", request.fields()),
                        String.join("\n", hashed),
                        parent == null ? "" : parent.toString(),
                        table == null ? "" : table.digest()));
    }

    /**
     * The id of the record that this one belongs to, or its key as {@link Linker#folded} makes it;
     * null for none.
     */
    public @Nullable String parent(Map<String, @Nullable Object> fields) {
        String named = parent == null ? null : SourcePath.id(parent.path(), fields);
        return named == null || parent == null || !parent.key() ? named : folded(named);
    }

    private static @Nullable String folded(String key) {
        String folded = Linker.folded(key);
        return folded.isEmpty() ? null : folded;
    }

    @Override
    public int compareTo(MappedStream other) {
        return ORDER.compare(this, other);
    }
}
