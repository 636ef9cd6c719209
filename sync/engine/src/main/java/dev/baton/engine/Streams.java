package dev.baton.engine;

import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import dev.baton.core.play.TaskField;
import dev.baton.engine.Stream.Ours;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The streams that a mapping needs. */
public final class Streams {
    private Streams() {}

    /** In order of connection and name. */
    static List<Stream> of(Mappings mappings) {
        var streams = new TreeMap<StreamKey, Stream>();
        for (MappedStream mapped : mappings.streams()) {
            streams.put(key(mapped), stream(mappings, mapped));
        }
        TaskOutputs tasks = tasks(mappings);
        if (tasks != null) {
            var key = new StreamKey(mappings.crm(), tasks.object());
            streams.computeIfAbsent(key, unused -> onlyOurs(key, tasks.key(), ours(tasks)));
        }
        HandoffOutputs handoffs = mappings.outputs().handoffs();
        if (handoffs != null) {
            var key = new StreamKey(mappings.crm(), handoffs.object());
            streams.computeIfAbsent(key, unused -> onlyOurs(key, handoffs.key(), ours(handoffs)));
        }
        return List.copyOf(streams.values());
    }

    /** Where tasks go, null when neither a play nor a handoff opens any. */
    static @Nullable TaskOutputs tasks(Mappings mappings) {
        return mappings.plays().plays().isEmpty() && mappings.handoff() == null
                ? null
                : mappings.outputs().tasks();
    }

    private static Stream stream(Mappings mappings, MappedStream mapped) {
        return new Stream(
                key(mapped),
                mapped.request(),
                mapped::parent,
                mapped.fingerprint(),
                List.copyOf(mapped.hashed()),
                ours(mappings, mapped),
                mapped.rereadDays());
    }

    private static Ours ours(Mappings mappings, MappedStream mapped) {
        TaskOutputs tasks = tasks(mappings);
        if (!mapped.connection().equals(mappings.crm())) {
            return Ours.NONE;
        }
        List<String> shared = mappings.outputs().shared().get(mapped.stream());
        if (shared != null) {
            return new Ours(shared, null, null);
        }
        HandoffOutputs handoffs = mappings.outputs().handoffs();
        if (handoffs != null && mapped.stream().equals(handoffs.object())) {
            return ours(handoffs);
        }
        return tasks != null && mapped.stream().equals(tasks.object()) ? ours(tasks) : Ours.NONE;
    }

    private static Ours ours(TaskOutputs tasks) {
        var fields = new ArrayList<>(List.of(tasks.key()));
        fields.addAll(tasks.fields().values());
        return new Ours(fields, tasks.key(), tasks.fields().get(TaskField.TEXT));
    }

    /** With what people wrote: by that it is decided what becomes of them. */
    private static Ours ours(HandoffOutputs handoffs) {
        var fields = new ArrayList<>(List.of(handoffs.key()));
        fields.addAll(handoffs.columns());
        return new Ours(fields, handoffs.key(), null);
    }

    /** Records that no source maps: only those of ours are read. */
    private static Stream onlyOurs(StreamKey key, String keyField, Ours ours) {
        return new Stream(
                key,
                new StreamRequest(key.stream(), List.of(), keyField, false),
                unused -> null,
                "only ours",
                List.of(),
                ours);
    }

    public static StreamKey key(MappedStream mapped) {
        return new StreamKey(mapped.connection(), mapped.stream());
    }
}
