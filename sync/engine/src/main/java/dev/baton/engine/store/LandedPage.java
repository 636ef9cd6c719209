package dev.baton.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one page brings; stored whole or not at all (invariant 1).
 *
 * @param records as versions; those whose fields, parent, deletion and creation equal the version
 *     we have are not stored again; of two with one id the last counts
 * @param held what the CRM holds in the fields that are ours: record id → field → value; empty for
 *     streams that carry none
 * @param parked rows that are no records (invariant 2)
 * @param pulledAt the CRM server's clock at the pull: since when we know what a repeated backfill
 *     changes in a record that we have seen before
 */
public record LandedPage(
        List<LandedRecord> records,
        Map<String, Map<String, @Nullable Object>> held,
        List<Parked> parked,
        Checkpoint checkpoint,
        Instant pulledAt) {
    public LandedPage {
        records = List.copyOf(records);
        held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
        parked = List.copyOf(parked);
    }

    /** The same page with more records; what comes with the page itself is the later word. */
    public LandedPage and(List<LandedRecord> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(more);
        all.addAll(records);
        return new LandedPage(all, held, parked, checkpoint, pulledAt);
    }
}
