package dev.baton.engine;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.LinkSource;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.link.Linker;
import dev.baton.mappings.link.Links;
import dev.baton.mappings.translate.Membership;
import dev.baton.mappings.translate.Raw;
import dev.baton.mappings.translate.Translated;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
    private final PackedRecords everyone = new PackedRecords();
    private final PackedRecords.Some customers = new PackedRecords.Some(everyone);
    private int undecided;
    private final SortedMap<StreamKey, Links> links = new TreeMap<>();
    private final SortedMap<StreamKey, Map<String, List<String>>> organisations = new TreeMap<>();

    /** Per field of the account: whose a key is; what several have is nobody's. */
    private final SortedMap<String, SortedMap<String, String>> accountByKey = new TreeMap<>();

    /** Streams by way of whose records others find their account. */
    private final Set<StreamKey> ways = new HashSet<>();

    private final SortedMap<StreamKey, SortedMap<String, Parked>> bad =
            new ConcurrentSkipListMap<>();

    /**
     * Reads the accounts, tells the customers among them, and links the organisations.
     *
     * @param knownAt by what we had learned then
     */
    public Derive(StateStore store, Mappings mappings, Instant knownAt) {
        this(store, mappings, knownAt, Workers.virtual());
    }

    Derive(StateStore store, Mappings mappings, Instant knownAt, Workers workers) {
        this.store = store;
        this.workers = workers;
        this.knownAt = knownAt;
        this.silent = mappings.silent();
        this.sources = Routes.inOrder(mappings.sources());
        mappings.sources().stream()
                .filter(source -> source.route() instanceof Route.Itself)
                .forEach(
                        source ->
                                store.scan(
                                        Streams.key(source.landing()),
                                        knownAt,
                                        landed -> account(source, landed)));
        mappings.linkSources().forEach(this::link);
        sources.forEach(source -> prepare(source.route()));
    }

    private void prepare(Route route) {
        switch (route) {
            case Route.SameKey same ->
                    accountByKey.computeIfAbsent(
                            same.field(), field -> SharedKeys.of(everyone, field).owners());
            case Route.Through way -> ways.add(new StreamKey(way.connection(), way.stream()));
            case Route.Itself itself -> {}
            case Route.Direct direct -> {}
        }
    }

    /** Organisations are linked to all accounts: one of a prospect is no customer's. */
    private void account(SourceMapping source, LandedRecord landed) {
        int before = everyone.size();
        translate(source, landed, Map.of(), everyone);
        if (everyone.size() > before) {
            switch (source.membership(raw(landed))) {
                case Membership.Customer yes -> customers.addLast();
                case Membership.Other no -> {}
                case Membership.Undecided nobodyKnows -> undecided++;
                case Membership.Wrong wrong -> park(source, landed, "customer", wrong.reason());
            }
        }
    }

    private void link(LinkSource source) {
        StreamKey stream = Streams.key(source.landing());
        var raws = new ArrayList<Raw>();
        store.scan(stream, knownAt, landed -> raws.add(raw(landed)));
        Links found = Linker.link(source.rules(), everyone, raws);
        var byAccount = new HashMap<String, List<String>>();
        found.linked()
                .forEach(
                        (organisation, account) ->
                                byAccount
                                        .computeIfAbsent(account, unused -> new ArrayList<>())
                                        .add(organisation));
        links.put(stream, found);
        organisations.put(stream, byAccount);
    }

    Instant knownAt() {
        return knownAt;
    }

    /** The customers, in order of id. */
    public List<CanonicalRecord> accounts() {
        return Collections.unmodifiableList(customers);
    }

    /** Customers and all others, in order of id. */
    List<CanonicalRecord> everyone() {
        return Collections.unmodifiableList(everyone);
    }

    /** Accounts of which it cannot be told whether they are customers; they count as none. */
    int undecided() {
        return undecided;
    }

    /** By the stream of the organisations. */
    public SortedMap<StreamKey, Links> links() {
        return Collections.unmodifiableSortedMap(links);
    }

    /** Records that could not be translated so far; each is left out of every account. */
    public List<Parked> parked() {
        return bad.values().stream().flatMap(each -> each.values().stream()).toList();
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
            for (List<CanonicalRecord> batch : Batches.of(customers, BATCH)) {
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
        var gathering = new Gathering(batch, organisations, silent);
        for (SourceMapping source : sources) {
            gather(source, gathering);
        }
        return gathering.facts();
    }

    private void gather(SourceMapping source, Gathering gathering) {
        StreamKey stream = Streams.key(source.landing());
        SortedMap<String, String> parents =
                source.route() instanceof Route.SameKey same
                        ? gathering.enterByKey(same.field(), ownersBy(same.field()))
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
            translate(source, record, related.of(record.id()), gathering.of(account));
        }
    }

    private SortedMap<String, String> ownersBy(String field) {
        return Objects.requireNonNull(accountByKey.get(field));
    }

    private boolean exists(LandedRecord record) {
        return record.createdAt() == null || !record.createdAt().isAfter(knownAt);
    }

    private void translate(
            SourceMapping source,
            LandedRecord landed,
            Map<String, List<Raw>> children,
            List<CanonicalRecord> into) {
        switch (source.translate(raw(landed), children)) {
            case Translated.Good good -> into.add(good.record());
            case Translated.Bad wrong -> park(source, landed, wrong.field(), wrong.reason());
        }
    }

    private void park(SourceMapping source, LandedRecord landed, String field, String reason) {
        StreamKey stream = Streams.key(source.landing());
        bad.computeIfAbsent(stream, unused -> new ConcurrentSkipListMap<>())
                .put(landed.id(), new Parked(stream, landed.id(), field + ": " + reason, knownAt));
    }

    static Raw raw(LandedRecord landed) {
        return new Raw(landed.id(), landed.createdAt(), landed.modifiedAt(), landed.fields());
    }
}
