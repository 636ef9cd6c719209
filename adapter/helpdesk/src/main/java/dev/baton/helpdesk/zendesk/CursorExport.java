package dev.baton.helpdesk.zendesk;

import dev.baton.port.AdapterException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cursor-based incremental export. Only the very first call names a time; whoever named one again
 * later would skip what happened in between.
 *
 * @see <a
 *     href="https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#cursor-based-incremental-exports">Zendesk:
 *     cursor-based incremental exports</a>
 */
record CursorExport() implements Paging {

    @Override
    public Position start() {
        return new Position.Start();
    }

    @Override
    public List<Map.Entry<String, String>> query(Position at, int size) throws AdapterException {
        return List.of(whence(at), Map.entry("per_page", Integer.toString(size)));
    }

    private static Map.Entry<String, String> whence(Position at) throws AdapterException {
        return switch (at) {
            case Position.Start() -> Map.entry("start_time", "1");
            case Position.After(String cursor) -> Map.entry("cursor", cursor);
            case Position.Since since -> throw Position.unknown();
            case Position.Within within -> throw Position.unknown();
        };
    }

    /** At its end an export may name no cursor, or the same again: then we stay where we are. */
    @Override
    public Step after(Position at, Listing listing, int size) throws AdapterException {
        String cursor = listing.about().afterCursor();
        Position next = cursor == null ? at : new Position.After(cursor);
        boolean last = Objects.equals(listing.about().endOfStream(), true);
        if (!last && next.equals(at)) {
            throw Paging.stuck("the export says that it goes on, but not where; try again later");
        }
        return Paging.step(next, last);
    }
}
