package dev.baton.core.measure;

import dev.baton.core.measure.Aggregation.Placed;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as they were at an instant, in their places in time. Looked at and put in order once for
 * all measures that place the same kind of records by the same field.
 */
final class Timelines {
    private final Vocabulary vocabulary;
    private final Instant asOf;
    private final boolean eventsOnly;
    private final Collection<CanonicalRecord> records;
    private final Map<RecordType, List<Stood>> byType = new EnumMap<>(RecordType.class);
    private final Map<Key, Timeline> byKey = new HashMap<>();
    private final Map<Instant, Timelines> pasts = new HashMap<>();

    Timelines(
            Vocabulary vocabulary,
            Instant asOf,
            boolean eventsOnly,
            Collection<CanonicalRecord> records) {
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.eventsOnly = eventsOnly;
        this.records = records;
    }

    /**
     * The records of one type.
     *
     * @param newestFirst those that took place
     * @param unplaced those of which nobody can tell when, or whether, they did
     */
    record Timeline(List<Placed> newestFirst, List<Seen> unplaced) {}

    /** All that a record's place depends on; {@code always}: it has one even without a creation. */
    private record Key(RecordType type, String by, boolean always) {}

    Instant asOf() {
        return asOf;
    }

    /** The same records at an earlier instant, as far as events tell of it. */
    Timelines past(Instant then) {
        return pasts.computeIfAbsent(then, at -> new Timelines(vocabulary, at, true, records));
    }

    Timeline of(RecordType type, Window window) {
        boolean always = window.endless() && window.by().equals(Seen.CREATED_AT);
        return byKey.computeIfAbsent(new Key(type, window.by(), always), this::timeline);
    }

    /** A record that existed at the instant, and the state it had. */
    private record Stood(Seen seen, @Nullable String state) {}

    private List<Stood> stood(RecordType type) {
        var all = new ArrayList<Stood>();
        for (CanonicalRecord record : records) {
            if (record.type() == type) {
                Seen.at(asOf, record, vocabulary, eventsOnly)
                        .ifPresent(seen -> all.add(new Stood(seen, seen.state())));
            }
        }
        return all;
    }

    private Timeline timeline(Key key) {
        var placed = new ArrayList<Placed>();
        var unplaced = new ArrayList<Seen>();
        byType.computeIfAbsent(key.type(), this::stood)
                .forEach(each -> place(key, each, placed, unplaced));
        placed.sort(Aggregation.NEWEST_FIRST);
        return new Timeline(placed, unplaced);
    }

    private void place(Key key, Stood stood, List<Placed> placed, List<Seen> unplaced) {
        Seen seen = stood.seen();
        Reading when = seen.read(key.by());
        if (when instanceof Reading.Unknown) {
            unplaced.add(seen);
            return;
        }
        Instant at = moment(key, when);
        if (at != null && !at.isAfter(asOf)) {
            placed.add(new Placed(seen, new Sight(seen.ref(), at, stood.state())));
        }
    }

    /** When the record took place, null when it did not: an event that has not happened. */
    private static @Nullable Instant moment(Key key, Reading when) {
        Instant at = Seen.moment(when);
        return at == null && key.always() ? Sight.ALWAYS : at;
    }
}
