package dev.baton.app;

import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.StateLease;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import java.nio.file.Path;

/** What Baton remembers, with the right to change it; closed in reverse order. */
record Memory(StateLease lease, StateStore store) implements AutoCloseable {

    /** Takes the lease of an installation and opens its state. */
    static Memory open(Config config) throws LeaseHeldException {
        return open(config, config.database());
    }

    /** On another database than the configured one, under the lease of the configured state. */
    static Memory open(Config config, Path database) throws LeaseHeldException {
        StateLease lease = StateLease.take(config.state());
        try {
            return new Memory(lease, StateStores.sqlite(database));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (lease) {
            store.close();
        }
    }
}
