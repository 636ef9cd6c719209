package dev.baton.app;

import dev.baton.engine.PersonalData;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key that personal data is hashed with: beside the state, not in it, readable by its owner
 * only.
 */
final class PersonalKey {
    private static final int BYTES = 32;

    private PersonalKey() {}

    /** The key of an installation, made the first time. */
    static PersonalData of(Config config) {
        Path file =
                config.file().toAbsolutePath().resolveSibling(config.file().getFileName() + ".key");
        try {
            return new PersonalData(
                    new Secret(Files.exists(file) ? Files.readString(file).strip() : make(file)));
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file
                            + ": the key for personal data cannot be read or made — check the folder's rights");
        }
    }

    private static String make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        return key;
    }
}
