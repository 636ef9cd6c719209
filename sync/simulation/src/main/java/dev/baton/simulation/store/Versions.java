package dev.baton.simulation.store;

import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.NewVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every version of every record of a stream. */
final class Versions {
    private final SortedMap<String, List<LandedRecord>> byId = new TreeMap<>(Copies.BY_CODE_POINT);

    /** Adds a version of each record that differs from its last one; of two the last counts. */
    List<NewVersion> land(List<LandedRecord> records, Instant pulledAt) {
        var last = new LinkedHashMap<String, LandedRecord>();
        records.forEach(record -> last.put(record.id(), record));
        var landed = new ArrayList<NewVersion>();
        last.values().forEach(record -> land(record, pulledAt).ifPresent(landed::add));
        return landed;
    }

    private Optional<NewVersion> land(LandedRecord record, Instant pulledAt) {
        List<LandedRecord> versions =
                byId.computeIfAbsent(record.id(), unused -> new ArrayList<>(2));
        if (versions.isEmpty()) {
            versions.add(record);
            return Optional.of(new NewVersion(record.id(), record.parent(), null));
        } else if (differs(versions.getLast(), record)) {
            Instant known = record.reconstructed() ? Copies.micros(pulledAt) : record.knownAt();
            LandedRecord before = versions.getLast();
            Instant after = known.isBefore(before.knownAt()) ? before.knownAt() : known;
            versions.add(later(record, after));
            return Optional.of(new NewVersion(record.id(), record.parent(), before.parent()));
        }
        return Optional.empty();
    }

    private static boolean differs(LandedRecord one, LandedRecord other) {
        return one.deleted() != other.deleted()
                || !Objects.equals(one.parent(), other.parent())
                || !Objects.equals(one.createdAt(), other.createdAt())
                || !one.fields().equals(other.fields());
    }

    /** A later version is known since it came, never since its creation. */
    private static LandedRecord later(LandedRecord record, Instant knownAt) {
        return new LandedRecord(
                record.id(),
                knownAt,
                false,
                record.createdAt(),
                record.modifiedAt(),
                record.deleted(),
                record.parent(),
                record.fields());
    }

    List<LandedRecord> inForce(Instant knownAt) {
        var all = new ArrayList<LandedRecord>(byId.size());
        for (List<LandedRecord> versions : byId.values()) {
            LandedRecord one = inForce(versions, knownAt);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    Optional<LandedRecord> find(String id, Instant knownAt) {
        return Optional.ofNullable(inForce(byId.getOrDefault(id, List.of()), knownAt));
    }

    Optional<Instant> newest(Instant upTo) {
        return byId.values().stream()
                .flatMap(List::stream)
                .map(LandedRecord::modifiedAt)
                .filter(modified -> !modified.isAfter(upTo))
                .max(Comparator.naturalOrder());
    }

    private static @Nullable LandedRecord inForce(List<LandedRecord> versions, Instant knownAt) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            LandedRecord version = versions.get(i);
            if (!version.knownAt().isAfter(knownAt)) {
                return version.deleted() ? null : version;
            }
        }
        return null;
    }
}
