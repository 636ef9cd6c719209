package dev.baton.app;

import dev.baton.app.daemon.Daemon;
import dev.baton.app.daemon.Health;
import dev.baton.app.daemon.Metrics;
import dev.baton.app.daemon.Monitor;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.StopSignal;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Syncs on schedule until it is told to stop. */
@Command(
        name = "daemon",
        description =
                "Syncs on schedule; /health and /metrics on loopback; ends cleanly on SIGTERM.")
final class DaemonCommand extends BatonCommand {
    /** Longer than any one call; systemd waits 90 seconds. */
    private static final long LONGEST_STOP_SECONDS = 75;

    @Option(names = "--as-of", paramLabel = "INSTANT", hidden = true)
    @Nullable Instant asOf;

    DaemonCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        if (asOf != null) {
            throw new Stop(
                    Exit.USAGE,
                    "a daemon works at the CRM's present clock; --as-of is for plan, sync, accounts and explain");
        }
        Config config = config();
        Mappings mappings = mappings(config.mappings());
        var stop = new StopSignal();
        var health =
                new Health(
                        config.daemon().schedule(),
                        InstantSource.system(),
                        Documents.word(config.writes()));
        var metrics = new Metrics(health);
        var surroundings =
                new Surroundings(
                        new Seams(InstantSource.system(), stop::pause, new Random(), null),
                        stop::asked,
                        metrics::called);
        try (Monitor monitor = monitor(config, health, metrics)) {
            output.line("listening " + monitor.url());
            tellMode(config, output);
            var daemon =
                    new Daemon(
                            config.daemon().schedule(),
                            InstantSource.system(),
                            stop::within,
                            new Random(),
                            new SyncRound(config, mappings, surroundings),
                            List.of(health, metrics, new Told(output)));
            untilStopped(daemon, stop, output);
        }
        return Exit.DONE;
    }

    private static Monitor monitor(Config config, Health health, Metrics metrics) {
        try {
            return Monitor.open(
                    config.daemon().listen(),
                    () -> page(health.report()),
                    () -> new Monitor.Page(200, Metrics.CONTENT_TYPE, metrics.text()));
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    config.file()
                            + ": daemon.listen: port "
                            + config.daemon().listen().getPort()
                            + " cannot be listened on; another program may hold it — name another, or 0 for any");
        }
    }

    private static Monitor.Page page(Health.Report report) {
        int status = report.status() == Health.Status.FAILING ? 503 : 200;
        return new Monitor.Page(
                status, "application/json", Output.text(HealthJson.of(report)) + "\n");
    }

    private static void tellMode(Config config, Output output) {
        if (config.writes() == Config.Writes.PREVIEW) {
            output.note(
                    "baton: "
                            + config.file()
                            + " says `writes: preview`: the daemon plans and writes nothing");
        }
    }

    /**
     * The hook ends the process: left to itself the JVM would report the signal, not a clean end.
     */
    private static void untilStopped(Daemon daemon, StopSignal stop, Output output)
            throws InterruptedException {
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> onSignal(stop, ended, output), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            daemon.run();
        } finally {
            ended.countDown();
        }
        // Only the signal ends the loop, and the hook the process.
        hook.join();
    }

    private static void onSignal(StopSignal stop, CountDownLatch ended, Output output) {
        stop.ask();
        boolean clean = false;
        try {
            clean = ended.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.note(
                clean
                        ? "baton: stopped"
                        : "baton: a call did not end in time; the next run reads back what became of it");
        Runtime.getRuntime().halt(clean ? Exit.DONE.code() : Exit.INTERNAL.code());
    }

    /** A line a cycle, to stderr. */
    private record Told(Output output) implements Daemon.Listener {
        @Override
        public void began(Instant at) {}

        @Override
        public void ended(Instant began, Instant at, Outcome outcome) {
            output.note(
                    at.truncatedTo(ChronoUnit.SECONDS)
                            + " "
                            + Documents.word(outcome.kind())
                            + (outcome.run() == null ? "" : ", run " + outcome.run())
                            + ": "
                            + outcome.written()
                            + " written, "
                            + outcome.failed()
                            + " failed, "
                            + outcome.quarantined()
                            + " quarantined; "
                            + outcome.told());
        }

        @Override
        public void waiting(Instant due) {
            output.note("baton: next cycle at " + due.truncatedTo(ChronoUnit.SECONDS));
        }
    }
}
