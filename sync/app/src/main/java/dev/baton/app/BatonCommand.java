package dev.baton.app;

import dev.baton.mappings.Mappings;
import java.nio.file.Path;
import java.util.concurrent.Callable;

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

    static Stop nothingYet() {
        return new Stop(
                Exit.USAGE, "nothing is remembered yet; run `baton plan` or `baton sync` first");
    }
}
