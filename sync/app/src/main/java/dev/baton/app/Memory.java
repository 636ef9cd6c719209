package dev.baton.app;

import dev.baton.engine.PersonalData;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.LeaseTerms;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.PostgresServer;
import dev.baton.engine.store.StateLease;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What Baton remembers, with the right to change it; closed in reverse order.
 *
 * @param counting where calls count: also those made for a copy that is thrown away count in the
 *     configured state
 * @param key opens it
 */
record Memory(StateLease lease, StateStore store, StateStore counting, MasterKey key)
        implements AutoCloseable {
    /** More than a call to a CRM may take with all its tries, and than scoring all accounts. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    /** Takes the lease of an installation and opens its state; both are made the first time. */
    static Memory open(Config config) throws LeaseHeldException {
        return open(config, config.database());
    }

    /**
     * A copy that may be changed and thrown away, under the lease of the configured state.
     *
     * @param folder an empty one
     */
    static Memory openCopy(Config config, Path folder) throws LeaseHeldException {
        return open(config, folder.resolve(config.database().getFileName()));
    }

    private static Memory open(Config config, Path database) throws LeaseHeldException {
        StateLease lease = StateLease.take(config.state());
        StateStore store = null;
        Memory memory = null;
        try {
            MasterKey key = key(config);
            boolean itself = database.equals(config.database());
            if (!itself) {
                copy(config, database);
            }
            store = store(config, database, key);
            StateStore counting = itself ? store : store(config, config.database(), key);
            memory = new Memory(lease, store, counting, key);
            return memory;
        } finally {
            if (memory == null) {
                try (lease) {
                    if (store != null) {
                        store.close();
                    }
                }
            }
        }
    }

    private static StateStore store(Config config, Path database, MasterKey key)
            throws LeaseHeldException {
        PostgresServer server = config.shared();
        return server == null
                ? StateStores.sqlite(database, key)
                : StateStores.postgres(server, key, terms(config));
    }

    private static LeaseTerms terms(Config config) {
        return new LeaseTerms(
                config.crms(),
                host() + ", process " + ProcessHandle.current().pid(),
                LEASE,
                System::nanoTime);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** What is there, to be looked at; stops when nothing is. */
    static StateStore existing(Config config) {
        return find(config).orElseThrow(BatonCommand::nothingYet);
    }

    /** What is there, to be looked at; empty when nothing is. */
    static Optional<StateStore> find(Config config) {
        PostgresServer server = config.shared();
        if (server != null) {
            return StateStores.openExisting(server, key(config));
        }
        return Files.exists(config.database())
                ? StateStores.openExisting(config.database(), key(config))
                : Optional.empty();
    }

    /** A state that is there has its key already. */
    private static MasterKey key(Config config) {
        var keys = new InstallationKey(config.file(), System.getenv());
        if (config.shared() != null) {
            return keys.shared();
        }
        return Files.exists(config.database()) ? keys.existing() : keys.made();
    }

    /** Nobody writes the original meanwhile. */
    private static void copy(Config config, Path copy) {
        if (config.shared() != null) {
            throw new Stop(
                    Exit.USAGE,
                    "another mapping folder is previewed on a copy of the state, and a shared state is"
                            + " not copied — preview with a configuration whose state is a folder");
        }
        Path database = config.database();
        Path from = Objects.requireNonNull(database.getParent(), "a file has a folder");
        String name = database.getFileName().toString();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, name + "*")) {
            for (Path file : files) {
                // The index into the log is made anew for its copy.
                if (!file.endsWith(name + "-shm")) {
                    Files.copy(file, copy.resolveSibling(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new Stop(
                    Exit.INTERNAL,
                    "the state cannot be copied to " + copy + " — check the disk's room");
        }
    }

    PersonalData personal() {
        return new PersonalData(key.text());
    }

    @Override
    public void close() {
        try (lease) {
            closeStores();
        }
    }

    @SuppressWarnings("ReferenceEquality") // One store often stands in both places.
    private void closeStores() {
        try {
            if (counting != store) {
                counting.close();
            }
        } finally {
            store.close();
        }
    }
}
