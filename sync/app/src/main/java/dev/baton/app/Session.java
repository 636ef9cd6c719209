package dev.baton.app;

import dev.baton.engine.Cycle;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.StateLease;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;

/**
 * All that a command that pulls holds: the lease, the state, the systems. Closed in reverse order.
 */
final class Session implements AutoCloseable {
    private final StateLease lease;
    private final StateStore store;
    private final Systems systems;
    private final Cycle cycle;
    private final Surroundings surroundings;

    private Session(
            StateLease lease,
            StateStore store,
            Systems systems,
            Cycle cycle,
            Surroundings surroundings) {
        this.surroundings = surroundings;
        this.lease = lease;
        this.store = store;
        this.systems = systems;
        this.cycle = cycle;
    }

    /** On another database than the configured one, under the lease of the configured state. */
    static Session open(Config config, Mappings mappings, Path database, Surroundings surroundings)
            throws LeaseHeldException {
        StateLease lease = StateLease.take(config.state());
        StateStore store = null;
        try {
            store = StateStores.sqlite(database);
            Systems systems = Systems.open(config, mappings, surroundings.seams());
            var cycle =
                    new Cycle(
                            store,
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            PersonalKey.of(config),
                            systems::calls,
                            surroundings.stopping());
            return new Session(lease, store, systems, cycle, surroundings);
        } catch (RuntimeException e) {
            if (store != null) {
                store.close();
            }
            lease.close();
            throw e;
        }
    }

    Cycle cycle() {
        return cycle;
    }

    @Override
    public void close() {
        try (lease;
                store) {
            systems.close();
            systems.callsByConnection().forEach(surroundings.calls()::accept);
        }
    }
}
