package dev.baton.app;

import dev.baton.engine.PersonalData;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** All that an installation remembers: where it is, and the key that opens it. */
final class Memory {
    private final Path database;
    private final MasterKey key;

    private Memory(Path database, MasterKey key) {
        this.database = database;
        this.key = key;
    }

    /** For a writer; the key is made with the state. */
    static Memory of(Config config) {
        var keys = new InstallationKey(config.file(), System.getenv());
        boolean there = Files.exists(config.database());
        return new Memory(config.database(), there ? keys.existing() : keys.made());
    }

    /** What is there, to be looked at; stops when nothing is. */
    static StateStore existing(Config config) {
        return Files.exists(config.database())
                ? of(config).look().orElseThrow(BatonCommand::nothingYet)
                : nothing();
    }

    private static StateStore nothing() {
        throw BatonCommand.nothingYet();
    }

    /**
     * A copy that may be changed and thrown away. Nobody may write the original meanwhile.
     *
     * @param folder an empty one
     */
    Memory copiedTo(Path folder) {
        try {
            copy(folder);
            return new Memory(folder.resolve(database.getFileName()), key);
        } catch (IOException e) {
            throw new Stop(
                    Exit.INTERNAL,
                    "the state cannot be copied to " + folder + " — check the disk's room");
        }
    }

    private void copy(Path folder) throws IOException {
        Path original = Objects.requireNonNull(database.getParent(), "a file has a folder");
        String name = database.getFileName().toString();
        if (Files.exists(original)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(original, name + "*")) {
                for (Path file : files) {
                    // The index into the log is made anew for its copy.
                    if (!file.endsWith(name + "-shm")) {
                        Files.copy(file, folder.resolve(file.getFileName()));
                    }
                }
            }
        }
    }

    StateStore open() {
        return StateStores.sqlite(database, key);
    }

    private Optional<StateStore> look() {
        return StateStores.openExisting(database, key);
    }

    PersonalData personal() {
        return new PersonalData(key.text());
    }
}
