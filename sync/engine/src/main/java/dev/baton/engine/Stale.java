package dev.baton.engine;

import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Connection;
import dev.baton.mappings.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source that answers and brings nothing new. What is concluded from it would pass for current,
 * so nothing is written (invariant 8).
 *
 * @param connection the source
 * @param newest when its newest record was modified, null when it has brought none
 * @param limitDays how old that may be
 */
public record Stale(String connection, @Nullable Instant newest, int limitDays) {

    /**
     * The stale sources of a mapping, in order of name.
     *
     * @param asOf only what was modified by then counts
     */
    static List<Stale> of(StateStore store, Mappings mappings, Instant asOf) {
        var stale = new ArrayList<Stale>();
        for (Connection connection : mappings.connections().values()) {
            Integer days = connection.staleAfterDays();
            if (days != null) {
                Instant newest = newest(store, connection, asOf);
                if (newest == null || newest.isBefore(asOf.minus(Duration.ofDays(days)))) {
                    stale.add(new Stale(connection.name(), newest, days));
                }
            }
        }
        return List.copyOf(stale);
    }

    private static @Nullable Instant newest(StateStore store, Connection connection, Instant asOf) {
        return connection.streams().stream()
                .map(stream -> store.newest(new StreamKey(connection.name(), stream), asOf))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** As a person reads it, with the way out. */
    public String told() {
        return connection
                + (newest == null
                        ? " has brought no record at all"
                        : " has brought nothing newer than " + newest)
                + ", and "
                + limitDays
                + " days are its limit: what is concluded from it would pass for current. Mend the"
                + " source, or raise its stale_after_days in connections.yaml.";
    }
}
