package dev.baton.sandbox.demo;

import dev.baton.sandbox.Sandbox;
import java.io.IOException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A sandbox that goes on serving when the demo has ended: a process of its own, holding none of our
 * streams, that stops by itself when nobody asks it anything for an hour. The pid file names it
 * together with the instant it was started, so that a reused process id is never taken for it.
 */
final class BackgroundSandbox {
    private static final int IDLE_MINUTES = 60;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final String READY = "ready ";

    private final DemoFolder folder;

    BackgroundSandbox(DemoFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @return where
     * @throws DemoException when it does not come up; the log says why
     */
    String start(Instant asOf, Path mappings)
            throws DemoException, IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(asOf, mappings))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.log().toFile())
                        .start();
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(folder.pid(), process.pid() + " " + started + "\n");
        return awaitReady(process);
    }

    private List<String> command(Instant asOf, Path mappings) {
        var command = new ArrayList<String>();
        nohup().ifPresent(nohup -> command.add(nohup.toString()));
        command.addAll(Jvm.command());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Sandbox.class.getName());
        command.addAll(List.of("--data", folder.data().toAbsolutePath().toString()));
        command.addAll(List.of("--as-of", asOf.toString()));
        command.addAll(List.of("--config-out", folder.config().toAbsolutePath().toString()));
        command.addAll(List.of("--mappings", mappings.toString()));
        command.addAll(List.of("--stop-when-idle", Integer.toString(IDLE_MINUTES)));
        return command;
    }

    /** So that it outlives the terminal; where there is none, it ends with the terminal. */
    private static Optional<Path> nohup() {
        return Stream.of("/usr/bin/nohup", "/bin/nohup")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String awaitReady(Process process)
            throws DemoException, IOException, InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            Optional<String> url = ready();
            if (url.isPresent()) {
                return url.get();
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroy();
        throw new DemoException(1, "the sandbox did not start; see " + folder.log());
    }

    private Optional<String> ready() throws IOException {
        return Files.readAllLines(folder.log()).stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    /**
     * Stops the one that an earlier demo left.
     *
     * @return whether one was running
     */
    boolean stop() throws IOException {
        Optional<ProcessHandle> running = running();
        running.ifPresent(BackgroundSandbox::end);
        Files.deleteIfExists(folder.pid());
        return running.isPresent();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        }
    }

    private Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(folder.pid())) {
            return Optional.empty();
        }
        String[] words = Files.readString(folder.pid()).strip().split(" ", -1);
        if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(
                        process ->
                                process.info()
                                        .startInstant()
                                        .map(Instant::toEpochMilli)
                                        .map(String::valueOf)
                                        .orElse("0")
                                        .equals(words[1]));
    }
}
