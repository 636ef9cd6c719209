package dev.baton.engine;

import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Children;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which account a record speaks of: the way from a record to its account, where {@link Derive} goes
 * from accounts to their records.
 *
 * @param knownAt by what we had learned then
 */
record Whose(StateStore store, Mappings mappings, Directory directory, Instant knownAt) {

    /**
     * The ids of its accounts: one at most for each source that reads the stream. Whether there is
     * such a customer is not asked.
     *
     * @param parent the id or the key of what it belongs to; null for none
     */
    Set<String> of(StreamKey stream, String id, @Nullable String parent) {
        var accounts = new TreeSet<String>();
        for (SourceMapping source : mappings.sources()) {
            if (Streams.key(source.landing()).equals(stream)) {
                accounts.addAll(by(source.route(), id, parent));
            }
            for (Children children : source.children()) {
                if (Streams.key(children.landing()).equals(stream)) {
                    accounts.addAll(through(Streams.key(source.landing()), parent));
                }
            }
        }
        return accounts;
    }

    private Set<String> by(Route route, String id, @Nullable String parent) {
        return switch (route) {
            case Route.Itself itself -> Set.of(id);
            case Route.Direct direct -> oneOrNone(parent);
            case Route.SameKey same ->
                    parent == null
                            ? Set.of()
                            : oneOrNone(directory.ownersBy(same.field()).get(parent));
            case Route.Through way ->
                    through(new StreamKey(way.connection(), way.stream()), parent);
        };
    }

    private static Set<String> oneOrNone(@Nullable String account) {
        return account == null ? Set.of() : Set.of(account);
    }

    /** Where an organisation is linked to, and where a record belongs that has a route itself. */
    private Set<String> through(StreamKey way, @Nullable String record) {
        if (record == null) {
            return Set.of();
        }
        var accounts = new TreeSet<String>();
        accounts.addAll(oneOrNone(directory.linked(way).get(record)));
        store.find(way, record, knownAt)
                .ifPresent(found -> accounts.addAll(of(way, record, found.parent())));
        return accounts;
    }
}
