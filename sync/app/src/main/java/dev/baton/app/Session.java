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
    private final StateStore counting;
    private final Surroundings surroundings;

    private Session(
            StateLease lease,
            StateStore store,
            Systems systems,
            Cycle cycle,
            StateStore counting,
            Surroundings surroundings) {
        this.surroundings = surroundings;
        this.lease = lease;
        this.store = store;
        this.systems = systems;
        this.cycle = cycle;
        this.counting = counting;
    }

    /**
     * On another database than the configured one, under the lease of the configured state. Calls
     * are calls, also those for a copy that is thrown away: they count in the configured state.
     */
    static Session open(Config config, Mappings mappings, Path database, Surroundings surroundings)
            throws LeaseHeldException {
        StateLease lease = StateLease.take(config.state());
        StateStore store = null;
        StateStore counting = null;
        try {
            store = StateStores.sqlite(database);
            counting =
                    database.equals(config.database())
                            ? store
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
                            store,
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            PersonalKey.of(config),
                            systems::calls,
                            surroundings.stopping());
            return new Session(lease, store, systems, cycle, counting, surroundings);
        } catch (RuntimeException e) {
            if (counting != null) {
                counting.close();
            }
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
                store;
                counting) {
            systems.close();
            systems.callsByConnection().forEach(surroundings.calls()::accept);
        }
    }
}
