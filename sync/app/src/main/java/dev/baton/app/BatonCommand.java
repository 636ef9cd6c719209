package dev.baton.app;

import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What every command does the same way. */
abstract class BatonCommand implements Callable<Integer> {
    private final Commands.Shared shared;

    BatonCommand(Commands.Shared shared) {
        this.shared = shared;
    }

    @Override
    public final Integer call() throws Exception {
        return run(new Output(shared.out(), shared.err(), shared.baton().json)).code();
    }

    abstract Exit run(Output output) throws Exception;

    Path configFile() {
        return shared.baton().config;
    }

    /** The configuration, or a stop that names every mistake. */
    Config config() {
        return switch (ConfigReader.read(configFile())) {
            case ConfigReader.Read.Good good -> good.config();
            case ConfigReader.Read.Bad bad -> throw Stop.of(bad.problems());
        };
    }

    /** A mapping folder, or a stop that names every mistake. */
    static Mappings mappings(Path folder) {
        return switch (Mappings.load(folder)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw Stop.of(bad.problems());
        };
    }

    /** Does something with what is remembered; stops when nothing is yet. */
    <T> T reviewed(@Nullable Instant asOf, BiFunction<StateStore, Review, T> what) {
        try (StateStore store =
                StateStores.openExisting(config().database())
                        .orElseThrow(BatonCommand::nothingYet)) {
            return what.apply(store, Review.of(store, asOf).orElseThrow(BatonCommand::nothingYet));
        }
    }

    static Stop nothingYet() {
        return new Stop(
                Exit.USAGE, "nothing is remembered yet; run `baton plan` or `baton sync` first");
    }
}
