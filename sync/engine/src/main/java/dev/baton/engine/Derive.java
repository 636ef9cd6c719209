package dev.baton.engine;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.link.Links;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Landed records become facts about accounts: translate, then link. Works account by account, so
 * that what it holds in memory does not grow with the number of tickets.
 */
public final class Derive {
    /**
     * Accounts read together; each costs a query less than alone, and their records are in memory
     * at once.
     */
    private static final int BATCH = 100;

    /** Batches read and translated at the same time; more than the processors do is no faster. */
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final StateStore store;
    private final Instant knownAt;
    private final Workers workers;
    private final List<SourceMapping> sources;
    private final Set<RecordType> silent;
    private final Directory directory;
    private final Translation translation;

    /** Streams by way of whose records others find their account. */
    private final Set<StreamKey> ways = new HashSet<>();

    /**
     * Reads who the accounts are.
     *
     * @param knownAt by what we had learned then
     */
    public Derive(StateStore store, Mappings mappings, Instant knownAt) {
        this(store, mappings, knownAt, Workers.virtual());
    }

    Derive(StateStore store, Mappings mappings, Instant knownAt, Workers workers) {
        this(store, mappings, knownAt, workers, Directory.read(store, mappings, knownAt));
    }

    /**
     * With what is known of the accounts already.
     *
     * @param directory as it would be read at that instant
     */
    Derive(
            StateStore store,
            Mappings mappings,
            Instant knownAt,
            Workers workers,
            Directory directory) {
        this.store = store;
        this.workers = workers;
        this.knownAt = knownAt;
        this.silent = mappings.silent();
        this.sources = Routes.inOrder(mappings.sources());
        this.directory = directory;
        this.translation = new Translation(knownAt);
        for (SourceMapping source : sources) {
            if (source.route() instanceof Route.Through way) {
                ways.add(new StreamKey(way.connection(), way.stream()));
            }
        }
    }

    Instant knownAt() {
        return knownAt;
    }

    /** The customers, in order of id. */
    public List<CanonicalRecord> accounts() {
        return directory.customers();
    }

    /** Customers and all others, in order of id. */
    List<CanonicalRecord> everyone() {
        return directory.everyone();
    }

    Directory directory() {
        return directory;
    }

    /** Accounts of which it cannot be told whether they are customers; they count as none. */
    int undecided() {
        return directory.undecided();
    }

    /** By the stream of the organisations. */
    public SortedMap<StreamKey, Links> links() {
        return directory.links();
    }

    /** Records that could not be translated so far; each is left out of every account. */
    public List<Parked> parked() {
        var all = new ArrayList<>(directory.parked());
        all.addAll(translation.parked());
        return all;
    }

    /**
     * Every account with its facts, in order of id. The next accounts are read and translated while
     * the consumer, called in this thread alone, has these.
     */
    public void each(Consumer<AccountFacts> consumer) {
        each(Function.identity(), consumer);
    }

    /**
     * The same of what is worked out of the facts of each.
     *
     * @param work done in several threads at once
     */
    <T> void each(Function<AccountFacts, T> work, Consumer<T> consumer) {
        try (var ahead = new Ahead<List<T>>(workers, AT_ONCE)) {
            var coming = new ArrayDeque<Ahead.Coming<List<T>>>();
            for (List<CanonicalRecord> batch : Batches.of(directory.customers(), BATCH)) {
                coming.add(
                        ahead.begin(() -> facts(List.copyOf(batch)).stream().map(work).toList()));
                if (coming.size() > AT_ONCE) {
                    arrived(coming.remove()).forEach(consumer);
                }
            }
            while (!coming.isEmpty()) {
                arrived(coming.remove()).forEach(consumer);
            }
        }
    }

    private static <T> List<T> arrived(Ahead.Coming<List<T>> coming) {
        try {
            return coming.arrived();
        } catch (ExecutionException e) {
            throw new IllegalStateException("deriving throws nothing that is checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while deriving", e);
        }
    }

    /** One account's facts. */
    public AccountFacts facts(CanonicalRecord account) {
        return facts(List.of(account)).getFirst();
    }

    /** The facts of some accounts, in their order. */
    List<AccountFacts> facts(List<CanonicalRecord> batch) {
        var gathering = new Gathering(batch, directory.organisations(), silent);
        for (SourceMapping source : sources) {
            gather(source, gathering);
        }
        return gathering.facts();
    }

    private void gather(SourceMapping source, Gathering gathering) {
        StreamKey stream = Streams.key(source.landing());
        SortedMap<String, String> parents =
                source.route() instanceof Route.SameKey same
                        ? gathering.enterByKey(same.field(), directory.ownersBy(same.field()))
                        : gathering.enter(stream, source.route(), source.type());
        List<LandedRecord> landed = store.childrenOf(stream, parents.keySet(), knownAt);
        Related related = Related.of(store, source, landed, knownAt);
        for (LandedRecord record : landed) {
            String account = parents.get(record.parent());
            if (ways.contains(stream)) {
                gathering.owns(stream, record.id(), account);
            }
            if (source.route() instanceof Route.SameKey && exists(record)) {
                gathering.tells(stream, account, source.type());
            }
            translation.add(source, record, related.of(record.id()), gathering.of(account));
        }
    }

    private boolean exists(LandedRecord record) {
        return record.createdAt() == null || !record.createdAt().isAfter(knownAt);
    }
}
