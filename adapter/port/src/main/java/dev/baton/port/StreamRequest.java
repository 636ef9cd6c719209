package dev.baton.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read: one object type of a source.
 *
 * @param stream the source's own name of it: {@code Account}, {@code tickets}
 * @param fields dotted paths, {@code Owner.Name} or {@code metric_set.solved_at}; a path to an
 *     object or list takes all of it. Only these are returned: what nobody mapped never leaves the
 *     adapter
 * @param filled only records that hold something in this field are wanted, null for all; a source
 *     that cannot choose gives all
 */
public record StreamRequest(String stream, List<String> fields, @Nullable String filled) {
    public StreamRequest {
        fields = List.copyOf(fields);
    }

    /** Every record. */
    public StreamRequest(String stream, List<String> fields) {
        this(stream, fields, null);
    }
}
