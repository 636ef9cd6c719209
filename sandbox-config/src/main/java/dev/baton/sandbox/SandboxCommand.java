package dev.baton.sandbox;

import dev.baton.sandbox.host.Host;
import dev.baton.sandbox.salesforce.org.View;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sandbox}: serves exports as a CRM and a helpdesk. Stdout gets one line, once it is ready;
 * all else is stderr.
 */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Serves exports as a simulated Salesforce org and Zendesk account on one loopback port.")
final class SandboxCommand implements Callable<Integer> {
    private static final int USAGE = CommandLine.ExitCode.USAGE;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            arity = "1..*",
            required = true,
            description = "Folders of org exports.")
    private List<Path> data = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            required = true,
            converter = InstantOption.class,
            description = "Where the clock stands, e.g. 2014-01-04T00:00:00Z.")
    private Instant asOf = Instant.EPOCH;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port; 0 (default) = a free one.")
    private int port;

    @Option(
            names = "--config-out",
            paramLabel = "FILE",
            description =
                    "Where Baton's configuration goes (default ./baton.yaml, never over one of yours).")
    private @Nullable Path configOut;

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "Mapping folder the configuration names.")
    private @Nullable Path mappings;

    @Option(
            names = "--without-package",
            description = "An org that Baton's package was never installed in.")
    private boolean withoutPackage;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "What goes wrong in the org, e.g. sandbox-config/scenarios/bad-day.yaml.")
    private @Nullable Path scenario;

    @Option(
            names = "--jwt-key",
            paramLabel = "FILE",
            description =
                    "Certificate or public key (PEM) by which the CRM believes signed logins; repeatable.")
    private List<Path> jwtKeys = List.of();

    @Option(
            names = "--change-events",
            paramLabel = "OBJECT",
            split = ",",
            description =
                    "Objects whose changes the org tells over the Pub/Sub API, on a loopback port of its own, e.g. Account,Opportunity.")
    private List<String> changeEvents = List.of();

    @Option(
            names = "--stop-when-idle",
            paramLabel = "MINUTES",
            description = "Ends when nobody has asked anything for so long (default: never).")
    private @Nullable Integer stopWhenIdle;

    @Option(names = "--export-calls-per-minute", hidden = true, defaultValue = "6000")
    private int exportCallsPerMinute;

    @Option(names = "--calls-per-minute", hidden = true, defaultValue = "0")
    private int callsPerMinute;

    @Option(names = "--server", hidden = true, defaultValue = "wiremock")
    private Host.Kind server = Host.Kind.WIREMOCK;

    private final PrintStream out;
    private final PrintStream err;

    private SandboxCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static CommandLine commandLine(PrintStream out, PrintStream err) {
        return new CommandLine(new SandboxCommand(out, err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (e, args) -> {
                            err.println(
                                    "sandbox: "
                                            + e.getMessage()
                                            + " (sandbox --help shows all options)");
                            return USAGE;
                        });
    }

    @Override
    public Integer call() {
        Optional<Home> home = Home.find(System.getProperty("baton.home"), Path.of(""));
        List<String> problems = problems(home);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> err.println("sandbox: " + problem));
            return USAGE;
        }
        return serve(settings(home));
    }

    private int serve(Settings settings) {
        try {
            Sandbox sandbox = Sandbox.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox), "sandbox-stop"));
            out.println("ready " + sandbox.url());
            out.flush();
            if (stopWhenIdle != null) {
                stopOnceIdle(sandbox, Duration.ofMinutes(stopWhenIdle));
            }
            return CommandLine.ExitCode.OK;
        } catch (DataException | UnknownObjectException e) {
            err.println("sandbox: " + e.getMessage());
        } catch (IOException e) {
            err.println("sandbox: " + e + "; choose another --port or --config-out");
        }
        return USAGE;
    }

    /** Sleeps towards the earliest moment it can have been idle for so long, again and again. */
    private static void stopOnceIdle(Sandbox sandbox, Duration limit) {
        Thread.ofPlatform()
                .name("sandbox-idle")
                .daemon()
                .start(
                        () -> {
                            try {
                                Duration left = limit;
                                while (left.isPositive()) {
                                    Thread.sleep(left);
                                    left = limit.minus(sandbox.idle());
                                }
                                System.exit(CommandLine.ExitCode.OK);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /**
     * A signal is the ordinary end of a sandbox, so it is one of success; the JVM alone would
     * report 128 + signal.
     */
    private static void stop(Sandbox sandbox) {
        sandbox.close();
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }

    private Settings settings(Optional<Home> home) {
        return new Settings(
                data,
                asOf,
                port,
                configFile(),
                mappings != null ? mappings : home.orElseThrow().mappings(),
                withoutPackage ? null : home.orElseThrow().orgPackage(),
                exportCallsPerMinute,
                callsPerMinute,
                server,
                jwtKeys,
                scenario,
                changeEvents);
    }

    private Path configFile() {
        return configOut != null ? configOut : Path.of("baton.yaml");
    }

    private List<String> problems(Optional<Home> home) {
        var problems = new ArrayList<String>();
        for (Path directory : data) {
            if (!Files.isDirectory(directory)) {
                problems.add(
                        "--data "
                                + directory
                                + " is not a folder; name one with salesforce/ or zendesk/ in it");
            }
        }
        if (!asOf.isAfter(View.ORG_CREATED)) {
            problems.add(
                    "--as-of "
                            + asOf
                            + " is before the org was made; name an instant after "
                            + View.ORG_CREATED);
        }
        if (port < 0 || port > 65_535) {
            problems.add("--port " + port + " is none; choose 0 (any free one) to 65535");
        }
        if (exportCallsPerMinute < 1 || callsPerMinute < 0) {
            problems.add("a limit of calls a minute must be at least 1");
        }
        if (stopWhenIdle != null && stopWhenIdle < 1) {
            problems.add("--stop-when-idle " + stopWhenIdle + " is too soon; at least 1 minute");
        }
        if (mappings != null && !Files.isDirectory(mappings)) {
            problems.add("--mappings " + mappings + " is not a folder");
        }
        problems.addAll(homeProblems(home));
        problems.addAll(configProblems());
        return problems;
    }

    private List<String> homeProblems(Optional<Home> home) {
        if (home.isEmpty()) {
            return mappings != null && withoutPackage
                    ? List.of()
                    : List.of(
                            "Baton's folder was not found; start through ./baton or with -Dbaton.home=DIR");
        }
        Path orgPackage = home.get().orgPackage();
        return withoutPackage || Files.isDirectory(orgPackage)
                ? List.of()
                : List.of(
                        orgPackage
                                + " is missing; set -Dbaton.home to Baton's folder, or add --without-package");
    }

    private List<String> configProblems() {
        try {
            return configOut == null && ConfigFile.isForeign(configFile())
                    ? List.of(
                            "./baton.yaml was not written by the sandbox and stays as it is; add --config-out FILE")
                    : List.of();
        } catch (IOException e) {
            return List.of(
                    "./baton.yaml cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); add --config-out FILE");
        }
    }
}
