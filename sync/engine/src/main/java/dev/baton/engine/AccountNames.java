package dev.baton.engine;

import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Translated;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people call accounts.
 *
 * @param knownAt by what we had learned then
 */
record AccountNames(StateStore store, Mappings mappings, Instant knownAt) {

    /** By id; those without a name are left out. */
    SortedMap<String, String> of(Set<String> accounts) {
        var names = new TreeMap<String, String>();
        if (!accounts.isEmpty()) {
            mappings.sources().stream()
                    .filter(source -> source.route() instanceof Route.Itself)
                    .forEach(source -> add(source, accounts, names));
        }
        return names;
    }

    private void add(SourceMapping source, Set<String> accounts, SortedMap<String, String> names) {
        store.scan(
                Streams.key(source.landing()),
                knownAt,
                landed -> {
                    if (accounts.contains(landed.id())) {
                        name(source, landed).ifPresent(name -> names.put(landed.id(), name));
                    }
                });
    }

    private static Optional<String> name(SourceMapping source, LandedRecord landed) {
        return source.translate(Translation.raw(landed), Map.of()) instanceof Translated.Good good
                ? Optional.ofNullable(good.record().text("name"))
                : Optional.empty();
    }
}
