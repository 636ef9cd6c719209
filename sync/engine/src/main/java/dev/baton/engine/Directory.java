package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who the customers are, and which of them each organisation and each key of their own means: all
 * that has to be known of every account before one can be looked at. It stands in memory, and
 * nothing of it changes once it was read.
 */
final class Directory {
    private final PackedRecords everyone = new PackedRecords();
    private final PackedRecords.Some customers = new PackedRecords.Some(everyone);
    private final Translation translation;
    private final SortedMap<StreamKey, Links> links = new TreeMap<>();
    private final SortedMap<StreamKey, Map<String, List<String>>> organisations = new TreeMap<>();

    /** Per field of the account: whose a key is; what several have is nobody's. */
    private final SortedMap<String, SortedMap<String, String>> accountByKey = new TreeMap<>();

    /** Where each customer stands among them; worked out when it is first asked for. */
    private @Nullable Map<String, Integer> places;

    private int undecided;

    private Directory(Instant knownAt) {
        this.translation = new Translation(knownAt);
    }

    /**
     * Reads the accounts, tells the customers among them, and links the organisations.
     *
     * @param knownAt by what we had learned then
     */
    static Directory read(StateStore store, Mappings mappings, Instant knownAt) {
        var directory = new Directory(knownAt);
        for (SourceMapping source : mappings.sources()) {
            if (source.route() instanceof Route.Itself) {
                store.scan(
                        Streams.key(source.landing()),
                        knownAt,
                        landed -> directory.account(source, landed));
            }
        }
        mappings.linkSources().forEach(source -> directory.link(source, store, knownAt));
        for (SourceMapping source : mappings.sources()) {
            if (source.route() instanceof Route.SameKey same) {
                directory.accountByKey.computeIfAbsent(
                        same.field(), field -> SharedKeys.of(directory.everyone, field).owners());
            }
        }
        return directory;
    }

    /** Organisations are linked to all accounts: one of a prospect is no customer's. */
    private void account(SourceMapping source, LandedRecord landed) {
        int before = everyone.size();
        translation.add(source, landed, Map.of(), everyone);
        if (everyone.size() > before) {
            switch (source.membership(Translation.raw(landed))) {
                case Membership.Customer yes -> customers.addLast();
                case Membership.Other no -> {}
                case Membership.Undecided nobodyKnows -> undecided++;
                case Membership.Wrong wrong ->
                        translation.park(source, landed, "customer", wrong.reason());
            }
        }
    }

    private void link(LinkSource source, StateStore store, Instant knownAt) {
        StreamKey stream = Streams.key(source.landing());
        var raws = new ArrayList<Raw>();
        store.scan(stream, knownAt, landed -> raws.add(Translation.raw(landed)));
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

    /** In order of id. */
    List<CanonicalRecord> customers() {
        return Collections.unmodifiableList(customers);
    }

    /** Customers and all others, in order of id. */
    List<CanonicalRecord> everyone() {
        return Collections.unmodifiableList(everyone);
    }

    /** The customer of an id. */
    Optional<CanonicalRecord> customer(String id) {
        Integer place = places().get(id);
        return place == null ? Optional.empty() : Optional.of(customers.get(place));
    }

    private Map<String, Integer> places() {
        Map<String, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int place = 0; place < customers.size(); place++) {
                known.put(customers.id(place), place);
            }
            places = known;
        }
        return known;
    }

    /** Accounts of which it cannot be told whether they are customers; they count as none. */
    int undecided() {
        return undecided;
    }

    /** By the stream of the organisations. */
    SortedMap<StreamKey, Links> links() {
        return Collections.unmodifiableSortedMap(links);
    }

    /** The account of each organisation of a stream that is linked to one. */
    SortedMap<String, String> linked(StreamKey stream) {
        Links found = links.get(stream);
        return found == null ? Collections.emptySortedMap() : found.linked();
    }

    /** By the stream of the organisations, by account: those that are linked to it. */
    SortedMap<StreamKey, Map<String, List<String>>> organisations() {
        return Collections.unmodifiableSortedMap(organisations);
    }

    /** By the field of the account by which some source finds its accounts. */
    SortedMap<String, SortedMap<String, String>> accountByKey() {
        return Collections.unmodifiableSortedMap(accountByKey);
    }

    /**
     * Whose each key is, letter case aside.
     *
     * @param field of the account, by which some source finds its accounts
     */
    SortedMap<String, String> ownersBy(String field) {
        return Objects.requireNonNull(accountByKey.get(field));
    }

    /** Accounts that could not be translated. */
    List<Parked> parked() {
        return translation.parked();
    }
}
