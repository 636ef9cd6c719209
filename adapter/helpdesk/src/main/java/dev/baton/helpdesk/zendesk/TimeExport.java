package dev.baton.helpdesk.zendesk;

import dev.baton.port.AdapterException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time-based incremental export: the end of one page is the start of the next. A page is filled
 * up to the end of its last second where the vendor's limit allows; where it does not, the second
 * begins the next page again. Rows repeat at the border.
 *
 * @see <a
 *     href="https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#time-based-incremental-exports">Zendesk:
 *     time-based incremental exports</a>
 */
record TimeExport() implements Paging {

    @Override
    public Position start() {
        return new Position.Since(1);
    }

    @Override
    public List<Map.Entry<String, String>> query(Position at, int size) throws AdapterException {
        return List.of(
                Map.entry("start_time", Long.toString(second(at))),
                Map.entry("per_page", Integer.toString(size)));
    }

    private static long second(Position at) throws AdapterException {
        return switch (at) {
            case Position.Since(long second) -> second;
            case Position.Start start -> throw Position.unknown();
            case Position.After after -> throw Position.unknown();
            case Position.Within within -> throw Position.unknown();
        };
    }

    @Override
    public Step after(Position at, Listing listing, int size) throws AdapterException {
        long start = second(at);
        @Nullable Long told = listing.about().endTime();
        long end = told == null ? start : Math.max(start, told);
        Boolean ended = listing.about().endOfStream();
        boolean caughtUp = ended == null ? listing.rows() < size : ended;
        if (!caughtUp && end == start) {
            return holdingOneSecond(at, listing);
        }
        return Paging.step(new Position.Since(end), caughtUp);
    }

    /**
     * A page that ends where it began holds all of that second, unless the vendor's limit cut it:
     * then what lies behind the limit can never be reached, and silence would hide that.
     */
    private static Step holdingOneSecond(Position at, Listing listing) throws AdapterException {
        if (listing.rows() >= ZendeskSettings.PAGE_SIZE) {
            throw Paging.stuck(
                    "more records share one second than a page can hold, so that this export"
                            + " cannot pass it; ask Zendesk's support");
        }
        return Paging.step(at, true);
    }
}
