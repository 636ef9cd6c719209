package dev.baton.app;

import dev.baton.engine.Cycle;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.StateLease;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * All that a command that pulls holds: the lease, the state, the systems. Closed in reverse order.
 */
final class Session implements AutoCloseable {
    private final StateLease lease;
    private final StateStore store;
    private final Systems systems;
    private final Cycle cycle;

    private Session(StateLease lease, StateStore store, Systems systems, Cycle cycle) {
        this.lease = lease;
        this.store = store;
        this.systems = systems;
        this.cycle = cycle;
    }

    static Session open(Config config, Mappings mappings) throws LeaseHeldException {
        return open(config, mappings, memory -> memory);
    }

    /** On a copy of the state, under the lease of the configured one. */
    static Session onCopy(Config config, Mappings mappings, Path folder) throws LeaseHeldException {
        return open(config, mappings, memory -> memory.copiedTo(folder));
    }

    private static Session open(Config config, Mappings mappings, UnaryOperator<Memory> place)
            throws LeaseHeldException {
        StateLease lease = StateLease.take(config.state());
        StateStore store = null;
        try {
            Memory memory = place.apply(Memory.of(config));
            store = memory.open();
            Systems systems = Systems.open(config, mappings);
            var cycle =
                    new Cycle(
                            store,
                            mappings,
                            systems.sources(),
                            systems.sink(mappings.crm()),
                            memory.personal(),
                            systems::calls);
            return new Session(lease, store, systems, cycle);
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
        }
    }
}
