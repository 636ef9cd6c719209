package dev.baton.port;

import java.util.Collection;
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
 * @param rereads whether the stream is read anew from its beginning from time to time, so that
 *     fields are welcome whose change leaves no trace on the record
 */
public record StreamRequest(
        String stream, List<String> fields, @Nullable String filled, boolean rereads) {
    public StreamRequest {
        fields = List.copyOf(fields);
    }

    /** Every record, read once. */
    public StreamRequest(String stream, List<String> fields) {
        this(stream, fields, null, false);
    }

    /** The same with other fields. */
    public StreamRequest asking(List<String> others) {
        return new StreamRequest(stream, others, filled, rereads);
    }

    /** The same without some of its fields. */
    public StreamRequest without(Collection<String> left) {
        return asking(fields.stream().filter(field -> !left.contains(field)).toList());
    }
}
