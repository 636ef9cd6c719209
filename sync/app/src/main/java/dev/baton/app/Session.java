package dev.baton.app;

import dev.baton.engine.Controls;
import dev.baton.engine.Cycle;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.PauseFile;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;

/** All that a command that pulls holds: the memory and the systems. Closed in reverse order. */
final class Session implements AutoCloseable {
    private final Memory memory;
    private final Systems systems;
    private final Cycle cycle;
    private final StateStore counting;
    private final Surroundings surroundings;

    private Session(
            Memory memory,
            Systems systems,
            Cycle cycle,
            StateStore counting,
            Surroundings surroundings) {
        this.memory = memory;
        this.systems = systems;
        this.cycle = cycle;
        this.counting = counting;
        this.surroundings = surroundings;
    }

    /**
     * On another database than the configured one, under the lease of the configured state. Calls
     * are calls, also those for a copy that is thrown away: they count in the configured state.
     */
    static Session open(Config config, Mappings mappings, Path database, Surroundings surroundings)
            throws LeaseHeldException {
        Memory memory = Memory.open(config, database);
        StateStore counting = null;
        try {
            counting =
                    database.equals(config.database())
                            ? memory.store()
                            : StateStores.sqlite(config.database());
            StateStore calls = counting;
            Systems systems =
                    Systems.open(
                            config,
                            mappings,
                            surroundings.seams(),
                            connection -> new StoredCalls(calls, connection));
            var cycle =
                    new Cycle(
                            memory.store(),
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            PersonalKey.of(config),
                            new Controls(new PauseFile(config.state()), surroundings.stopping()),
                            systems::calls);
            return new Session(memory, systems, cycle, counting, surroundings);
        } catch (RuntimeException e) {
            if (counting != null) {
                counting.close();
            }
            memory.close();
            throw e;
        }
    }

    Cycle cycle() {
        return cycle;
    }

    @Override
    public void close() {
        try (memory;
                counting) {
            systems.close();
            systems.callsByConnection().forEach(surroundings.calls()::accept);
        }
    }
}
