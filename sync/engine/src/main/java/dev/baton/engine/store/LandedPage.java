package dev.baton.engine.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one page brings; stored whole or not at all (invariant 1).
 *
 * @param records as versions; those whose fields, parent and deletion equal the version we have are
 *     not stored again
 * @param held what the CRM holds in the fields that are ours: record id → field → value; empty for
 *     streams that carry none
 * @param parked rows that are no records (invariant 2)
 */
public record LandedPage(
        List<LandedRecord> records,
        Map<String, Map<String, @Nullable Object>> held,
        List<Parked> parked,
        Checkpoint checkpoint) {
    public LandedPage {
        records = List.copyOf(records);
        parked = List.copyOf(parked);
    }
}
