package dev.baton.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Baton lies on this machine: the folder with {@code adapter/salesforce-package} and {@code
 * mappings}.
 */
record Home(Path directory) {

    /**
     * From the launcher's {@code baton.home}, else upwards from the jar, else upwards from the
     * working directory.
     */
    static Optional<Home> find(@Nullable String told, Path workingDirectory) {
        if (told != null && !told.isBlank()) {
            return Optional.of(new Home(Path.of(told).toAbsolutePath().normalize()));
        }
        return Stream.of(codeLocation(), workingDirectory.toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, path -> path != null, Path::getParent))
                .filter(
                        path ->
                                Files.isDirectory(path.resolve("adapter"))
                                        && Files.isDirectory(path.resolve("mappings")))
                .findFirst()
                .map(Home::new);
    }

    Path orgPackage() {
        return directory.resolve("adapter").resolve("salesforce-package");
    }

    Path mappings() {
        return directory.resolve("mappings").resolve("examples").resolve("helpdesk");
    }

    private static Path codeLocation() {
        URI location;
        try {
            location = Home.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds an entry that is no URI", e);
        }
        return Path.of(location);
    }
}
