package dev.baton.engine;

import dev.baton.mappings.Outputs;
import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How records of an object are named, written and read back: what people made by its id, what we
 * make by our key (no plain create, ever).
 *
 * @param key the field of the upsert key, null where records are named by id
 * @param removes whether records are deleted, and not written; only records with a key ever are
 */
record Target(String object, @Nullable String key, boolean removes) {
    Target {
        if (removes && key == null) {
            throw new IllegalArgumentException("what people made is never deleted");
        }
    }

    /** Nothing for an object that the mapping does not write. */
    static Optional<Target> of(Outputs outputs, String object) {
        return all(outputs).stream().filter(each -> each.object().equals(object)).findFirst();
    }

    /** Every object that the mapping writes. */
    static List<Target> all(Outputs outputs) {
        var all = new ArrayList<Target>();
        outputs.shared().keySet().forEach(each -> all.add(new Target(each, null, false)));
        outputs.keyed().forEach(each -> all.add(new Target(each.object(), each.key(), false)));
        return all;
    }

    /** The same for records that are to be deleted. */
    Target removing() {
        return new Target(object, key, true);
    }

    /**
     * Whether changes of a record end it: its key is taken from it. One that makes it gives the
     * key.
     */
    boolean isRemoval(Map<String, ? extends @Nullable Object> after) {
        return key != null && after.containsKey(key) && after.get(key) == null;
    }

    /** The most records one {@link #read} takes. */
    int readBatch(Sink sink) {
        return key == null ? sink.retrieveBatch() : sink.findBatch();
    }

    /** Calls that write so many records. */
    int writes(Sink sink, int records) {
        int writes = Batches.count(records, sink.updateBatch());
        return removes ? writes + Batches.count(records, sink.findBatch()) : writes;
    }

    List<WriteResult> write(Sink sink, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        if (key == null) {
            return sink.update(object, batch, permit);
        }
        return removes
                ? sink.delete(object, key, batch.stream().map(WriteRequest::id).toList(), permit)
                : sink.upsert(object, key, named(batch), permit);
    }

    /** The same requests with the key in their ids alone. */
    List<WriteRequest> named(List<WriteRequest> batch) {
        return key == null ? batch : batch.stream().map(each -> without(key, each)).toList();
    }

    private static WriteRequest without(String key, WriteRequest request) {
        var fields = new LinkedHashMap<>(request.fields());
        fields.remove(key);
        return new WriteRequest(request.id(), fields);
    }

    Map<String, Map<String, @Nullable Object>> read(
            Sink sink, List<String> names, List<String> fields) throws AdapterException {
        return key == null
                ? sink.retrieve(object, names, fields)
                : sink.find(object, key, names, fields);
    }
}
