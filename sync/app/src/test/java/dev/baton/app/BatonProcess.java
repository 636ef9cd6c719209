package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Baton as users start it: a process of its own, which can be killed and stopped. */
final class BatonProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 180;

    private final Process process;
    private final Path out;
    private final Path err;

    private BatonProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * The launcher's command. It runs the classes under test, because a jar may be older; with
     * {@code -Dbaton.jar=FILE} it runs that jar.
     */
    static List<String> command(Path config, String... args) {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dbaton.home=" + SandboxProcess.home()));
        String jar = System.getProperty("baton.jar");
        command.addAll(
                jar == null
                        ? List.of(
                                "-cp", System.getProperty("java.class.path"), "dev.baton.app.Baton")
                        : List.of("-jar", jar));
        command.addAll(List.of(args));
        command.addAll(List.of("--config", config.toString()));
        return command;
    }

    /** A command with its options. */
    static String[] with(String command, String... options) {
        var all = new String[options.length + 1];
        all[0] = command;
        System.arraycopy(options, 0, all, 1, options.length);
        return all;
    }

    static BatonProcess start(Path config, String... args) throws IOException {
        return start(config, command(config, args));
    }

    private static BatonProcess start(Path config, List<String> command) throws IOException {
        Path out = Files.createTempFile(config.toAbsolutePath().getParent(), "baton", ".out");
        Path err = out.resolveSibling(out.getFileName() + ".err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new BatonProcess(process, out, err);
    }

    /**
     * Starts it with little memory.
     *
     * @param memory the JVM's setting for the largest heap
     */
    static BatonProcess within(String memory, Path config, String... args) throws IOException {
        List<String> command = command(config, args);
        command.add(1, memory);
        // As the launcher has it for commands that go over all accounts.
        command.remove("-XX:TieredStopAtLevel=1");
        return start(config, command);
    }

    /** Runs a command to its end. */
    static Cli.Result run(Path config, String... args) throws Exception {
        try (BatonProcess process = start(config, args)) {
            return process.ended();
        }
    }

    /** What it has said on standard error so far. */
    String told() throws IOException {
        return Files.readString(err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits so long for its end; tells whether it came. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end. */
    Cli.Result ended() throws Exception {
        return ended(LONGEST_SECONDS);
    }

    /** Waits so long for its end. */
    Cli.Result ended(long seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end: " + Files.readString(err));
        }
        return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /**
     * Sends any other signal.
     *
     * @param name as {@code kill} knows it: STOP, CONT
     */
    void signal(String name) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("no signal " + name + " to " + pid());
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
