package dev.baton.engine;

import dev.baton.mappings.KeyedOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import java.util.SortedMap;
import java.util.TreeMap;

/** All objects that a mapping writes to. */
final class Targets {
    private Targets() {}

    /** As our own credentials see them, by name. */
    static SortedMap<String, ObjectDescription> describe(Mappings mappings, Sink sink)
            throws AdapterException {
        var objects = new TreeMap<String, ObjectDescription>();
        for (String shared : mappings.outputs().shared().keySet()) {
            objects.put(shared, sink.describe(shared));
        }
        for (KeyedOutputs keyed : mappings.outputs().keyed()) {
            if (!(keyed instanceof TaskOutputs) || Streams.tasks(mappings) != null) {
                objects.put(keyed.object(), sink.describe(keyed.object()));
            }
        }
        return objects;
    }
}
