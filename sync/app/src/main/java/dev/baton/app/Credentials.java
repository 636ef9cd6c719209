package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the service manager hands over: one file a credential, in a folder that it names by {@code
 * CREDENTIALS_DIRECTORY} (systemd, {@code LoadCredential=}). It guards that folder by access lists,
 * so the files' own rights say nothing.
 */
record Credentials(@Nullable Path folder) {
    static Credentials in(Map<String, String> environment) {
        String folder = environment.get("CREDENTIALS_DIRECTORY");
        return new Credentials(folder == null || folder.isBlank() ? null : Path.of(folder));
    }

    /** Null when it was not handed over. */
    @Nullable Path file(String name) {
        Path file = folder == null ? null : folder.resolve(name);
        return file != null && Files.isRegularFile(file) ? file : null;
    }

    /** Of a file that lies about by itself. */
    static boolean othersMayRead(Path path) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            return rights.contains(PosixFilePermission.GROUP_READ)
                    || rights.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // there is no file, which is told elsewhere, or the file system knows no
            // such rights
        }
    }
}
