package dev.baton.sandbox.demo;

import dev.baton.sandbox.InstantOption;
import dev.baton.sandbox.demo.company.Company;
import dev.baton.sandbox.demo.company.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code demo}: invents a company, serves it, and runs Baton's own commands on it. It ends, and the
 * sandbox goes on serving, so that one can go on trying.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Invents a company, serves it as a CRM and a helpdesk, and shows what Baton makes of it.")
public final class DemoCommand implements Callable<Integer> {
    /** The company of the documentation's examples. */
    static final long SEED = 1;

    private static final String AS_OF = "2026-06-30T12:00:00Z";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "baton-demo",
            description = "Where the company and Baton's state go (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("baton-demo");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Which company (default: " + SEED + "); the same number, the same company.")
    private long seed = SEED;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            defaultValue = AS_OF,
            description = "Where its clock stands (default: ${DEFAULT-VALUE}).")
    private Instant asOf = Instant.parse(AS_OF);

    @Option(names = "--stop", description = "Stops the sandbox that a demo left serving.")
    private boolean stop;

    @Option(names = "--customers", hidden = true)
    private int customers = Company.USUAL_CUSTOMERS;

    @Option(names = "--only-invent", hidden = true)
    private boolean onlyInvent;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock = InstantSource.system();

    private DemoCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command, ready to be executed. */
    public static CommandLine commandLine(PrintStream out, PrintStream err) {
        PrintStream utf8 = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new CommandLine(new DemoCommand(utf8, err))
                .registerConverter(Instant.class, new InstantOption())
                .setParameterExceptionHandler(
                        (e, args) -> {
                            err.println(
                                    "demo: " + e.getMessage() + " (demo --help shows all options)");
                            return CommandLine.ExitCode.USAGE;
                        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return stop ? stop() : onlyInvent ? inventOnly() : play();
        } catch (DemoException e) {
            err.println("demo: " + e.getMessage());
            return e.exit();
        }
    }

    private int stop() throws IOException {
        boolean was = new BackgroundSandbox(new DemoFolder(directory)).stop();
        out.println(was ? "the sandbox is stopped" : "no sandbox of " + directory + " was running");
        return CommandLine.ExitCode.OK;
    }

    /** The data alone, for tests that serve it themselves. */
    private int inventOnly() throws DemoException, IOException {
        var folder = new DemoFolder(directory);
        folder.claim();
        folder.clear();
        invent(folder);
        return CommandLine.ExitCode.OK;
    }

    private int play() throws DemoException, IOException, InterruptedException {
        Instant started = clock.instant();
        Installation installation = Installation.find();
        var folder = new DemoFolder(directory);
        var sandbox = new BackgroundSandbox(folder);
        folder.claim();
        sandbox.stop();
        folder.clear();
        invent(folder);
        folder.copyPlayground(installation.mappings());
        var terminal =
                new Terminal(
                        out, installation.program(), installation.classPath(), folder.config());
        String url = sandbox.start(asOf, installation.mappings());
        terminal.say("It is served at " + url + " as a Salesforce org and a Zendesk account.\n");
        commands(terminal);
        Verdict verdict = verdict(folder, terminal);
        verdict.accuracy().forEach(terminal::say);
        for (Story story : Story.values()) {
            terminal.say("");
            verdict.story(story).forEach(terminal::say);
        }
        terminal.say("");
        new Farewell(installation.program(), folder, asOf, url)
                .lines(installation.mappings())
                .forEach(terminal::say);
        terminal.say("Took " + Duration.between(started, clock.instant()).toSeconds() + " s.");
        return CommandLine.ExitCode.OK;
    }

    private void invent(DemoFolder folder) throws IOException {
        Company.invent(new SplittableRandom(seed), asOf, customers).write(folder.data());
        try (var accounts = Files.lines(folder.data().resolve("salesforce/Account.csv"))) {
            out.println(
                    "Company "
                            + seed
                            + ": "
                            + (accounts.count() - 1)
                            + " accounts, their deals, meetings, tickets and product usage, in "
                            + folder.data()
                            + ".");
        }
    }

    private static void commands(Terminal terminal)
            throws DemoException, IOException, InterruptedException {
        terminal.run("check");
        terminal.run("plan");
        terminal.run("sync");
        terminal.head(14, "accounts");
        terminal.run("explain", Story.SILENT_DECLINE.account());
        terminal.run("sync");
    }

    private Verdict verdict(DemoFolder folder, Terminal terminal)
            throws DemoException, IOException, InterruptedException {
        String day = asOf.atZone(ZoneOffset.UTC).toLocalDate().toString();
        Truth truth = Truth.read(folder.data().resolve("outcomes.csv"), day);
        return new Verdict(Scored.all(terminal.quietly("accounts", "--json")), truth);
    }
}
