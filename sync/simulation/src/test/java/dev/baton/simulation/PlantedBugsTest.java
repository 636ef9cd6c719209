package dev.baton.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.simulation.store.MemoryStateStore;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tester tested: what would be a mistake in the product is seen. */
class PlantedBugsTest {

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void everyPlantedBugIsSeenAtItsSeed(PlantedBug bug) {
        var simulation =
                new Simulation(
                        SimulationMappings.load(Path.of("mappings")),
                        seed -> new MemoryStateStore(),
                        bug);

        Violation violation = simulation.run(bug.seed()).violation();

        assertThat(violation).as("seed " + bug.seed()).isNotNull();
    }

    /** Or the bug would get the blame for what the product does. */
    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void withoutTheBugThatSeedKeepsEveryInvariant(PlantedBug bug) {
        Simulation product = Simulation.ofProduct(SimulationMappings.load(Path.of("mappings")));

        assertThat(product.run(bug.seed()).violation()).isNull();
    }
}
