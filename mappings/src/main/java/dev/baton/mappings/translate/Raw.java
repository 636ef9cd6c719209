package dev.baton.mappings.translate;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as its source gave it.
 *
 * @param createdAt null where the source does not say
 * @param modifiedAt since when the source has had these values
 * @param fields what JSON can say, as in {@link dev.baton.port.RawRecord#fields()}; nobody changes
 *     it any more: there are too many records to copy each
 */
public record Raw(
        String id,
        @Nullable Instant createdAt,
        Instant modifiedAt,
        Map<String, @Nullable Object> fields) {

    public Raw {
        fields = Collections.unmodifiableMap(fields);
    }
}
