package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from. Contract for implementers (held by the testkit's cases):
 *
 * <ul>
 *   <li>at least once: a record modified after a cursor was made is returned by a later read from
 *       that cursor; equal instants at a page border lose nothing; duplicates are fine;
 *   <li>a cursor may be read again at any time, also by another process;
 *   <li>only requested fields are returned; a deletion is a record with {@code deleted}, absence
 *       means nothing.
 * </ul>
 */
public interface Source extends AutoCloseable {

    /** The kind of system, as people know it: {@code salesforce}, {@code zendesk}. */
    String system();

    /** The source's clock now. One call at most. */
    Instant serverTime() throws AdapterException;

    /**
     * Reads one page.
     *
     * @param cursor null to begin from the very first record (a backfill)
     */
    Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException;

    /**
     * What would keep these streams from being read: unknown objects and fields, missing rights.
     * Empty when all is well.
     */
    List<Finding> check(List<StreamRequest> requests) throws AdapterException;

    /**
     * What reading a whole stream would take; a few calls at most.
     *
     * @return nothing where a source cannot tell beforehand
     */
    default Optional<Forecast> forecast(StreamRequest request) throws AdapterException {
        return Optional.empty();
    }

    /**
     * Which of the fields asked for the source does not give now, or that it gives nothing of the
     * stream; {@link #read} refuses a request for them as BAD_REQUEST. A source that does not know
     * its fields beforehand gives none.
     */
    default List<Withheld> withheld(StreamRequest request) throws AdapterException {
        return List.of();
    }

    /**
     * Looks at every record, to find those that are no longer there: deleted for good, or out of
     * our user's sight. Needed where a stream is read from its beginning again, for then nothing
     * tells of deletions meanwhile.
     *
     * @param known ids of records that the source gave once, each once
     * @return those of them that it does not give any more; nothing where absence says nothing
     */
    default Set<String> gone(StreamRequest request, Set<String> known) throws AdapterException {
        return Set.of();
    }

    /** The most ids one {@link #reread} takes; 0 for a source that reads nothing by ids. */
    default int rereadBatch() {
        return 0;
    }

    /** Records as they are now, and rows that are none. */
    record Reread(List<RawRecord> records, List<Page.Unreadable> unreadable) {
        public Reread {
            records = List.copyOf(records);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Reads records by their ids, for changes that move no cursor.
     *
     * @param ids at most {@link #rereadBatch()}; those that name nothing are passed over
     */
    default Reread reread(StreamRequest request, List<String> ids) throws AdapterException {
        throw new UnsupportedOperationException(system() + " reads nothing by ids");
    }

    /** Requests sent since this source was opened, retries and token requests included. */
    long calls();

    /** The calls that we may still make; a system without a daily allowance has no limit. */
    default Budget budget() {
        return Budget.NONE;
    }

    @Override
    void close();
}
