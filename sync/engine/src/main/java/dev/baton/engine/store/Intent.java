package dev.baton.engine.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we are about to write to one record. Stored before the first send: from then on its outcome
 * is unknown, until an answer or a read-back tells.
 *
 * @param object the CRM's object
 * @param record its id
 * @param changes field → old and new value, in plan order
 * @param evidence digest of what the new values were computed from
 */
public record Intent(
        String connection,
        String object,
        String record,
        Map<String, Change> changes,
        String evidence) {
    public Intent {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** Values as in {@link dev.baton.port.WriteRequest#fields()}. */
    public record Change(@Nullable Object before, @Nullable Object after) {}
}
