package dev.baton.simulation.store;

import dev.baton.core.plan.Ours;
import dev.baton.core.play.Episode;
import dev.baton.core.snapshot.Grain;
import dev.baton.core.snapshot.Period;
import dev.baton.engine.store.CallDay;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.LedgerCheck;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.NewVersion;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoppedPlan;
import dev.baton.engine.store.WriteScope;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StreamKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state store's contract in plain collections: as atomic as the databases, and a hundred times
 * as fast. Every method checks before it changes anything.
 */
public final class MemoryStateStore implements StateStore {
    private static final Comparator<Parked> IN_ORDER =
            Comparator.comparing(Parked::since)
                    .thenComparing(Parked::stream)
                    .thenComparing(Parked::record)
                    .thenComparing(Parked::reason);

    private final Map<StreamKey, Checkpoint> checkpoints = new HashMap<>();
    private final Map<StreamKey, Versions> landed = new HashMap<>();
    private final Map<StreamKey, SortedMap<String, Map<String, @Nullable Object>>> held =
            new HashMap<>();
    private final Map<StreamKey, SortedMap<String, Map<String, Ours>>> ours = new HashMap<>();
    private final Map<String, StoppedPlan> stopped = new HashMap<>();
    private final SortedMap<String, Run> runs = new TreeMap<>();
    private final Outbox outbox = new Outbox();
    private final Map<StreamKey, String> jobs = new HashMap<>();
    private final Map<String, Map<Grain, Period>> periods = new HashMap<>();
    private final Map<String, LocalDate> renewalDays = new HashMap<>();
    private final Map<String, String> documents = new HashMap<>();
    private final CallHours calls = new CallHours();
    private final Map<String, List<Episode>> episodes = new HashMap<>();
    private final List<Parked> parked = new ArrayList<>();
    private final Map<String, Map<String, String>> mappings = new HashMap<>();
    private boolean closed;

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store is closed", null);
        }
    }

    private Versions landed(StreamKey stream) {
        return landed.computeIfAbsent(stream, unused -> new Versions());
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(StreamKey stream) {
        requireOpen();
        return Optional.ofNullable(checkpoints.get(stream));
    }

    @Override
    public synchronized void rewind(StreamKey stream) {
        requireOpen();
        checkpoints.remove(stream);
    }

    @Override
    public synchronized List<NewVersion> commit(StreamKey stream, LandedPage page) {
        requireOpen();
        List<LandedRecord> records = page.records().stream().map(Copies::of).toList();
        var values = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        page.held().forEach((record, fields) -> values.put(record, Copies.sorted(fields)));
        List<NewVersion> versions = landed(stream).land(records, page.pulledAt());
        keep(stream, values);
        park(page.parked());
        checkpoints.put(stream, page.checkpoint());
        return versions;
    }

    @Override
    public void scan(StreamKey stream, Instant knownAt, Consumer<LandedRecord> each) {
        inForce(stream, knownAt).forEach(each);
    }

    private synchronized List<LandedRecord> inForce(StreamKey stream, Instant knownAt) {
        requireOpen();
        return landed(stream).inForce(knownAt);
    }

    @Override
    public List<LandedRecord> childrenOf(
            StreamKey stream, Collection<String> parents, Instant knownAt) {
        var these = new LinkedHashSet<>(parents);
        return inForce(stream, knownAt).stream()
                .filter(record -> record.parent() != null && these.contains(record.parent()))
                .toList();
    }

    @Override
    public SortedMap<String, Integer> countByParent(StreamKey stream, Instant knownAt) {
        var counts = new TreeMap<String, Integer>();
        for (LandedRecord record : inForce(stream, knownAt)) {
            if (record.parent() != null) {
                counts.merge(record.parent(), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public synchronized Optional<LandedRecord> find(StreamKey stream, String id, Instant knownAt) {
        requireOpen();
        return landed(stream).find(id, knownAt);
    }

    @Override
    public synchronized Optional<Instant> newest(StreamKey stream, Instant upTo) {
        requireOpen();
        return landed(stream).newest(upTo);
    }

    @Override
    public synchronized Map<String, Map<String, @Nullable Object>> held(StreamKey object) {
        requireOpen();
        var all = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        held.getOrDefault(object, new TreeMap<>())
                .forEach((record, fields) -> all.put(record, new LinkedHashMap<>(fields)));
        return all;
    }

    @Override
    public synchronized long countHeld(StreamKey object, String first, String last) {
        requireOpen();
        return held.getOrDefault(object, new TreeMap<>()).keySet().stream()
                .filter(each -> each.compareTo(first) >= 0 && each.compareTo(last) <= 0)
                .count();
    }

    @Override
    public synchronized Map<String, Map<String, @Nullable Object>> held(
            StreamKey object, Collection<String> records) {
        Map<String, Map<String, @Nullable Object>> all = held(object);
        all.keySet().retainAll(new LinkedHashSet<>(records));
        return all;
    }

    @Override
    public synchronized void hold(
            StreamKey object, Map<String, Map<String, @Nullable Object>> values) {
        requireOpen();
        var copies = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        values.forEach((record, fields) -> copies.put(record, Copies.sorted(fields)));
        keep(object, copies);
    }

    private void keep(StreamKey object, Map<String, Map<String, @Nullable Object>> values) {
        SortedMap<String, Map<String, @Nullable Object>> all =
                held.computeIfAbsent(object, unused -> new TreeMap<>(Copies.BY_CODE_POINT));
        values.forEach(
                (record, fields) ->
                        all.computeIfAbsent(record, unused -> new TreeMap<>()).putAll(fields));
    }

    @Override
    public synchronized Map<String, Map<String, Ours>> ours(
            StreamKey object, Collection<String> records) {
        requireOpen();
        var some = new LinkedHashMap<String, Map<String, Ours>>();
        var these = new LinkedHashSet<>(records);
        ours.getOrDefault(object, new TreeMap<>())
                .forEach(
                        (record, fields) -> {
                            if (these.contains(record)) {
                                some.put(record, new LinkedHashMap<>(fields));
                            }
                        });
        return some;
    }

    @Override
    public synchronized void eachHeld(StreamKey object, Consumer<String> record) {
        List.copyOf(held(object).keySet()).forEach(record);
    }

    @Override
    public synchronized void forget(StreamKey object, Collection<String> records) {
        requireOpen();
        held.getOrDefault(object, new TreeMap<>()).keySet().removeAll(List.copyOf(records));
        ours.getOrDefault(object, new TreeMap<>()).keySet().removeAll(List.copyOf(records));
    }

    @Override
    public synchronized void own(StreamKey object, Map<String, Map<String, Ours>> values) {
        requireOpen();
        SortedMap<String, Map<String, Ours>> all =
                ours.computeIfAbsent(object, unused -> new TreeMap<>(Copies.BY_CODE_POINT));
        values.forEach(
                (record, fields) ->
                        all.computeIfAbsent(record, unused -> new TreeMap<>())
                                .putAll(Copies.ours(fields)));
    }

    @Override
    public synchronized void begin(Run run) {
        requireOpen();
        if (runs.putIfAbsent(run.id(), run) != null) {
            throw new StoreException("run " + run.id() + " began already", null);
        }
    }

    @Override
    public synchronized void update(Run run) {
        requireOpen();
        if (runs.replace(run.id(), run) == null) {
            throw new StoreException("run " + run.id() + " never began", null);
        }
    }

    @Override
    public synchronized Optional<Run> run(String id) {
        requireOpen();
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public synchronized Optional<Run> lastRun(Run.@Nullable State state) {
        requireOpen();
        return runs.values().stream()
                .filter(run -> state == null || run.state() == state)
                .reduce((one, later) -> later);
    }

    @Override
    public synchronized Optional<Run> lastRun(Run.State state, Instant knownBy) {
        requireOpen();
        return runs.values().stream()
                .filter(run -> run.state() == state && !run.knownAt().isAfter(knownBy))
                .reduce((one, later) -> later);
    }

    @Override
    public synchronized void intend(Run run, List<Intent> intents) {
        requireOpen();
        outbox.intend(run, intents);
    }

    @Override
    public synchronized void settle(
            Run run, String connection, String object, Map<String, Outcome> outcomes) {
        requireOpen();
        Map<String, Map<String, @Nullable Object>> written =
                outbox.settle(run, connection, object, outcomes);
        var key = new StreamKey(connection, object);
        keep(key, written);
        own(key, Outbox.kept(written));
    }

    @Override
    public synchronized void note(Run run, StreamKey object, SortedMap<String, String> events) {
        requireOpen();
        outbox.note(run, object, events);
    }

    @Override
    public synchronized List<Intent> unsettled(String connection) {
        requireOpen();
        return outbox.open(connection);
    }

    @Override
    public synchronized List<Intent> unsettled(StreamKey object, int most) {
        return unsettled(object).limit(most).toList();
    }

    @Override
    public synchronized List<Intent> unsettled(StreamKey object, Collection<String> records) {
        var wanted = new LinkedHashSet<>(records);
        return unsettled(object).filter(intent -> wanted.contains(intent.record())).toList();
    }

    private Stream<Intent> unsettled(StreamKey object) {
        return unsettled(object.connection()).stream()
                .filter(intent -> intent.object().equals(object.stream()));
    }

    @Override
    public synchronized SortedMap<String, Integer> countUnsettled(String connection) {
        var counts = new TreeMap<String, Integer>();
        unsettled(connection).forEach(intent -> counts.merge(intent.object(), 1, Integer::sum));
        return counts;
    }

    @Override
    public synchronized List<LedgerEntry> ledger(long afterSeq, int limit) {
        requireOpen();
        return outbox.ledger(afterSeq, limit);
    }

    /** Nobody can reach these lines but through this store. */
    @Override
    public synchronized String ledgerHead() {
        requireOpen();
        return "%064x".formatted(outbox.lines());
    }

    @Override
    public synchronized LedgerCheck verifyLedger() {
        requireOpen();
        return new LedgerCheck.Sound(outbox.lines(), "in memory", 0);
    }

    @Override
    public synchronized void keepJob(StreamKey object, String job) {
        requireOpen();
        if (jobs.putIfAbsent(object, job) != null) {
            throw new StoreException("a job is kept already", null);
        }
    }

    @Override
    public synchronized SortedMap<String, String> jobs(String connection) {
        requireOpen();
        var found = new TreeMap<String, String>();
        jobs.forEach(
                (object, job) -> {
                    if (object.connection().equals(connection)) {
                        found.put(object.stream(), job);
                    }
                });
        return found;
    }

    @Override
    public synchronized List<Period> takenPeriods(String connection) {
        requireOpen();
        return List.copyOf(new TreeMap<>(periods.getOrDefault(connection, Map.of())).values());
    }

    @Override
    public synchronized void takePeriods(String connection, Collection<Period> taken) {
        requireOpen();
        Map<Grain, Period> kept = periods.computeIfAbsent(connection, unused -> new HashMap<>());
        taken.forEach(
                each ->
                        kept.merge(
                                each.grain(),
                                each,
                                (before, now) -> before.compareTo(now) < 0 ? now : before));
    }

    @Override
    public synchronized Optional<String> document(String name) {
        requireOpen();
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public synchronized void keepDocument(String name, @Nullable String text) {
        requireOpen();
        if (text == null) {
            documents.remove(name);
        } else {
            documents.put(name, text);
        }
    }

    @Override
    public synchronized Optional<LocalDate> renewalDay(String connection) {
        requireOpen();
        return Optional.ofNullable(renewalDays.get(connection));
    }

    @Override
    public synchronized void keepRenewalDay(String connection, LocalDate day) {
        requireOpen();
        renewalDays.merge(connection, day, (before, now) -> now.isAfter(before) ? now : before);
    }

    @Override
    public synchronized void forgetJob(StreamKey object) {
        requireOpen();
        jobs.remove(object);
    }

    @Override
    public synchronized int takeCalls(String connection, Instant now, int wanted, long limit) {
        requireOpen();
        return calls.take(connection, now, wanted, limit);
    }

    @Override
    public synchronized void giveBackCalls(String connection, Instant takenAt, int count) {
        requireOpen();
        calls.giveBack(connection, takenAt, count);
    }

    @Override
    public synchronized void sawAllowance(String connection, CallDay.Allowance allowance) {
        requireOpen();
        calls.saw(connection, allowance);
    }

    @Override
    public synchronized CallDay calls(String connection, @Nullable Instant now) {
        requireOpen();
        return calls.day(connection, now);
    }

    /** This memory belongs to one process alone. */
    @Override
    public synchronized void fence() {
        requireOpen();
    }

    @Override
    public void writes(WriteScope scope, Consumer<LedgerEntry> each) {
        writes(scope).forEach(each);
    }

    private synchronized List<LedgerEntry> writes(WriteScope scope) {
        requireOpen();
        return outbox.writes(scope);
    }

    @Override
    public synchronized void keepStopped(String connection, StoppedPlan plan) {
        requireOpen();
        stopped.put(connection, plan);
    }

    @Override
    public synchronized Optional<StoppedPlan> stopped(String connection) {
        requireOpen();
        return Optional.ofNullable(stopped.get(connection));
    }

    @Override
    public synchronized void forgetStopped(String connection) {
        requireOpen();
        stopped.remove(connection);
    }

    @Override
    public synchronized List<Episode> episodes(String connection) {
        requireOpen();
        return episodes.getOrDefault(connection, List.of());
    }

    @Override
    public synchronized void keepEpisodes(String connection, List<Episode> lasting) {
        requireOpen();
        episodes.put(connection, lasting.stream().sorted().toList());
    }

    @Override
    public synchronized void park(List<Parked> more) {
        requireOpen();
        more.forEach(this::park);
    }

    /** Again for the same reason: since when stays, and a new time for another try is taken. */
    private void park(Parked each) {
        for (int at = 0; at < parked.size(); at++) {
            Parked old = parked.get(at);
            if (isSame(old, each)) {
                parked.set(
                        at,
                        new Parked(
                                old.stream(),
                                old.record(),
                                old.reason(),
                                old.since(),
                                each.retryAt()));
                return;
            }
        }
        parked.add(each);
    }

    private static boolean isSame(Parked one, Parked other) {
        return one.stream().equals(other.stream())
                && one.record().equals(other.record())
                && one.reason().equals(other.reason());
    }

    @Override
    public synchronized void release(StreamKey stream, Collection<String> records) {
        requireOpen();
        var these = new LinkedHashSet<>(records);
        parked.removeIf(each -> each.stream().equals(stream) && these.contains(each.record()));
    }

    @Override
    public synchronized void drop(Parked entry) {
        requireOpen();
        parked.removeIf(each -> isSame(each, entry));
    }

    @Override
    public synchronized List<Parked> quarantine() {
        requireOpen();
        return parked.stream().sorted(IN_ORDER).toList();
    }

    @Override
    public synchronized void keepMappings(String digest, Map<String, String> files) {
        requireOpen();
        mappings.putIfAbsent(digest, Map.copyOf(files));
    }

    @Override
    public synchronized Optional<Map<String, String>> mappings(String digest) {
        requireOpen();
        return Optional.ofNullable(mappings.get(digest));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
