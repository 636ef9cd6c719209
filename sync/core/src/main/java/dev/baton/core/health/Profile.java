package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.model.Seen;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a model look at.
 *
 * @param seen the account as it was at the instant; empty when it did not exist yet
 * @param measured every measure of the model by name
 * @param segments the segment it is in, by dimension; a dimension none of whose segments fits it is
 *     absent
 * @param health the band of its health, which other scores may look at; null where that is told
 *     itself
 */
public record Profile(
        Optional<Seen> seen,
        Instant asOf,
        SortedMap<String, Measured> measured,
        SortedMap<String, String> segments,
        @Nullable Band health) {
    /** For telling its health itself. */
    public Profile(
            Optional<Seen> seen,
            Instant asOf,
            SortedMap<String, Measured> measured,
            SortedMap<String, String> segments) {
        this(seen, asOf, measured, segments, null);
    }

    public Profile {
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    }

    Profile with(SortedMap<String, String> placed) {
        return new Profile(seen, asOf, measured, placed, health);
    }
}
