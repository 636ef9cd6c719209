package dev.baton.helpdesk.zendesk;

import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one answer said.
 *
 * @param about what stands beside the rows
 */
record Listing(List<RawRecord> records, List<Page.Unreadable> unreadable, About about) {
    Listing {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    int rows() {
        return records.size() + unreadable.size();
    }

    /** The newest record's own instant, or the given one if none is newer. */
    long newest(long orElse) {
        return records.stream()
                .mapToLong(record -> record.modifiedAt().getEpochSecond())
                .reduce(orElse, Math::max);
    }

    /**
     * The vendor's word on where this page stands. Null where it said nothing.
     *
     * @param afterCursor of a cursor-based export, or of a listing's {@code meta}
     * @param endOfStream whether an export has caught up; false does not promise that rows follow
     * @param endTime of a time-based export, epoch seconds
     * @param hasMore whether a listing goes on
     * @param nextLink address of a listing's next page. Never called: only its cursor is used
     */
    record About(
            @Nullable String afterCursor,
            @Nullable Boolean endOfStream,
            @Nullable Long endTime,
            @Nullable Boolean hasMore,
            @Nullable String nextLink) {}
}
