package dev.baton.port;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as its source gave it, cut down to the fields that were asked for.
 *
 * <p>Values are what JSON can say: String, Boolean, Long, Double, {@code List}, {@code Map} with
 * String keys, or null. A key that is present with null was empty at the source; a key that is
 * absent was not sent at all.
 *
 * @param id the source's own id, unique within its stream
 * @param createdAt null where the source does not say
 * @param modifiedAt the source's own ordering instant, by the source's clock
 * @param deleted a tombstone: the source says that the record is gone (its absence would never say
 *     so)
 * @param mergedInto id of the record that took this one over; only of tombstones, null for none
 * @param fields in the order of the request
 */
public record RawRecord(
        String id,
        @Nullable Instant createdAt,
        Instant modifiedAt,
        boolean deleted,
        @Nullable String mergedInto,
        Map<String, @Nullable Object> fields) {

    public RawRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A record that was not merged into another. */
    public RawRecord(
            String id,
            @Nullable Instant createdAt,
            Instant modifiedAt,
            boolean deleted,
            Map<String, @Nullable Object> fields) {
        this(id, createdAt, modifiedAt, deleted, null, fields);
    }
}
