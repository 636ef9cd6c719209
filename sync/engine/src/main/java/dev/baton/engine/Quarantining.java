package dev.baton.engine;

import dev.baton.core.plan.Conflict;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the quarantine true: what is well again leaves it, what newly is not enters. */
final class Quarantining {
    /** A refused write is tried again by itself once a day, for rules and locks come and go. */
    static final Duration REST = Duration.ofHours(24);

    private static final String WRITE = " (write)";
    private static final String CONFLICT = " (conflict)";
    private static final String AMOUNT = " (amount)";

    private static final String RATELESS =
            "its worth is not written: the org knows no rate of the record's currency; add it in"
                    + " Setup, Manage Currencies";

    private Quarantining() {}

    /** Where refused writes to an object are parked: apart from the stream it is read as. */
    static StreamKey writes(String connection, String object) {
        return new StreamKey(connection, object + WRITE);
    }

    private static StreamKey conflicts(String connection, String object) {
        return new StreamKey(connection, object + CONFLICT);
    }

    static boolean isWrite(Parked parked) {
        return parked.stream().stream().endsWith(WRITE);
    }

    static boolean isConflict(Parked parked) {
        return parked.stream().stream().endsWith(CONFLICT);
    }

    /** The object that a refused write or a conflict is about. */
    static String object(Parked parked) {
        String name = parked.stream().stream();
        return name.substring(0, name.lastIndexOf(" ("));
    }

    /** Records whose write was refused and is not yet tried again. */
    static SortedSet<String> resting(StateStore store, String connection, Instant now) {
        return refused(store, connection)
                .filter(each -> isResting(each, now))
                .map(Parked::record)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Refused writes that are to be tried again. */
    static List<Parked> again(StateStore store, String connection, Instant now) {
        return refused(store, connection).filter(each -> !isResting(each, now)).toList();
    }

    private static Stream<Parked> refused(StateStore store, String connection) {
        return store.quarantine().stream()
                .filter(each -> each.stream().connection().equals(connection) && isWrite(each));
    }

    private static boolean isResting(Parked refused, Instant now) {
        return refused.retryAt() != null && refused.retryAt().isAfter(now);
    }

    /**
     * Lists what people changed in fields of ours, one entry a record, and forgets what they took
     * back.
     *
     * @param object of the records
     * @param lookedAt the records that were; null for all
     * @return how many records are in conflict
     */
    static int settle(
            StateStore store,
            StreamKey object,
            @Nullable Set<String> lookedAt,
            List<Conflict> found,
            Instant now) {
        StreamKey stream = conflicts(object.connection(), object.stream());
        var fields = new TreeMap<String, SortedSet<String>>();
        for (Conflict each : found) {
            fields.computeIfAbsent(each.key(), unused -> new TreeSet<>()).add(each.field());
        }
        var entries = new ArrayList<Parked>();
        fields.forEach(
                (record, names) -> entries.add(new Parked(stream, record, edited(names), now)));
        settle(store, stream, lookedAt, entries);
        return fields.size();
    }

    /**
     * Lists accounts whose worth cannot be written in their record's currency, and forgets those of
     * which it can.
     *
     * @param object of the accounts
     * @param lookedAt the accounts that were; null for all
     * @return how many they are
     */
    static int settleRateless(
            StateStore store,
            StreamKey object,
            @Nullable Set<String> lookedAt,
            List<String> found,
            Instant now) {
        var stream = new StreamKey(object.connection(), object.stream() + AMOUNT);
        settle(
                store,
                stream,
                lookedAt,
                found.stream().map(id -> new Parked(stream, id, RATELESS, now)).toList());
        return found.size();
    }

    /** Of the records that were looked at these, and no others. */
    private static void settle(
            StateStore store,
            StreamKey stream,
            @Nullable Set<String> lookedAt,
            List<Parked> entries) {
        SortedSet<String> ids =
                entries.stream().map(Parked::id).collect(Collectors.toCollection(TreeSet::new));
        store.quarantine().stream()
                .filter(each -> each.stream().equals(stream) && !ids.contains(each.id()))
                .filter(each -> lookedAt == null || lookedAt.contains(each.record()))
                .forEach(store::drop);
        store.park(entries);
    }

    private static String edited(SortedSet<String> fields) {
        return String.join(", ", fields)
                + ": changed by somebody since Baton wrote there, so Baton leaves it alone;"
                + " `baton quarantine retry` lets Baton write there again";
    }

    /**
     * Parks what a derivation could not translate. What it can translate again leaves, but only
     * after a derivation of all accounts: of records that it did not come to it tells nothing.
     *
     * @param isOfAll whether it came to all
     * @return how many of them are new
     */
    static int settle(StateStore store, Mappings mappings, Derive derive, boolean isOfAll) {
        List<Parked> bad = derive.parked();
        int entered = countNew(store, bad);
        if (isOfAll) {
            release(store, mappings, derive, bad);
        }
        store.park(bad);
        return entered;
    }

    private static int countNew(StateStore store, List<Parked> bad) {
        SortedSet<String> before =
                store.quarantine().stream()
                        .map(Quarantining::key)
                        .collect(Collectors.toCollection(TreeSet::new));
        return (int) bad.stream().filter(parked -> !before.contains(key(parked))).count();
    }

    private static void release(
            StateStore store, Mappings mappings, Derive derive, List<Parked> bad) {
        SortedSet<String> still =
                bad.stream().map(Quarantining::key).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<StreamKey> translated =
                mappings.sources().stream()
                        .map(source -> Streams.key(source.landing()))
                        .collect(Collectors.toCollection(TreeSet::new));
        SortedMap<StreamKey, List<String>> gone = new TreeMap<>();
        for (Parked parked : store.quarantine()) {
            boolean landed =
                    translated.contains(parked.stream())
                            && store.find(parked.stream(), parked.record(), derive.knownAt())
                                    .isPresent();
            if (landed && !still.contains(key(parked))) {
                gone.computeIfAbsent(parked.stream(), unused -> new ArrayList<>())
                        .add(parked.record());
            }
        }
        gone.forEach(store::release);
    }

    private static String key(Parked parked) {
        return parked.stream() + " " + parked.record();
    }
}
