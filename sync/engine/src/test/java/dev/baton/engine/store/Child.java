package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.KEY;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.checkpoint;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.ticket;

import dev.baton.port.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A process of its own, to be killed or to be kept short of memory. */
final class Child implements AutoCloseable {
    static final int PAGE = 200;

    private final Process process;
    private final BufferedReader answers;

    /**
     * Starts this class's {@link #main}.
     *
     * @param arguments what to do, then where the state is: a file, or a JDBC URL
     */
    Child(int megabytes, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName()));
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** The next line it prints; waits for it. */
    String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The child ended without an answer");
        }
        return line;
    }

    /** As the power switch does: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "intend" -> intend(arguments[1]);
            case "commit" -> commit(arguments[1]);
            case "scan" -> scan(arguments[1]);
            case "lease" -> lease(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static StateStore open(String where) throws LeaseHeldException {
        return where.startsWith("jdbc:")
                ? StateStores.postgres(
                        server(where),
                        KEY,
                        new LeaseTerms("child", "child", Duration.ofHours(1), System::nanoTime))
                : StateStores.sqlite(Path.of(where), KEY);
    }

    static PostgresServer server(String url) {
        return new PostgresServer(url, "postgres", new Secret("postgres"));
    }

    private static void intend(String where) throws IOException, LeaseHeldException {
        try (StateStore store = open(where)) {
            store.intend(RUN, List.of(intent("a1", new Intent.Change(null, new BigDecimal(81)))));
            say("intended");
            waitForever();
        }
    }

    /** Page after page, each with its number as cursor, until somebody kills it. */
    private static void commit(String where) throws LeaseHeldException {
        try (StateStore store = open(where)) {
            for (int page = 1; ; page++) {
                int first = page * PAGE;
                List<LandedRecord> records =
                        IntStream.range(first, first + PAGE)
                                .mapToObj(i -> ticket("t" + i, MONDAY, "open"))
                                .toList();
                Checkpoint checkpoint = checkpoint(String.valueOf(page));
                store.commit(
                        TICKETS, new LandedPage(records, Map.of(), List.of(), checkpoint, MONDAY));
                say("page " + page);
            }
        }
    }

    private static void scan(String where) throws LeaseHeldException {
        try (StateStore store = open(where)) {
            var count = new AtomicInteger();
            store.scan(TICKETS, MONDAY, each -> count.incrementAndGet());
            say("scanned " + count);
        }
    }

    private static void lease(Path folder) throws IOException {
        try (var _ = StateLease.take(folder)) {
            say("taken");
            waitForever();
        } catch (LeaseHeldException e) {
            say("held by " + e.pid().orElse(-1));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void waitForever() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (in.readLine() != null) {
            throw new IOException("Nobody should have spoken");
        }
    }
}
