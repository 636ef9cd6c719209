package dev.baton.app;

import dev.baton.app.daemon.AlertFile;
import dev.baton.app.daemon.Alerts;
import dev.baton.app.daemon.Daemon;
import dev.baton.app.daemon.Health;
import dev.baton.app.daemon.Listened;
import dev.baton.app.daemon.Metrics;
import dev.baton.app.daemon.Monitor;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.StopSignal;
import dev.baton.app.daemon.Wakes;
import dev.baton.app.daemon.Webhook;
import dev.baton.app.events.Hearing;
import dev.baton.app.events.PositionFile;
import dev.baton.engine.KillSwitch;
import dev.baton.engine.store.PauseFile;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import dev.baton.port.Budget;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Syncs on schedule until it is told to stop. */
@Command(
        name = "daemon",
        description =
                "Syncs on schedule; /health and /metrics on loopback; ends cleanly on SIGTERM.")
final class DaemonCommand extends BatonCommand {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonCommand.class);

    /** Longer than most calls; systemd waits 90 seconds. */
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
        Seams seams = Seams.real(stop::pause);
        var wakes = new Wakes(InstantSource.system(), stop::nudge);
        Listened listened = metrics.listened(InstantSource.system());
        try (Hearing hearing = hearing(config, mappings, wakes, listened);
                Monitor monitor = monitor(config, health, metrics);
                Webhook webhook = webhook(config, seams);
                ScheduledExecutorService watch = watch()) {
            output.line("listening " + monitor.url());
            tellMode(config, output);
            var surroundings = new Surroundings(seams, stop::asked, hearing, metrics::called);
            var listeners = new ArrayList<Daemon.Listener>();
            listeners.addAll(
                    List.of(
                            health,
                            metrics,
                            new Left(config, metrics, wakes),
                            new Told(output),
                            hearing));
            listeners.add(new DriftWatch(config, metrics, webhook, stop::asked));
            if (webhook != null) {
                Alerts alerts = alerts(config, webhook, health);
                listeners.add(alerts);
                ScheduledFuture<?> unused =
                        watch.scheduleWithFixedDelay(() -> look(alerts), 1, 1, TimeUnit.MINUTES);
            }
            var daemon =
                    new Daemon(
                            config.daemon().schedule(),
                            InstantSource.system(),
                            stop::withinOrNudged,
                            wakes,
                            new Random(),
                            new SyncRound(config, mappings, surroundings, InstantSource.system()),
                            listeners);
            untilStopped(daemon, stop, output);
        }
        return Exit.DONE;
    }

    /** Its calls wait with the machine's sleep: they end with the daemon, not with a cycle. */
    private static Hearing hearing(
            Config config, Mappings mappings, Wakes wakes, Listened listened) {
        return new Hearing(
                Feeds.open(config, mappings, Seams.real()),
                new PositionFile(config.state().resolve("events.json")),
                wakes,
                listened);
    }

    private static @Nullable Webhook webhook(Config config, Seams seams) {
        Config.Webhook to = config.alerts();
        return to == null
                ? null
                : Webhook.open(to.url(), to.signingKey(), InstantSource.system(), seams);
    }

    private static Alerts alerts(Config config, Webhook webhook, Health health) {
        return new Alerts(
                webhook,
                new AlertFile(config.state().resolve("alerts.json")),
                health,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
    }

    /** A watch that threw once would never look again. */
    private static void look(Alerts alerts) {
        try {
            alerts.look();
        } catch (RuntimeException e) {
            LOG.error("internal error", e);
        }
    }

    private static ScheduledExecutorService watch() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("watch").factory());
    }

    private static Monitor monitor(Config config, Health health, Metrics metrics) {
        try {
            return Monitor.open(
                    config.daemon().listen(),
                    () -> page(config, health.report()),
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

    private static Monitor.Page page(Config config, Health.Report report) {
        int status = report.status() == Health.Status.FAILING ? 503 : 200;
        return new Monitor.Page(
                status,
                "application/json",
                Output.text(HealthJson.of(report, paused(config))) + "\n");
    }

    private static KillSwitch.@Nullable Pause paused(Config config) {
        return new PauseFile(config.state()).paused().orElse(null);
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

    /**
     * What is left of each CRM's day, for the metrics, and for wakes: they are given up first, with
     * the reading of whole streams.
     */
    private record Left(Config config, Metrics metrics, Wakes wakes) implements Daemon.Listener {
        @Override
        public void began(Instant at) {}

        @Override
        public void ended(Instant began, Instant at, Outcome outcome) {
            try (StateStore store = Memory.find(config).orElse(null)) {
                if (store != null) {
                    List<BudgetJson> budgets = BudgetJson.all(config, store);
                    budgets.forEach(this::show);
                    wakes.allow(budgets.stream().allMatch(Left::isEnough));
                }
            } catch (StoreException e) {
                LOG.warn("what is left of the calls cannot be read: {}", e.getMessage());
            }
        }

        private static boolean isEnough(BudgetJson budget) {
            Long left = budget.left();
            Long ours = budget.ours();
            return left == null || ours == null || left >= ours * Budget.Work.BACKFILL.keeps();
        }

        private void show(BudgetJson budget) {
            Long left = budget.left();
            if (left != null) {
                metrics.budgetLeft(budget.connection(), left);
            }
        }
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
