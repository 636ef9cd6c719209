package dev.baton.engine.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a source's record, cut down to the mapped fields. The store keeps instants to the
 * microsecond.
 *
 * @param id the source's id
 * @param knownAt since when we know this version, by the CRM server's clock; for a record that came
 *     with a backfill the instant of its creation. Within one record it never steps back: a version
 *     that comes later is known no earlier than the one before it
 * @param reconstructed it came with a backfill: its fields say how it is now, not how it was at
 *     {@code knownAt}. Only a record's first version can be that
 * @param createdAt null where the source does not say
 * @param modifiedAt since when the source has had these values
 * @param deleted a tombstone
 * @param parent id of the record this one belongs to (a ticket's organisation), null for none
 * @param fields as in {@link dev.baton.port.RawRecord#fields()}; read from the store, in order of
 *     name
 */
public record LandedRecord(
        String id,
        Instant knownAt,
        boolean reconstructed,
        @Nullable Instant createdAt,
        Instant modifiedAt,
        boolean deleted,
        @Nullable String parent,
        Map<String, @Nullable Object> fields) {

    public LandedRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
