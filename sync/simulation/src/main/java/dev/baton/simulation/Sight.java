package dev.baton.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * From when on each record may be counted as it was, in the eyes of one cycle.
 *
 * <p>Vendors withhold a record while it changes: an export its last minute, a walk all that got its
 * stamp after the walk began. Of two changes of which neither was at rest when we looked, we see
 * neither, and a ticket that is touched every time we look stays unseen for as long as that goes
 * on. Such a record counts as an earlier cycle saw it, since nobody lets us see more; all others
 * count as they were at some instant of this cycle's window.
 */
final class Sight {
    private final Instant begun;
    private final Instant window;
    private final Instant first;
    private final Map<String, Instant> earlier;

    private Sight(Instant begun, Instant window, Instant first, Map<String, Instant> earlier) {
        this.begun = begun;
        this.window = window;
        this.first = first;
        this.earlier = earlier;
    }

    /**
     * Of the first cycle.
     *
     * @param begun when it begins
     * @param window vendors show what bears an earlier stamp from then on
     */
    static Sight first(Instant begun, Instant window) {
        return new Sight(begun, window, window, Map.of());
    }

    /**
     * Of the cycle after this one.
     *
     * @param stamps the last one of every record, when this one was over
     * @param whole whether this one read everything to its end
     */
    Sight next(Instant begun, Instant window, Map<String, Instant> stamps, boolean whole) {
        var seen = new HashMap<>(earlier);
        stamps.forEach(
                (id, stamp) -> {
                    if (whole && isShown(stamp)) {
                        seen.put(id, this.window);
                    }
                });
        return new Sight(begun, window, first, seen);
    }

    private boolean isShown(Instant stamp) {
        return stamp.isBefore(window);
    }

    Instant begun() {
        return begun;
    }

    /** From when on a record counts; {@code stamp} is its last one. */
    Instant from(String id, Instant stamp) {
        return isShown(stamp) ? window : earlier.getOrDefault(id, first);
    }

    /** Whether no cycle was shown a record yet. */
    boolean isNew(String id, Instant stamp) {
        return !isShown(stamp) && !earlier.containsKey(id);
    }

    /** As if everything were shown as it is. */
    static Sight now() {
        return first(Instant.MAX, Instant.MAX);
    }
}
