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
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Projection;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads streams from where they were left to their end and lands what comes: read page, land page
 * with cursor, repeat. The next page is on its way meanwhile, and those before are being stored.
 */
final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

    /** So many may go without anybody being asked. */
    private static final int MANY = 100;

    private final StateStore store;
    private final PersonalData personal;
    private final HeldValues heldValues;
    private final Controls controls;
    private final Workers workers;
    private final Merges merges;
    private final Brought brought;
    private final Map<StreamKey, Map<String, Map<String, @Nullable Object>>> knownBefore =
            new HashMap<>();

    Pull(
            StateStore store,
            PersonalData personal,
            HeldValues heldValues,
            Controls controls,
            Workers workers,
            Merges merges,
            Brought brought) {
        this.brought = brought;
        this.store = store;
        this.merges = merges;
        this.workers = workers;
        this.personal = personal;
        this.heldValues = heldValues;
        this.controls = controls;
    }

    /**
     * Reads one stream to its end.
     *
     * @param now the CRM server's clock: since then we know what comes
     * @return rows that had to be parked
     */
    int run(Stream stream, Source source, Instant now) throws AdapterException {
        return run(stream, stream, source, now);
    }

    /**
     * The same of a stream some of whose fields are left out for now.
     *
     * @param whole with all of them: what was read so far need not be read again without them. When
     *     they come back it is, for nobody knows what they held meanwhile
     */
    int run(Stream stream, Stream whole, Source source, Instant now) throws AdapterException {
        News.Doubt doubt = controls.news().doubt(stream.key());
        return switch (doubt) {
            case News.Doubt.None none -> fromCursor(stream, whole, source, now);
            case News.Doubt.Whole all -> anew(stream, whole, source, now, doubt);
            case News.Doubt.Records(Set<String> ids) when source.rereadBatch() == 0 ->
                    anew(stream, whole, source, now, doubt);
            case News.Doubt.Records(Set<String> ids) -> {
                int parked =
                        fromCursor(stream, whole, source, now) + reread(stream, source, now, ids);
                controls.news().settled(stream.key(), doubt);
                yield parked;
            }
        };
    }

    private int anew(Stream stream, Stream whole, Source source, Instant now, News.Doubt doubt)
            throws AdapterException {
        LOG.warn("{}: more changed than events tell; reading it from its beginning", stream.key());
        store.rewind(stream.key());
        controls.news().settled(stream.key(), doubt);
        return fromCursor(stream, whole, source, now);
    }

    /** After the walk, whose cursor stays as it is. */
    int reread(Stream stream, Source source, Instant now, Collection<String> ids)
            throws AdapterException {
        int parked = 0;
        for (List<String> batch : Batches.of(List.copyOf(ids), source.rereadBatch())) {
            Source.Reread again = source.reread(stream.whole(), batch);
            Checkpoint checkpoint = store.checkpoint(stream.key()).orElseThrow();
            var page =
                    new Page(again.records(), again.unreadable(), checkpoint.cursor(), true, now);
            LandedPage landed = land(stream, page, now, false, checkpoint);
            brought.add(stream.key(), store.commit(stream.key(), landed), landed.held().keySet());
            parked += again.unreadable().size();
        }
        return parked;
    }

    private int fromCursor(Stream stream, Stream whole, Source source, Instant now)
            throws AdapterException {
        Optional<Checkpoint> checkpoint =
                store.checkpoint(stream.key()).filter(each -> isGood(each, stream, whole));
        boolean begun = checkpoint.map(Checkpoint::backfilled).orElse(false);
        int parked = changes(stream, source, now, checkpoint);
        Integer days = stream.rereadDays();
        if (days != null && begun) {
            parked += rereadWhole(stream, source, now, days);
        } else if (days != null) {
            noteReread(stream, now);
        }
        return parked;
    }

    private static boolean isGood(Checkpoint checkpoint, Stream stream, Stream whole) {
        return checkpoint.fingerprint().equals(stream.fingerprint())
                || (checkpoint.backfilled()
                        && checkpoint.fingerprint().equals(whole.fingerprint()));
    }

    private int changes(Stream stream, Source source, Instant now, Optional<Checkpoint> checkpoint)
            throws AdapterException {
        try {
            return walk(stream, source, now, checkpoint);
        } catch (AdapterException e) {
            if (e.category() != AdapterException.Category.EXPIRED_CURSOR) {
                throw e;
            }
            LOG.warn(
                    "{}: the source cannot go on from where we were; reading the stream from its"
                            + " beginning: {}",
                    stream.key(),
                    e.getMessage());
            return walk(stream, source, now, Optional.empty());
        }
    }

    private int walk(Stream stream, Source source, Instant now, Optional<Checkpoint> from)
            throws AdapterException {
        boolean backfilled = from.map(Checkpoint::backfilled).orElse(false);
        source.budget().doing(backfilled ? Budget.Work.CHANGES : Budget.Work.BACKFILL);
        if (!backfilled) {
            controls.news().readingWhole(stream.key());
        }
        Instant freshAt = from.map(Checkpoint::freshAt).orElse(null);
        var gone = new ArrayList<LandedRecord>();
        if (from.isEmpty()) {
            gone.addAll(gone(stream, source, now));
        }
        return pages(
                stream,
                source,
                from.map(Checkpoint::cursor).orElse(null),
                page -> {
                    var next =
                            new Checkpoint(
                                    page.next(),
                                    stream.fingerprint(),
                                    backfilled || page.last(),
                                    page.last() ? now : freshAt);
                    LandedPage landed = land(stream, page, now, !backfilled, next).and(gone);
                    gone.clear();
                    return landed;
                });
    }

    /** One page as it is stored. */
    private interface Landing {
        LandedPage of(Page page);
    }

    private int pages(Stream stream, Source source, @Nullable Cursor from, Landing landing)
            throws AdapterException {
        int parked = 0;
        boolean first = from == null;
        try (var behind = new LandBehind(store, stream.key(), brought, workers);
                var ahead = new ReadAhead(source, stream.whole(), workers)) {
            Ahead.Coming<Page> coming = ahead.from(from);
            while (true) {
                Page page = ReadAhead.arrived(coming);
                boolean done = page.last();
                if (!done) {
                    coming = ahead.from(page.next());
                }
                behind.add(landing.of(page));
                if (first) {
                    // A source that has opened a job for the rest must find it again after a crash.
                    behind.land();
                    first = false;
                }
                parked += page.unreadable().size();
                if (done) {
                    return parked;
                }
                if (controls.stopping().getAsBoolean()) {
                    throw Push.stopped();
                }
            }
        }
    }

    /**
     * What is known and is no longer there; a stream that is read from its beginning brings no word
     * of it.
     */
    private List<LandedRecord> gone(Stream stream, Source source, Instant now)
            throws AdapterException {
        var known = new TreeSet<String>();
        store.scan(stream.key(), now, each -> known.add(each.id()));
        if (known.isEmpty()) {
            return List.of();
        }
        Set<String> gone = source.gone(stream.request(), known);
        requireCredible(stream, gone.size(), known.size());
        return gone.stream()
                .sorted()
                .map(id -> new LandedRecord(id, now, false, null, now, true, null, Map.of()))
                .toList();
    }

    /** Rows that we may no longer see look like rows that were deleted, and like health. */
    private static void requireCredible(Stream stream, int gone, int known) {
        if (gone > MANY && gone > known / 2) {
            throw new GuardException(
                    stream.key()
                            + " does not show "
                            + gone
                            + " of "
                            + known
                            + " records that it gave before; nothing of it was taken over. If our"
                            + " user lost a right to see them, give it back; if they really were"
                            + " deleted, begin with a fresh state folder.");
        }
    }

    /** Values change that leave no trace on their records: all of them are looked at. */
    private int rereadWhole(Stream stream, Source source, Instant now, int days)
            throws AdapterException {
        Instant last =
                store.checkpoint(rereads(stream)).map(Checkpoint::freshAt).orElse(Instant.EPOCH);
        if (now.isBefore(last.plus(Duration.ofDays(days)))) {
            return 0;
        }
        Checkpoint stays = store.checkpoint(stream.key()).orElseThrow();
        source.budget().doing(Budget.Work.BACKFILL);
        try {
            int parked = pages(stream, source, null, page -> land(stream, page, now, false, stays));
            noteReread(stream, now);
            return parked;
        } catch (AdapterException e) {
            if (e.category() != AdapterException.Category.BUDGET) {
                throw e;
            }
            LOG.warn("{}: reading it anew waits for more calls: {}", stream.key(), e.getMessage());
            return 0;
        }
    }

    /** Notes when a stream was last read from its beginning. */
    private void noteReread(Stream stream, Instant now) {
        Checkpoint stands = store.checkpoint(stream.key()).orElseThrow();
        store.commit(
                rereads(stream),
                new LandedPage(
                        List.of(),
                        Map.of(),
                        List.of(),
                        new Checkpoint(stands.cursor(), stands.fingerprint(), true, now),
                        now));
    }

    private static StreamKey rereads(Stream stream) {
        return new StreamKey(stream.key().connection(), stream.key().stream() + " (reread)");
    }

    private LandedPage land(
            Stream stream, Page page, Instant now, boolean backfill, Checkpoint checkpoint) {
        var records = new ArrayList<LandedRecord>();
        var held = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        var facts = Projection.of(stream.request().fields());
        for (RawRecord record : page.records()) {
            merges.look(stream.key(), record, now);
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
