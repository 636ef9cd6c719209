package dev.baton.port;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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
 * @param asHeld those of the fields that are ours: an amount among them is wanted as its record
 *     shows it, in the record's own currency
 */
public record StreamRequest(
        String stream,
        List<String> fields,
        @Nullable String filled,
        boolean rereads,
        SortedSet<String> asHeld) {
    public StreamRequest {
        fields = List.copyOf(fields);
        asHeld = Collections.unmodifiableSortedSet(new TreeSet<>(asHeld));
    }

    /** None of the fields is ours. */
    public StreamRequest(
            String stream, List<String> fields, @Nullable String filled, boolean rereads) {
        this(stream, fields, filled, rereads, Collections.emptySortedSet());
    }

    /** Every record, read once. */
    public StreamRequest(String stream, List<String> fields) {
        this(stream, fields, null, false);
    }

    /** The same with other fields. */
    public StreamRequest asking(List<String> others) {
        return new StreamRequest(stream, others, filled, rereads, asHeld);
    }

    /** The same, some of whose fields are ours. */
    public StreamRequest holding(Collection<String> ours) {
        return new StreamRequest(stream, fields, filled, rereads, new TreeSet<>(ours));
    }

    /** The same without some of its fields. */
    public StreamRequest without(Collection<String> left) {
        return asking(fields.stream().filter(field -> !left.contains(field)).toList());
    }
}
