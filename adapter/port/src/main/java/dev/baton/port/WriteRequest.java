package dev.baton.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new values of one record.
 *
 * @param id 18 characters; of an upsert the value of its key
 * @param fields String, Boolean, {@link java.math.BigDecimal}, {@link java.time.LocalDate}, {@link
 *     java.time.Instant}, or null to empty the field
 */
public record WriteRequest(String id, Map<String, @Nullable Object> fields) {
    public WriteRequest {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
