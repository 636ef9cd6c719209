package dev.baton.engine;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Route;
import dev.baton.mappings.link.Linker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a handful of accounts own, while it is being collected. */
final class Gathering {
    private final List<CanonicalRecord> accounts;
    private final Set<RecordType> silent;
    private final SortedMap<String, String> itself = new TreeMap<>();
    private final Map<String, List<CanonicalRecord>> records = new TreeMap<>();
    private final Map<String, Set<RecordType>> observed = new TreeMap<>();

    /** Per stream: which record belongs to which of the accounts. */
    private final SortedMap<StreamKey, SortedMap<String, String>> owners = new TreeMap<>();

    /** Per stream: the accounts it can speak of, whether or not it has a record of them. */
    private final SortedMap<StreamKey, SortedSet<String>> reach = new TreeMap<>();

    /**
     * Nothing collected yet.
     *
     * @param organisations per stream of organisations, per account: those that are linked to it
     * @param silent types of which no account's records can be told
     */
    Gathering(
            List<CanonicalRecord> accounts,
            Map<StreamKey, ? extends Map<String, List<String>>> organisations,
            Set<RecordType> silent) {
        this.silent = silent;
        this.accounts = accounts;
        for (CanonicalRecord account : accounts) {
            String id = account.ref().id();
            itself.put(id, id);
            records.put(id, new ArrayList<>());
            observed.put(id, EnumSet.noneOf(RecordType.class));
        }
        organisations.forEach(
                (stream, byAccount) ->
                        itself.keySet()
                                .forEach(
                                        account ->
                                                byAccount
                                                        .getOrDefault(account, List.of())
                                                        .forEach(
                                                                organisation ->
                                                                        owns(
                                                                                stream,
                                                                                organisation,
                                                                                account))));
    }

    /**
     * Begins with a stream whose records carry a key that an account has, too.
     *
     * @param field the account's
     * @param accountByKey whose each key is; of all accounts
     * @return the keys of the accounts at hand, and whose they are
     */
    SortedMap<String, String> enterByKey(String field, Map<String, String> accountByKey) {
        var mine = new TreeMap<String, String>();
        for (CanonicalRecord account : accounts) {
            String key = Linker.folded(account.text(field));
            String id = account.ref().id();
            if (id.equals(accountByKey.get(key))) {
                mine.put(key, id);
            }
        }
        return mine;
    }

    /**
     * Notes that a stream has told of an account. Only then can it speak of it: an account that no
     * row names may be another one than they mean, or none of theirs, and its usage is unknown.
     */
    void tells(StreamKey stream, @Nullable String account, RecordType type) {
        if (account != null && itself.containsKey(account)) {
            reach.computeIfAbsent(stream, unused -> new TreeSet<>()).add(account);
            Objects.requireNonNull(observed.get(account)).add(type);
        }
    }

    /** Notes that a record belongs to an account; others than those at hand are passed over. */
    void owns(StreamKey stream, String record, @Nullable String account) {
        if (account != null && itself.containsKey(account)) {
            owners.computeIfAbsent(stream, unused -> new TreeMap<>()).put(record, account);
            reach.computeIfAbsent(stream, unused -> new TreeSet<>()).add(account);
        }
    }

    /**
     * Begins with a stream.
     *
     * @return the ids that its records name as their parent, and whose account that is
     */
    SortedMap<String, String> enter(StreamKey stream, Route route, RecordType type) {
        StreamKey through =
                route instanceof Route.Through way
                        ? new StreamKey(way.connection(), way.stream())
                        : null;
        SortedSet<String> reached =
                through == null
                        ? new TreeSet<>(itself.keySet())
                        : reach.getOrDefault(through, Collections.emptySortedSet());
        reach.computeIfAbsent(stream, unused -> new TreeSet<>()).addAll(reached);
        reached.forEach(account -> Objects.requireNonNull(observed.get(account)).add(type));
        return through == null
                ? itself
                : owners.getOrDefault(through, Collections.emptySortedMap());
    }

    /** The records of an account so far. */
    List<CanonicalRecord> of(@Nullable String account) {
        List<CanonicalRecord> found = account == null ? null : records.get(account);
        return found == null ? new ArrayList<>() : found;
    }

    List<AccountFacts> facts() {
        return accounts.stream()
                .map(
                        account ->
                                new AccountFacts(
                                        account,
                                        records.getOrDefault(account.ref().id(), List.of()),
                                        observed(account.ref().id())))
                .toList();
    }

    private Set<RecordType> observed(String account) {
        Set<RecordType> told = EnumSet.noneOf(RecordType.class);
        told.addAll(observed.getOrDefault(account, Set.of()));
        told.removeAll(silent);
        return told;
    }
}
