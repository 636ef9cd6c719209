package dev.baton.testkit;

import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all groups of cases for a sink stand on. */
public interface SinkCases {

    /** A world of the vendor's without any record. */
    SinkWorld newWorld();

    /** Whether the vendor can do it; without an override it can. */
    default boolean has(Capability capability) {
        return true;
    }

    static List<String> createAll(SinkWorld world, int records) {
        var ids = new ArrayList<String>();
        for (int n = 0; n < records; n++) {
            ids.add(world.create("text " + n));
        }
        return ids;
    }

    /** A request for each id, its text numbered in their order. */
    static List<WriteRequest> texts(SinkWorld world, List<String> ids) {
        var batch = new ArrayList<WriteRequest>();
        for (String id : ids) {
            batch.add(text(world, id, "new " + batch.size()));
        }
        return batch;
    }

    static WriteRequest text(SinkWorld world, String id, @Nullable String value) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put(world.textField(), value);
        return new WriteRequest(id, fields);
    }

    static @Nullable Object stored(SinkWorld world, String id, String field) {
        Map<String, @Nullable Object> record = world.stored(id).orElseThrow();
        return record.get(field);
    }

    static List<String> ids(List<WriteResult> results) {
        return results.stream().map(WriteResult::id).toList();
    }
}
