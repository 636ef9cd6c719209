package dev.baton.app;

import dev.baton.crm.salesforce.install.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What we made in the org, as a file beside the configuration: {@code baton.yaml.installed.json}.
 * It holds no secret, and belongs into the admin's backup: without it nothing can be taken out.
 */
final class ManifestFile {
    private final Path file;

    ManifestFile(Path config) {
        this.file =
                config.toAbsolutePath().resolveSibling(config.getFileName() + ".installed.json");
    }

    Path path() {
        return file;
    }

    /** Empty where nothing was installed from here. */
    Optional<Manifest> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Stop(
                    Exit.USAGE,
                    file
                            + ": the list of what Baton made in the org cannot be read — put back your"
                            + " copy, or move it away and install with --adopt");
        }
    }

    /** Whole or not at all, and on the disk before anything happens in the org. */
    void write(Manifest manifest) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(
                    fresh,
                    manifest.text(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + ": cannot be written — check the folder's rights and its disk's room");
        }
    }

    /** Nothing of ours is left. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, file + ": cannot be removed — remove it by hand");
        }
    }
}
