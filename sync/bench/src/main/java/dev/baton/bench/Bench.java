package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Baton beside floors and writes the table. */
@Command(
        name = "bench",
        subcommands = {Bulk.class, NearRealTime.class, Reliability.class},
        mixinStandardHelpOptions = true,
        description = "Measures Baton on a generated company, beside programs that do the least.")
final class Bench implements Callable<Integer> {
    @Option(
            names = "--scale",
            defaultValue = "small",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Scale scale = Scale.SMALL;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the table goes beside standard output, sync/docs/performance.md.")
    private @Nullable Path out;

    public static void main(String[] args) {
        System.exit(
                new CommandLine(new Bench())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("baton.home", "")).toAbsolutePath();
        Path folder = Files.createTempDirectory("baton-bench");
        try {
            String report = report(home, folder).markdown();
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

    private Report report(Path home, Path folder) throws IOException, InterruptedException {
        System.err.printf("scale %s, seed %d%n", scale, seed);
        var machine = Machine.here().told(LocalDate.now(ZoneOffset.UTC));
        var measured = new Rounds(scale.size(), seed, home.resolve("sync/bench/mappings"), folder);
        var lines = new ArrayList<>(measured.run(rounds));
        System.err.println("heap");
        Rounds.Heap whole = measured.heap(scale.size());
        Rounds.Heap quieter = measured.heap(scale.quieter());
        lines.add(heap("first sync", whole.first(), quieter.first()));
        lines.add(heap("later sync that writes nothing", whole.later(), quieter.later()));
        System.err.println("start-up");
        lines.addAll(new StartUp(home, folder).run());
        return new Report(scale, seed, rounds, machine, lines);
    }

    private static Line heap(String of, double whole, double quieter) {
        return new Line(
                "Peak live heap of a " + of + ", beside a tenth of the tickets",
                whole,
                quieter,
                "MB",
                1.2,
                whole <= 512 ? "aim ≤ 512 MB, met" : "aim ≤ 512 MB, **missed**");
    }
}
