package dev.baton.sandbox.zendesk;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All versions of all records of one type. A record exists from its first version on. */
final class Timeline {
    private final List<Version> versions;
    private volatile @Nullable Snapshot latest;

    /**
     * The versions may come in any order; of two of the same record and second the later in the
     * list counts.
     */
    Timeline(Collection<Version> versions) {
        // A stable sort, hence the promise above.
        this.versions = versions.stream().sorted(Ordered.EXPORT_ORDER).toList();
    }

    /**
     * The records as they are at one second.
     *
     * @param current in export order, one version a record
     * @param byId the same ones
     */
    record Snapshot(long second, List<Version> current, Map<Long, Version> byId) {}

    /** Kept until the clock moves, since all pages of an export are cut from the same one. */
    Snapshot at(Instant now) {
        Snapshot known = latest;
        if (known == null || known.second() != now.getEpochSecond()) {
            known = snapshot(now.getEpochSecond());
            latest = known;
        }
        return known;
    }

    private Snapshot snapshot(long second) {
        var byId = new LinkedHashMap<Long, Version>();
        for (Version version : versions) {
            if (version.second() > second) {
                break;
            }
            // Removed first, so that the map stays in export order.
            byId.remove(version.id());
            byId.put(version.id(), version);
        }
        return new Snapshot(second, List.copyOf(byId.values()), byId);
    }
}
