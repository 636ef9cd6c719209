package dev.baton.app;

import dev.baton.engine.News;
import dev.baton.http.Seams;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;

/**
 * What a command or a daemon runs syncs in.
 *
 * @param seams time, waiting, chance and wire of all calls
 * @param stopping whether to end at the next border of a page or batch
 * @param news of change events
 * @param calls hears how many requests went to each connection, once, at the end
 */
record Surroundings(
        Seams seams, BooleanSupplier stopping, News news, ObjLongConsumer<String> calls) {
    /** A command: it runs to its end. */
    static final Surroundings COMMAND =
            new Surroundings(Seams.real(), () -> false, News.NONE, (connection, calls) -> {});
}
