package dev.baton.engine;

import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Children;
import dev.baton.mappings.SourceMapping;
import dev.baton.mappings.translate.Raw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The children of many records: per name of the mapping, per parent. */
record Related(SortedMap<String, Map<String, List<Raw>>> byName) {

    /**
     * Those of some records of a source.
     *
     * @param knownAt by what we had learned then
     */
    static Related of(
            StateStore store, SourceMapping source, List<LandedRecord> landed, Instant knownAt) {
        var byName = new TreeMap<String, Map<String, List<Raw>>>();
        List<String> ids = landed.stream().map(LandedRecord::id).toList();
        for (Children children : source.children()) {
            var byParent = new HashMap<String, List<Raw>>();
            for (LandedRecord child :
                    store.childrenOf(Streams.key(children.landing()), ids, knownAt)) {
                byParent.computeIfAbsent(
                                String.valueOf(child.parent()), unused -> new ArrayList<>())
                        .add(Translation.raw(child));
            }
            byName.put(children.name(), byParent);
        }
        return new Related(byName);
    }

    /** By name, of one record. */
    Map<String, List<Raw>> of(String parent) {
        var children = new TreeMap<String, List<Raw>>();
        byName.forEach(
                (name, byParent) -> children.put(name, byParent.getOrDefault(parent, List.of())));
        return children;
    }
}
