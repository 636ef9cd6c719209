package dev.baton.helpdesk.zendesk;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.List;
import java.util.Map;

/** How a stream is walked: pure, from a position and what the vendor said there to the next. */
sealed interface Paging permits CursorExport, TimeExport, RatingListing {

    /** Where a backfill begins. */
    Position start();

    /**
     * The query that asks for the page at this position.
     *
     * @param size rows to ask for
     * @throws AdapterException EXPIRED_CURSOR when the position is none of this paging's
     */
    List<Map.Entry<String, String>> query(Position at, int size) throws AdapterException;

    /**
     * Where to go on after this answer.
     *
     * @param size rows that were asked for
     * @throws AdapterException UNAVAILABLE when the answer leads nowhere: it must not be taken for
     *     the end, nor asked for for ever
     */
    Step after(Position at, Listing listing, int size) throws AdapterException;

    /**
     * One step of a walk.
     *
     * @param next the next page, or after the last one the next cycle
     */
    record Step(Position next, boolean last) {}

    /**
     * A step that the next cycle can be told. A place that could not be read back would have the
     * stream read anew for ever.
     *
     * @throws AdapterException UNAVAILABLE when what the vendor named is no such place
     */
    static Step step(Position next, boolean last) throws AdapterException {
        if (!next.canBeKept()) {
            throw stuck("the answer names no place to go on from; try again later");
        }
        return new Step(next, last);
    }

    static AdapterException stuck(String hint) {
        return new AdapterException(Category.UNAVAILABLE, "export_stuck", hint, null);
    }
}
