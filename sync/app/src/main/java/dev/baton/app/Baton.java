package dev.baton.app;

import dev.baton.engine.GuardException;
import dev.baton.engine.UnfitException;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.LeaseLostException;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StoreUnavailableException;
import dev.baton.port.AdapterException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "baton",
        description =
                "Customer health and the sales-to-success handoff, written back into the CRM where people work.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "`baton sandbox --help` tells of the fake org and helpdesk to try it in."},
        subcommands = {
            InitCommand.class,
            LoginCommand.class,
            InstallCommand.class,
            UninstallCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            DaemonCommand.class,
            AccountsCommand.class,
            ExplainCommand.class,
            HandoffsCommand.class,
            BacktestCommand.class,
            ReportCommand.class,
            CalibrateCommand.class,
            ShadowCommand.class,
            MeasuresCommand.class,
            ModelCommand.class,
            StatusCommand.class,
            LedgerCommand.class,
            QuarantineCommand.class,
            UndoCommand.class,
            ApproveCommand.class,
            PauseCommand.class,
            ResumeCommand.class
        })
public final class Baton {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            defaultValue = "baton.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    Path config = Path.of("baton.yaml");

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON document on stdout.")
    boolean json;

    public static void main(String[] args) {
        System.exit(run(args, utf8(System.out), utf8(System.err)));
    }

    /** Whatever the machine's locale says: our tables and arrows are Unicode. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs a command; gives its exit code. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        var baton = new Baton();
        var line =
                new CommandLine(baton, new Commands(baton, out, err))
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .registerConverter(Instant.class, Baton::instant)
                        .registerConverter(LocalDate.class, Baton::day)
                        .registerConverter(Duration.class, Baton::age)
                        .setExecutionExceptionHandler(
                                (failure, command, parsed) -> told(failure, err).code());
        return args.length == 0 ? usage(line, err) : line.execute(args);
    }

    private static int usage(CommandLine line, PrintWriter err) {
        line.usage(err);
        return Exit.USAGE.code();
    }

    private static Duration age(String text) {
        if (!text.matches("[1-9][0-9]{0,4}[mhd]")) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no age; write one like 90m, 2h or 1d");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Or an instant of it, UTC. */
    private static LocalDate day(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text).atZone(ZoneOffset.UTC).toLocalDate()
                    : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no day; write one like 2014-01-04");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no instant; write one like 2014-01-04T00:00:00Z");
        }
    }

    /** Every way a command can fail, in one place: what the person reads, and the exit code. */
    private static Exit told(Exception failure, PrintWriter err) {
        return switch (failure) {
            case Stop stop -> told(stop.getMessage(), stop.exit(), err);
            case AdapterException adapter ->
                    told(adapter.getMessage(), Stop.exitFor(adapter.category()), err);
            case UnfitException unfit ->
                    told(Stop.of(unfit.findings()).getMessage(), Exit.USAGE, err);
            case GuardException guard -> told(guard.getMessage(), Exit.GUARD, err);
            case LeaseHeldException held -> told(held.getMessage(), Exit.GUARD, err);
            case LeaseLostException lost -> told(lost.getMessage(), Exit.GUARD, err);
            case StoreUnavailableException away -> told(away.getMessage(), Exit.UNAVAILABLE, err);
            case StoreException store -> told(store.getMessage(), Exit.INTERNAL, err);
            default -> {
                LoggerFactory.getLogger(Baton.class).error("internal error", failure);
                yield told(
                        "internal error: " + failure.getClass().getSimpleName(),
                        Exit.INTERNAL,
                        err);
            }
        };
    }

    private static Exit told(@Nullable String message, Exit exit, PrintWriter err) {
        err.println("baton: " + message);
        return exit;
    }
}
