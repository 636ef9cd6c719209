package dev.baton.app;

import dev.baton.engine.store.MasterKey;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one key of an installation: closes what the state remembers, and hashes personal data. Never
 * in the state's folder. Taken from the environment's {@code BATON_KEY}; else from the service
 * manager's credentials, as {@code baton.key}; else from a file beside the configuration that only
 * its owner can read.
 */
final class InstallationKey {
    static final String VARIABLE = "BATON_KEY";
    static final String CREDENTIAL = "baton.key";

    private final Path file;
    private final Map<String, String> environment;

    InstallationKey(Path config, Map<String, String> environment) {
        this.file = config.toAbsolutePath().resolveSibling(config.getFileName() + ".key");
        this.environment = environment;
    }

    /** The same on every machine of a shared state; so nobody makes one by himself. */
    MasterKey shared() {
        MasterKey key = found();
        if (key == null) {
            throw stop(
                    file
                            + ": a shared state needs one key on all its machines — make one by: openssl"
                            + " rand -hex 32, and give it to each as this file (chmod 600), as the"
                            + " credential "
                            + CREDENTIAL
                            + " or as "
                            + VARIABLE);
        }
        return key;
    }

    /** Of the state that is there. */
    MasterKey existing() {
        MasterKey key = found();
        if (key == null) {
            throw stop(
                    file
                            + ": the installation's key is missing, and without it the state does not"
                            + " open — put it back from your copy; if there is none, move the state away and"
                            + " run again");
        }
        return key;
    }

    /** Makes one if there is none yet. */
    MasterKey made() {
        MasterKey key = found();
        return key == null ? make() : key;
    }

    private @Nullable MasterKey found() {
        String given = environment.get(VARIABLE);
        if (given != null && !given.isBlank()) {
            return parsed(given, VARIABLE);
        }
        Path credential = Credentials.in(environment).file(CREDENTIAL);
        if (credential != null) {
            return read(credential);
        }
        if (!Files.exists(file)) {
            return null;
        }
        if (Credentials.othersMayRead(file)) {
            throw stop(
                    file
                            + ": other users of this machine can read the key — run: chmod 600 "
                            + file
                            + "; if somebody may have read it, what the state holds is no secret to them");
        }
        return read(file);
    }

    private static MasterKey read(Path file) {
        try {
            return parsed(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw stop(file + ": the key cannot be read — check its rights");
        }
    }

    private static MasterKey parsed(String text, String where) {
        try {
            return MasterKey.of(new Secret(text.strip()));
        } catch (IllegalArgumentException e) {
            throw stop(
                    where
                            + ": "
                            + e.getMessage()
                            + " — put back your copy; a new one is made by: openssl rand -hex 32");
        }
    }

    /** Whole or not at all, and on the disk before the first thing that it closes. */
    private MasterKey make() {
        MasterKey key = MasterKey.random();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    fresh,
                    key.text().reveal() + "\n",
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (IOException e) {
            throw stop(
                    file
                            + ": the installation's key cannot be made — check the folder's rights and"
                            + " its disk's room");
        }
    }

    private static Stop stop(String message) {
        return new Stop(Exit.USAGE, message);
    }
}
