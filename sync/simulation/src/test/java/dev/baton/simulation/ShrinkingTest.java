package dev.baton.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.simulation.store.MemoryStateStore;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    @Test
    void aFailureIsToldWithTheFewStepsItNeedsAndFailsTheSameWithThemAlone() {
        var simulation =
                new Simulation(
                        SimulationMappings.load(Path.of("mappings")),
                        seed -> new MemoryStateStore(),
                        PlantedBug.PAUSE_IGNORED);
        long seed = PlantedBug.PAUSE_IGNORED.seed();
        Violation whole = Objects.requireNonNull(simulation.run(seed).violation());

        Failure failure = Failure.of(simulation, seed, whole);

        assertThat(failure.steps()).hasSizeLessThan(Schedule.of(seed).steps().size());
        assertThat(failure.steps()).extracting(Step::kind).contains(Kind.WRITES_PAUSED);
        Violation few =
                Objects.requireNonNull(
                        simulation.run(seed, Schedule.of(seed).only(failure.kept())).violation());
        assertThat(few.invariant()).isEqualTo(whole.invariant());
        assertThat(failure.command()).contains("replay --seed " + seed);
    }
}
