package dev.baton.engine;

import dev.baton.core.model.RecordRef;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.SourceMapping;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a person opens a record, as the mapping says. */
final class Addresses {
    private Addresses() {}

    /** Null for records whose source gives no address. */
    static Function<RecordRef, @Nullable String> of(Mappings mappings) {
        return ref -> {
            for (SourceMapping source : mappings.sources()) {
                if (source.object().equals(ref.object())
                        && source.landing().system().equals(ref.system())) {
                    return source.address(ref.id());
                }
            }
            return null;
        };
    }
}
