package dev.baton.sandbox.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Baton on this machine.
 *
 * @param home absolute
 * @param program what the person typed to start it
 * @param classPath where the command line's classes are
 */
record Installation(Path home, String program, String classPath) {

    /**
     * From what the launcher says: {@code baton.home}, {@code baton.program}, and {@code
     * baton.app.path} where the application is not in the place it is built in.
     *
     * @throws DemoException when it is not all there
     */
    static Installation find() throws DemoException {
        String told = System.getProperty("baton.home", "");
        if (told.isBlank()) {
            throw new DemoException(
                    2,
                    "Baton's folder was not found; start through ./baton or with -Dbaton.home=DIR");
        }
        Path home = Path.of(told).toAbsolutePath().normalize();
        Path jar = home.resolve("sync/app/target/baton-app.jar");
        String path = System.getProperty("baton.app.path", "");
        if (path.isBlank() && !Files.exists(jar)) {
            throw new DemoException(2, jar + " is missing; start through ./baton, which builds it");
        }
        return new Installation(
                home,
                System.getProperty("baton.program", "./baton"),
                path.isBlank() ? jar.toString() : path);
    }

    Path mappings() {
        return home.resolve("mappings").resolve("demo");
    }
}
