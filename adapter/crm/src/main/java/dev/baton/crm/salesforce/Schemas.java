package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes, kept for a while: streams of one cycle share their parents, and a change of a field or
 * a right is seen by the next cycle. Thread-safe.
 */
final class Schemas {
    private static final Duration FRESH = Duration.ofMinutes(10);

    private record Kept(Optional<ObjectSchema> schema, Instant at) {}

    private final SalesforceRest rest;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new HashMap<>();

    Schemas(SalesforceRest rest, InstantSource clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** The object's schema; empty if it does not exist or is hidden from our user. */
    Optional<ObjectSchema> of(String object) throws AdapterException {
        Kept known = known(object);
        if (known != null) {
            return known.schema();
        }
        Optional<ObjectSchema> schema = rest.describe(object);
        keep(object, new Kept(schema, clock.instant()));
        return schema;
    }

    /** What the last describe said, however long ago; asks nobody. Empty before the first. */
    synchronized Optional<ObjectSchema> seen(String object) {
        Kept known = kept.get(Soql.fold(object));
        return known == null ? Optional.empty() : known.schema();
    }

    /** A query was refused for what we believed: believe nothing. */
    synchronized void forget() {
        kept.clear();
    }

    private synchronized @Nullable Kept known(String object) {
        Kept known = kept.get(Soql.fold(object));
        return known != null && isFresh(known.at()) ? known : null;
    }

    private synchronized void keep(String object, Kept fresh) {
        kept.put(Soql.fold(object), fresh);
    }

    private boolean isFresh(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }
}
