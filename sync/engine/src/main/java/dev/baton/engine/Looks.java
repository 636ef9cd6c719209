package dev.baton.engine;

import dev.baton.port.AdapterException;
import dev.baton.port.MassReader;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import java.util.List;
import java.util.Optional;

/** Looks at what records of a group hold: by their names, or by a job where they are very many. */
record Looks(Sink sink, PushGroup group, WritePermit permit) {

    /**
     * Every one of the records once, some at a time.
     *
     * @param keys in order
     */
    void each(List<String> keys, List<String> fields, MassReader.Reader each)
            throws AdapterException {
        Optional<MassReader> byJob = group.massReader(sink, keys.size());
        if (byJob.isPresent()) {
            byJob.get().read(group.target().object(), keys, fields, permit, each);
            return;
        }
        for (List<String> some : Batches.of(keys, group.target().readBatch(sink))) {
            each.read(new MassReader.Some(some, group.target().read(sink, some, fields)));
        }
    }
}
