package dev.baton.app;

import dev.baton.engine.Cycle;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.PauseFile;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;

/** All that a command that pulls holds: the memory and the systems. Closed in reverse order. */
final class Session implements AutoCloseable {
    private final Memory memory;
    private final Systems systems;
    private final Cycle cycle;

    private Session(Memory memory, Systems systems, Cycle cycle) {
        this.memory = memory;
        this.systems = systems;
        this.cycle = cycle;
    }

    static Session open(Config config, Mappings mappings) throws LeaseHeldException {
        return open(config, mappings, Memory.open(config));
    }

    /** On a copy of the state, under the lease of the configured one. */
    static Session onCopy(Config config, Mappings mappings, Path folder) throws LeaseHeldException {
        return open(config, mappings, Memory.openCopy(config, folder));
    }

    private static Session open(Config config, Mappings mappings, Memory memory) {
        try {
            Systems systems = Systems.open(config, mappings);
            var cycle =
                    new Cycle(
                            memory.store(),
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            memory.personal(),
                            new PauseFile(config.state()),
                            systems::calls);
            return new Session(memory, systems, cycle);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    Cycle cycle() {
        return cycle;
    }

    @Override
    public void close() {
        try (memory) {
            systems.close();
        }
    }
}
