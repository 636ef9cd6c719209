package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Raw;
import dev.baton.mappings.translate.Translated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Translates landed records, and sets aside those that cannot be. Thread-safe. */
final class Translation {
    private final Instant knownAt;
    private final SortedMap<StreamKey, SortedMap<String, Parked>> bad =
            new ConcurrentSkipListMap<>();

    /**
     * @param knownAt since when it is known what cannot be translated
     */
    Translation(Instant knownAt) {
        this.knownAt = knownAt;
    }

    /**
     * Adds a record to others, if it can be translated.
     *
     * @param children by their name in the mapping
     */
    void add(
            SourceMapping source,
            LandedRecord landed,
            Map<String, List<Raw>> children,
            List<CanonicalRecord> into) {
        switch (source.translate(raw(landed), children)) {
            case Translated.Good good -> into.add(good.record());
            case Translated.Bad wrong -> park(source, landed, wrong.field(), wrong.reason());
        }
    }

    /** Sets a record aside, once. */
    void park(SourceMapping source, LandedRecord landed, String field, String reason) {
        StreamKey stream = Streams.key(source.landing());
        bad.computeIfAbsent(stream, unused -> new ConcurrentSkipListMap<>())
                .put(landed.id(), new Parked(stream, landed.id(), field + ": " + reason, knownAt));
    }

    /** What was set aside so far. */
    List<Parked> parked() {
        return bad.values().stream().flatMap(each -> each.values().stream()).toList();
    }

    static Raw raw(LandedRecord landed) {
        return new Raw(landed.id(), landed.createdAt(), landed.modifiedAt(), landed.fields());
    }
}
