package dev.baton.simulation.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a write that reached the org, before it is carried out.
 *
 * @param key the field of the upsert key, null for an update or a plain create
 * @param name the id, or the key's value; null for a plain create
 * @param before the row that it would change, null when it would create one
 * @param values what is to be written
 */
public record Written(
        String object,
        @Nullable String key,
        @Nullable String name,
        @Nullable Row before,
        Map<String, @Nullable String> values) {}
