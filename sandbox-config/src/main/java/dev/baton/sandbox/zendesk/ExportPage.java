package dev.baton.sandbox.zendesk;

import java.util.List;

/**
 * A page of an incremental export.
 *
 * @param next where a cursor export goes on
 * @param endTime where a time-based export goes on, epoch seconds
 * @param end whether this page reaches the last row there is
 */
record ExportPage<T extends Ordered>(List<T> rows, ExportCursor next, long endTime, boolean end) {

    /**
     * Cuts a page of a cursor export.
     *
     * @param all in export order
     * @param horizon the last second that may be served
     */
    static <T extends Ordered> ExportPage<T> after(
            ExportCursor cursor, List<T> all, int limit, long horizon) {
        int from = firstAfter(cursor, all);
        int visible = Math.max(from, firstAfter(new ExportCursor(horizon, Long.MAX_VALUE), all));
        List<T> rows = all.subList(from, Math.min(visible, from + limit));
        ExportCursor next = rows.isEmpty() ? cursor : ExportCursor.at(rows.getLast());
        return new ExportPage<>(rows, next, next.second(), from + rows.size() == visible);
    }

    /**
     * Cuts a page of a time-based export. As recorded: the next page starts with the second this
     * one ended in, whose rows come twice; only a page that holds a single second takes all of it,
     * even over the limit, and moves on.
     */
    static <T extends Ordered> ExportPage<T> since(
            long start, List<T> all, int limit, long horizon) {
        ExportPage<T> page = after(ExportCursor.before(start), all, limit, horizon);
        if (page.rows().isEmpty()) {
            return new ExportPage<>(page.rows(), page.next(), start, true);
        }
        long first = page.rows().getFirst().second();
        long last = page.rows().getLast().second();
        if (first != last) {
            return new ExportPage<>(page.rows(), page.next(), last, page.end());
        }
        int from = firstAfter(ExportCursor.before(first), all);
        int to = firstAfter(new ExportCursor(first, Long.MAX_VALUE), all);
        boolean end = to == all.size() || all.get(to).second() > horizon;
        // Not past the horizon, or the next call would be refused as too recent.
        return new ExportPage<>(
                all.subList(from, to), page.next(), Math.min(first + 1, horizon), end);
    }

    /** Binary search: the index of the first row behind the cursor. */
    private static int firstAfter(ExportCursor cursor, List<? extends Ordered> all) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cursor.precedes(all.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
