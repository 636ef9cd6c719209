package dev.baton.engine;

import dev.baton.mappings.Outputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How records of an object are named, written and read back: what people made by its id, what we
 * make by our key (no plain create, ever).
 *
 * @param key the field of the upsert key, null where records are named by id
 */
record Target(String object, @Nullable String key) {

    /** Nothing for an object that the mapping does not write. */
    static Optional<Target> of(Outputs outputs, String object) {
        return all(outputs).stream().filter(each -> each.object().equals(object)).findFirst();
    }

    /** Every object that the mapping writes. */
    static List<Target> all(Outputs outputs) {
        var accounts = new Target(outputs.object(), null);
        TaskOutputs tasks = outputs.tasks();
        return tasks == null
                ? List.of(accounts)
                : List.of(accounts, new Target(tasks.object(), tasks.key()));
    }

    /** The most records one {@link #read} takes. */
    int readBatch(Sink sink) {
        return key == null ? sink.retrieveBatch() : sink.findBatch();
    }

    List<WriteResult> write(Sink sink, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        return key == null
                ? sink.update(object, batch, permit)
                : sink.upsert(object, key, batch, permit);
    }

    Map<String, Map<String, @Nullable Object>> read(
            Sink sink, List<String> names, List<String> fields) throws AdapterException {
        return key == null
                ? sink.retrieve(object, names, fields)
                : sink.find(object, key, names, fields);
    }
}
