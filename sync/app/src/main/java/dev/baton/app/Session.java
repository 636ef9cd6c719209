package dev.baton.app;

import dev.baton.engine.Controls;
import dev.baton.engine.Cycle;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.PauseFile;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoredCalls;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;

/** All that a command that pulls holds: the memory and the systems. Closed in reverse order. */
final class Session implements AutoCloseable {
    private final Memory memory;
    private final Systems systems;
    private final Cycle cycle;
    private final Surroundings surroundings;

    private Session(Memory memory, Systems systems, Cycle cycle, Surroundings surroundings) {
        this.memory = memory;
        this.systems = systems;
        this.cycle = cycle;
        this.surroundings = surroundings;
    }

    static Session open(Config config, Mappings mappings, Surroundings surroundings)
            throws LeaseHeldException {
        return open(config, mappings, Memory.open(config), surroundings);
    }

    /** On a copy of the state, under the lease of the configured one. */
    static Session onCopy(Config config, Mappings mappings, Path folder) throws LeaseHeldException {
        return open(config, mappings, Memory.openCopy(config, folder), Surroundings.COMMAND);
    }

    private static Session open(
            Config config, Mappings mappings, Memory memory, Surroundings surroundings) {
        try {
            StateStore counting = memory.counting();
            Systems systems =
                    Systems.open(
                            config,
                            mappings,
                            surroundings.seams(),
                            connection -> new StoredCalls(counting, connection));
            var cycle =
                    new Cycle(
                            memory.store(),
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            memory.personal(),
                            new Controls(
                                    new PauseFile(config.state()),
                                    surroundings.stopping(),
                                    surroundings.seams()::backOff,
                                    surroundings.news()),
                            systems::calls);
            return new Session(memory, systems, cycle, surroundings);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    Cycle cycle() {
        return cycle;
    }

    /** What is remembered, with the right to change it. */
    StateStore store() {
        return memory.store();
    }

    @Override
    public void close() {
        try (memory) {
            systems.close();
            systems.callsByConnection().forEach(surroundings.calls()::accept);
        }
    }
}
