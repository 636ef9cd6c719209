package dev.baton.mappings;

import dev.baton.core.plan.Digests;
import dev.baton.mappings.translate.SourcePath;
import dev.baton.port.StreamRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object type as it is read and landed, whatever sources, links or children it serves.
 *
 * @param system the connection's type
 * @param request exactly the paths that something uses, in alphabetical order
 * @param hashed paths whose text the landing replaces by a keyed hash
 * @param parentPath where a record names the one it belongs to, null when it belongs to none
 */
public record MappedStream(
        String connection,
        String system,
        StreamRequest request,
        SortedSet<String> hashed,
        @Nullable String parentPath)
        implements Comparable<MappedStream> {
    private static final Comparator<MappedStream> ORDER =
            Comparator.comparing(MappedStream::connection).thenComparing(MappedStream::stream);

    public MappedStream {
        hashed = Collections.unmodifiableSortedSet(new TreeSet<>(hashed));
    }

    /** The source's own name of it. */
    public String stream() {
        return request.stream();
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
                        parentPath == null ? "" : parentPath));
    }

    /** The id of the record that this one belongs to; null for none. */
    public @Nullable String parent(Map<String, @Nullable Object> fields) {
        return parentPath == null ? null : SourcePath.id(parentPath, fields);
    }

    @Override
    public int compareTo(MappedStream other) {
        return ORDER.compare(this, other);
    }
}
