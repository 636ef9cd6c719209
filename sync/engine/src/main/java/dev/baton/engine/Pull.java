package dev.baton.engine;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.core.plan.FieldValues;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.Page;
import dev.baton.port.Projection;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads streams from where they were left to their end and lands what comes: read page, land page
 * with cursor, repeat. The next page is on its way meanwhile, and those before are being stored.
 */
final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

    private final StateStore store;
    private final PersonalData personal;
    private final HeldValues heldValues;
    private final BooleanSupplier stopping;
    private final Workers workers;
    private final Map<StreamKey, Map<String, Map<String, @Nullable Object>>> knownBefore =
            new HashMap<>();

    Pull(
            StateStore store,
            PersonalData personal,
            HeldValues heldValues,
            BooleanSupplier stopping,
            Workers workers) {
        this.store = store;
        this.workers = workers;
        this.personal = personal;
        this.heldValues = heldValues;
        this.stopping = stopping;
    }

    /**
     * Reads one stream to its end.
     *
     * @param now the CRM server's clock: since then we know what comes
     * @return rows that had to be parked
     */
    int run(Stream stream, Source source, Instant now) throws AdapterException {
        Optional<Checkpoint> checkpoint =
                store.checkpoint(stream.key())
                        .filter(each -> each.fingerprint().equals(stream.fingerprint()));
        try {
            return walk(stream, source, now, checkpoint);
        } catch (AdapterException e) {
            if (e.category() != AdapterException.Category.EXPIRED_CURSOR) {
                throw e;
            }
            LOG.warn(
                    "{}: the source no longer knows our cursor; reading the stream from its beginning",
                    stream.key());
            return walk(stream, source, now, Optional.empty());
        }
    }

    private int walk(Stream stream, Source source, Instant now, Optional<Checkpoint> from)
            throws AdapterException {
        boolean backfilled = from.map(Checkpoint::backfilled).orElse(false);
        source.budget().doing(backfilled ? Budget.Work.CHANGES : Budget.Work.BACKFILL);
        Instant freshAt = from.map(Checkpoint::freshAt).orElse(null);
        int parked = 0;
        boolean first = from.isEmpty();
        try (var behind = new LandBehind(store, stream.key(), workers);
                var ahead = new ReadAhead(source, stream.whole(), workers)) {
            OneAhead.Coming<Page> coming = ahead.from(from.map(Checkpoint::cursor).orElse(null));
            while (true) {
                Page page = ReadAhead.arrived(coming);
                boolean done = page.last();
                if (!done) {
                    coming = ahead.from(page.next());
                }
                var next =
                        new Checkpoint(
                                page.next(),
                                stream.fingerprint(),
                                backfilled || done,
                                done ? now : freshAt);
                behind.add(land(stream, page, now, !backfilled, next));
                if (first) {
                    // A source that has opened a job for the rest must find it again after a crash.
                    behind.land();
                    first = false;
                }
                parked += page.unreadable().size();
                if (done) {
                    return parked;
                }
                if (stopping.getAsBoolean()) {
                    throw Push.stopped();
                }
            }
        }
    }

    private LandedPage land(
            Stream stream, Page page, Instant now, boolean backfill, Checkpoint checkpoint) {
        var records = new ArrayList<LandedRecord>();
        var held = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        var facts = Projection.of(stream.request().fields());
        for (RawRecord record : page.records()) {
            Map<String, @Nullable Object> kept =
                    personal.hide(facts.apply(record.fields()), stream.personal());
            if (!stream.request().fields().isEmpty()) {
                records.add(landed(stream, record, kept, now, backfill));
            }
            hold(stream, record, held);
        }
        List<Parked> parked =
                page.unreadable().stream()
                        .map(row -> new Parked(stream.key(), row.record(), row.reason(), now))
                        .toList();
        return new LandedPage(records, held, parked, checkpoint, now);
    }

    /** What is ours in a record, under its id or under our own key. */
    private void hold(
            Stream stream, RawRecord record, Map<String, Map<String, @Nullable Object>> held) {
        String keyField = stream.ours().key();
        if (stream.ours().fields().isEmpty()) {
            return;
        }
        if (keyField == null) {
            if (!record.deleted()) {
                held.put(record.id(), heldValues.of(stream, record));
            }
        } else if (record.fields().get(keyField) instanceof String key) {
            Map<String, @Nullable Object> values = heldValues.of(stream, record);
            values.put(Stream.Ours.DELETED, record.deleted());
            guard(stream, key, values);
            held.put(key, values);
        }
    }

    /** A text that people changed is theirs, and does not stay with us. */
    private void guard(Stream stream, String key, Map<String, @Nullable Object> values) {
        String field = stream.ours().guarded();
        if (field == null) {
            return;
        }
        Object known = known(stream.key()).getOrDefault(key, Map.of()).get(field);
        if (known == null || !FieldValues.same(known, values.get(field))) {
            values.put(field, null);
        }
    }

    private Map<String, Map<String, @Nullable Object>> known(StreamKey key) {
        return knownBefore.computeIfAbsent(key, store::held);
    }

    /** What comes with a backfill counts as known since its creation, and says so. */
    private static LandedRecord landed(
            Stream stream,
            RawRecord record,
            Map<String, @Nullable Object> fields,
            Instant now,
            boolean backfill) {
        Instant created = record.createdAt();
        Instant known = backfill && created != null && created.isBefore(now) ? created : now;
        return new LandedRecord(
                record.id(),
                known,
                backfill,
                created,
                record.modifiedAt(),
                record.deleted(),
                stream.parent().apply(fields),
                fields);
    }
}
