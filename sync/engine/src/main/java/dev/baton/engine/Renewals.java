package dev.baton.engine;

import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.renewal.Renewal;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Translated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The renewals among the deals, as they were known at an instant. A deal that cannot be translated
 * is left out; that is told where accounts are derived.
 *
 * @param knownAt by what we had learned then
 */
record Renewals(StateStore store, Mappings mappings, RenewalOutputs outputs, Instant knownAt) {
    private static final int TOGETHER = 500;

    /** Every renewal that names its account, with what landed of it. */
    void each(BiConsumer<LandedRecord, Renewal> consumer) {
        for (SourceMapping source : sources()) {
            var waiting = new ArrayList<LandedRecord>();
            store.scan(
                    Streams.key(source.landing()),
                    knownAt,
                    landed -> {
                        waiting.add(landed);
                        if (waiting.size() == TOGETHER) {
                            translate(source, waiting, consumer);
                            waiting.clear();
                        }
                    });
            translate(source, waiting, consumer);
        }
    }

    /** One of them; nothing where it was not known, or was no renewal. */
    Optional<Renewal> find(String id) {
        var found = new ArrayList<Renewal>();
        for (SourceMapping source : sources()) {
            StreamKey stream = Streams.key(source.landing());
            store.find(stream, id, knownAt)
                    .ifPresent(
                            landed ->
                                    translate(
                                            source,
                                            List.of(landed),
                                            (unused, renewal) -> found.add(renewal)));
        }
        return found.stream().findFirst();
    }

    private List<SourceMapping> sources() {
        return mappings.sources().stream()
                .filter(source -> source.connection().equals(mappings.crm()))
                .filter(source -> source.stream().equals(outputs.object()))
                .filter(source -> source.type() == RecordType.OPPORTUNITY)
                .toList();
    }

    private void translate(
            SourceMapping source,
            List<LandedRecord> landed,
            BiConsumer<LandedRecord, Renewal> consumer) {
        Related related = Related.of(store, source, landed, knownAt);
        for (LandedRecord each : landed) {
            if (each.parent() != null
                    && source.translate(Translation.raw(each), related.of(each.id()))
                            instanceof Translated.Good good) {
                Seen.at(knownAt, good.record(), mappings.vocabulary())
                        .flatMap(deal -> Renewal.of(deal, outputs.who()))
                        .ifPresent(renewal -> consumer.accept(each, renewal));
            }
        }
    }
}
