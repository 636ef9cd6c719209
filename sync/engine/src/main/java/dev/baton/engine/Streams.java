package dev.baton.engine;

import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import java.util.List;

/** The streams that a mapping needs. */
public final class Streams {
    private Streams() {}

    /** In order of connection and name. */
    static List<Stream> of(Mappings mappings) {
        return mappings.streams().stream().map(each -> stream(mappings, each)).toList();
    }

    private static Stream stream(Mappings mappings, MappedStream mapped) {
        boolean ours =
                mapped.connection().equals(mappings.crm())
                        && mapped.stream().equals(mappings.outputs().object());
        return new Stream(
                key(mapped),
                mapped.request(),
                mapped::parent,
                mapped.fingerprint(),
                List.copyOf(mapped.hashed()),
                ours ? List.copyOf(mappings.outputs().fields().values()) : List.of());
    }

    public static StreamKey key(MappedStream mapped) {
        return new StreamKey(mapped.connection(), mapped.stream());
    }
}
