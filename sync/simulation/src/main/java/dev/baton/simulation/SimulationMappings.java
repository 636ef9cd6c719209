package dev.baton.simulation;

import dev.baton.mappings.Mappings;
import java.nio.file.Path;

/** The mapping folder of the simulation, read once. */
final class SimulationMappings {
    private SimulationMappings() {}

    static Mappings load(Path folder) {
        return switch (Mappings.load(folder)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad ->
                    throw new IllegalArgumentException(bad.problems().toString());
        };
    }
}
