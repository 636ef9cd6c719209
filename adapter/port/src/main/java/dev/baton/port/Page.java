package dev.baton.port;

import java.time.Instant;
import java.util.List;

/**
 * One page of a stream. Its records and its cursor are stored together or not at all (invariant 1).
 *
 * @param records in the source's order; the same record may come again on a later page
 * @param unreadable what could not be read as a record; parked, never dropped (invariant 2)
 * @param next where to go on: the next page, or, after the last one, the next cycle
 * @param last true when the source has nothing more for now, with evidence (done, end_of_stream),
 *     not by emptiness
 * @param serverTime the source's clock when it answered
 */
public record Page(
        List<RawRecord> records,
        List<Unreadable> unreadable,
        Cursor next,
        boolean last,
        Instant serverTime) {

    public Page {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A row that is no record.
     *
     * @param record its id, or where it stood in the page; never its content
     * @param reason what is wrong with it, without its values
     */
    public record Unreadable(String record, String reason) {}
}
