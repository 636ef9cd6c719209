package dev.baton.port;

import java.util.List;

/**
 * What to read: one object type of a source.
 *
 * @param stream the source's own name of it: {@code Account}, {@code tickets}
 * @param fields dotted paths, {@code Owner.Name} or {@code metric_set.solved_at}; a path to an
 *     object or list takes all of it. Only these are returned: what nobody mapped never leaves the
 *     adapter
 */
public record StreamRequest(String stream, List<String> fields) {
    public StreamRequest {
        fields = List.copyOf(fields);
    }
}
