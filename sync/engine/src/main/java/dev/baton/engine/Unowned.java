package dev.baton.engine;

import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records of a stream that carry a key no account has, or several have. No mistake of theirs: they
 * wait until the CRM knows the account.
 *
 * @param keys how many different keys
 * @param records how many records carry them
 */
public record Unowned(StreamKey stream, int keys, int records) {

    /** Of every stream whose records find their accounts by a key; in the order of the sources. */
    static List<Unowned> of(StateStore store, Review review) {
        Derive derive = review.derive();
        var unowned = new ArrayList<Unowned>();
        for (SourceMapping source : review.mappings().sources()) {
            if (source.route() instanceof Route.SameKey same) {
                Map<String, String> owners =
                        SharedKeys.of(derive.everyone(), same.field()).owners();
                List<Integer> counts =
                        store
                                .countByParent(Streams.key(source.landing()), derive.knownAt())
                                .entrySet()
                                .stream()
                                .filter(each -> !owners.containsKey(each.getKey()))
                                .map(Map.Entry::getValue)
                                .toList();
                int records = counts.stream().mapToInt(Integer::intValue).sum();
                unowned.add(new Unowned(Streams.key(source.landing()), counts.size(), records));
            }
        }
        return unowned;
    }
}
