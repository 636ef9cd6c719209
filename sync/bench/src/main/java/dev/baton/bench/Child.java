package dev.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this module, each in a JVM of its own with the same settings. */
final class Child {
    /** What Baton is to get along with. */
    static final String MEMORY = "-Xmx512m";

    /** What the first sync of a million accounts is given, and what copies a state. */
    static final String AMPLE_MEMORY = "-Xmx3g";

    /** The settings of the launcher, for commands that go over all accounts. */
    private static final List<String> SETTINGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> SERVER =
            List.of("-Xmx4g", "-Dsun.net.httpserver.nodelay=true");

    private Child() {}

    /** A server that ends when it is closed, or when this process does. */
    record Server(Process process, String url) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
        }
    }

    static Server serve(Class<?> program, List<String> arguments) throws IOException {
        Process process = start(SERVER, program, arguments);
        String line = lines(process).readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the server did not start");
        }
        return new Server(process, line.substring("ready ".length()));
    }

    /**
     * Runs a program to its end.
     *
     * @param memory the JVM's setting for the largest heap
     * @throws IOException when it fails
     */
    static Figures run(String memory, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var settings = new ArrayList<>(SETTINGS);
        settings.add(memory);
        Process process = start(settings, program, List.of(arguments));
        process.getOutputStream().close();
        Figures figures = Figures.read(lines(process));
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(program.getSimpleName() + " failed with exit code " + exit);
        }
        return figures;
    }

    /** Runs a program of another kind to its end. */
    static Figures run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        process.getOutputStream().close();
        Figures figures = Figures.read(lines(process));
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(command.getFirst() + " failed with exit code " + exit);
        }
        return figures;
    }

    private static Process start(List<String> settings, Class<?> program, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static BufferedReader lines(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
