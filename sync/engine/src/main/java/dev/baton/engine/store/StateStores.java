package dev.baton.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Opens Baton's memory. */
public final class StateStores {
    private StateStores() {}

    /**
     * The memory of one process at a time, in one file; made if it is not there, with its folder,
     * readable by nobody but the owner. Looks first whether it is what Baton left: after a clean
     * end by its seal, else by all that it holds. Hold the folder's {@link StateLease} before.
     *
     * @param key closes what is stored
     * @throws StoreException if the file is damaged or older than what was written, newer than this
     *     program, made with another key, or cannot be written
     */
    public static StateStore sqlite(Path file, MasterKey key) {
        Path absolute = file.toAbsolutePath();
        createOwnerOnly(absolute);
        var connections = new SqliteConnections(absolute);
        var custody = new FileCustody(absolute, connections);
        return prepared(
                connections, () -> new JdbcStateStore(connections, custody, custody.open(key)));
    }

    /**
     * For commands that only look at what is there, also while another process writes. Makes and
     * migrates nothing.
     *
     * @return empty if nothing was ever stored there
     * @throws StoreException if the file is damaged, older or newer than this program, or made with
     *     another key
     */
    public static Optional<StateStore> openExisting(Path file, MasterKey key) {
        Path absolute = file.toAbsolutePath();
        if (!Files.exists(absolute)) {
            return Optional.empty();
        }
        var connections = new SqliteConnections(absolute);
        return prepared(connections, () -> existing(connections, connections.source(), key));
    }

    /**
     * The memory of several processes, held by this one for its CRM until it is closed; tables are
     * made if they are not there.
     *
     * @param key closes what is stored; the same for all who share it
     * @throws LeaseHeldException if another process works on the same CRM
     * @throws StoreUnavailableException if the database cannot be reached or refuses the
     *     credentials
     * @throws StoreException if it is newer than this program, or was made with another key
     */
    public static StateStore postgres(PostgresServer server, MasterKey key, LeaseTerms terms)
            throws LeaseHeldException {
        var connections = new PostgresConnections(server);
        StateKeys keys =
                prepared(
                        connections,
                        () -> {
                            Schema.POSTGRESQL.bringUp(connections, key);
                            return Identity.keys(connections.source(), key);
                        });
        LeaseCustody custody = null;
        try {
            custody = LeaseCustody.take(connections, terms);
            return new JdbcStateStore(connections, custody, keys);
        } finally {
            if (custody == null) {
                connections.close();
            }
        }
    }

    /** As {@link #openExisting(Path, MasterKey)}, of a shared memory. */
    public static Optional<StateStore> openExisting(PostgresServer server, MasterKey key) {
        var connections = new PostgresConnections(server);
        return prepared(connections, () -> existing(connections, connections.source(), key));
    }

    private static Optional<StateStore> existing(
            Connections connections, DataSource source, MasterKey key) throws SQLException {
        return switch (Schema.state(source)) {
            case NONE -> {
                connections.close();
                yield Optional.empty();
            }
            case OLDER -> throw Schema.older();
            case CURRENT ->
                    Optional.of(
                            new JdbcStateStore(
                                    connections, Custody.NONE, Identity.keys(source, key)));
            case NEWER -> throw Schema.newer();
        };
    }

    @FunctionalInterface
    private interface Preparation<T> {
        T run() throws SQLException;
    }

    /** Leaves nothing open if it fails. */
    private static <T> T prepared(Connections connections, Preparation<T> preparation) {
        try {
            return preparation.run();
        } catch (SQLException e) {
            connections.close();
            throw connections.toldAtTheStart(e);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static void createOwnerOnly(Path file) {
        try {
            OwnerOnly.directory(Objects.requireNonNull(file.getParent(), "a file has a folder"));
            OwnerOnly.file(file);
        } catch (IOException e) {
            throw StoreException.atTheStart(
                    FullDisk.isBehind(e, file)
                            ? FullDisk.told(file)
                            : "The state file "
                                    + file
                                    + " cannot be created. Its folder must belong to the user that"
                                    + " runs Baton.",
                    e);
        }
    }
}
