package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how long it takes from a change in the CRM until its score is there: the real daemon,
 * the sandbox and its change events, each in a process of its own.
 */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Measures the time from a change in the CRM to its score there.")
final class NearRealTime implements Callable<Integer> {
    private static final double AIM_SECONDS = 60;

    /** Changes are as far apart as this at most; some come while a cycle runs. */
    private static final int APART_MILLIS = 30_000;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 50;

    @Option(names = "--changes", defaultValue = "40", description = "Default: ${DEFAULT-VALUE}.")
    private int changes;

    @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Where the table goes beside standard output, sync/docs/near-real-time.md.")
    private @Nullable Path out;

    private final Path home = Path.of(System.getProperty("baton.home", "")).toAbsolutePath();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("baton-events");
        try (DealsOrg org = DealsOrg.serve(home, folder, changes)) {
            String report = report(org);
            System.out.print(report);
            if (out != null) {
                Files.writeString(out, report);
            }
            return 0;
        } finally {
            Rounds.clear(folder);
            Files.delete(folder);
        }
    }

    private String report(DealsOrg org) throws IOException, InterruptedException {
        String machine = Machine.here().told(LocalDate.now(ZoneOffset.UTC));
        Files.writeString(
                org.config(),
                "\ndaemon: {every: 24h, listen: \"127.0.0.1:0\"}\n",
                StandardOpenOption.APPEND);
        Process daemon = daemon(org);
        try {
            await(org::isHeard, daemon);
            long before = org.delivered();
            List<Double> seconds = measure(org, daemon);
            return page(machine, seconds, org.delivered() - before);
        } finally {
            daemon.destroy();
            daemon.waitFor();
        }
    }

    private Process daemon(DealsOrg org) throws IOException {
        return new ProcessBuilder(
                        home.resolve("baton").toString(),
                        "daemon",
                        "--config",
                        org.config().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<Double> measure(DealsOrg org, Process daemon)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < changes; i++) {
            int account = i;
            Thread.sleep(random.nextInt(APART_MILLIS));
            String before = org.score(account);
            org.change(account);
            long start = System.nanoTime();
            await(() -> !org.score(account).equals(before), daemon);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return seconds;
    }

    private interface Look {
        boolean done() throws IOException, InterruptedException;
    }

    private static void await(Look look, Process daemon) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!look.done()) {
            if (!daemon.isAlive() || System.nanoTime() > end) {
                throw new IOException("the daemon does not do what is waited for");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private String page(String machine, List<Double> seconds, long delivered) {
        double p95 = percentile(seconds, 95);
        return """
               # Near-real-time

               Written by `./baton bench events --changes %d`; do not edit.

               %s

               | from a change in the CRM to its score there | |
               |---|---|
               | changes, one after the other, up to 30 s apart | %d |
               | p50 | %s s |
               | p95 | %s s (aim < 60 s, %s) |
               | slowest | %s s |
               | events delivered, our own writes included | %d |

               Daemon and sandbox are processes of their own on that machine. The daemon is set to look
               once a day, so each score is an event's. Of the time three seconds are for what happens
               together, and a change within twenty seconds of a cycle's beginning waits for their end.
               """
                .formatted(
                        changes,
                        machine,
                        seconds.size(),
                        Line.number(percentile(seconds, 50)),
                        Line.number(p95),
                        p95 < AIM_SECONDS ? "met" : "**missed**",
                        Line.number(percentile(seconds, 100)),
                        delivered);
    }

    /** The smallest value that so many percent do not exceed. */
    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }
}
