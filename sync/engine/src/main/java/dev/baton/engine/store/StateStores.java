package dev.baton.engine.store;

import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Opens Baton's memory. */
public final class StateStores {
    private StateStores() {}

    /**
     * The memory of one process at a time, in one file; made if it is not there, with its folder,
     * readable by nobody but the owner. Reads the whole file once to see that it is sound. Hold the
     * folder's {@link StateLease} before.
     *
     * @throws StoreException if the file is damaged, newer than this program, or cannot be written
     */
    public static StateStore sqlite(Path file) {
        Path absolute = file.toAbsolutePath();
        createOwnerOnly(absolute);
        var connections = new SqliteConnections(absolute);
        prepare(
                connections,
                () -> {
                    connections.checkWhole();
                    Schema.SQLITE.bringUp(connections.source());
                });
        return new JdbcStateStore(new Database(connections));
    }

    /**
     * For commands that only look at what is there, also while another process writes. Makes and
     * migrates nothing.
     *
     * @return empty if nothing was ever stored there
     * @throws StoreException if the file is damaged, or older or newer than this program
     */
    public static Optional<StateStore> openExisting(Path file) {
        Path absolute = file.toAbsolutePath();
        if (!Files.exists(absolute)) {
            return Optional.empty();
        }
        var connections = new SqliteConnections(absolute);
        try {
            return switch (Schema.state(connections.source())) {
                case NONE -> Optional.empty();
                case OLDER -> throw Schema.older();
                case CURRENT -> Optional.of(new JdbcStateStore(new Database(connections)));
                case NEWER -> throw Schema.newer();
            };
        } catch (SQLException e) {
            throw new StoreException(connections.wayOut(e), e);
        }
    }

    /**
     * The memory of several processes.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}; tables go to the connection's
     *     current schema, and are made if they are not there
     * @throws StoreException if the database cannot be reached, refuses the credentials, or is
     *     newer than this program
     */
    public static StateStore postgres(String jdbcUrl, String user, Secret password) {
        var connections = new PostgresConnections(jdbcUrl, user, password);
        prepare(connections, () -> Schema.POSTGRESQL.bringUp(connections.source()));
        return new JdbcStateStore(new Database(connections));
    }

    @FunctionalInterface
    private interface Preparation {
        void run() throws SQLException;
    }

    /** Leaves nothing open if it fails. */
    private static void prepare(Connections connections, Preparation preparation) {
        try {
            preparation.run();
        } catch (SQLException e) {
            connections.close();
            throw new StoreException(connections.wayOut(e), e);
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
            throw new StoreException(
                    "The state file "
                            + file
                            + " cannot be created. Its folder must belong to the user that runs"
                            + " Baton.",
                    e);
        }
    }
}
