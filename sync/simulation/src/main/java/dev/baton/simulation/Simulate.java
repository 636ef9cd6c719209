package dev.baton.simulation;

import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStores;
import dev.baton.simulation.store.MemoryStateStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays many histories, or one again. */
@Command(
        name = "simulate",
        subcommands = {Simulate.Many.class, Simulate.One.class})
public final class Simulate {
    /** One history in so many is played on a database file, and takes as long as fifty others. */
    private static final int ON_DISK = 1_000;

    /** At the end of so many one processor waits for the other. */
    static final int SAVED_EVERY = 1_000;

    private Simulate() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    /** Plays seeds one after the other, and goes on where it was left. */
    @Command(name = "run", description = "Plays histories; goes on where an earlier run was left.")
    static final class Many implements Callable<Integer> {
        @Option(names = "--seeds", defaultValue = "500000", description = "How many in all.")
        long seeds;

        @Option(names = "--from", defaultValue = "1", description = "The first seed.")
        long from;

        @Option(names = "--mappings", defaultValue = "sync/simulation/mappings")
        Path mappings = Path.of("");

        @Option(names = "--summary", defaultValue = "sync/simulation/target/simulation.json")
        Path summary = Path.of("");

        @Override
        public Integer call() throws IOException {
            var simulation =
                    new Simulation(SimulationMappings.load(mappings), Simulate::store, Bug.NONE);
            Tally tally = Tally.resume(summary, from);
            tally.playFailedAgain(simulation);
            while (tally.seeds() < seeds) {
                play(simulation, tally, Math.min(SAVED_EVERY, seeds - tally.seeds()), System.out);
                tally.save(summary);
                System.out.printf(
                        "%d of %d histories, %.1f a second, %d failed%n",
                        tally.seeds(), seeds, tally.rate(), tally.failures().size());
            }
            tally.save(summary);
            return tally.failures().isEmpty() ? 0 : 1;
        }
    }

    /** Plays some seeds more; each in one thread, and as many at once as there are processors. */
    static void play(Simulation simulation, Tally tally, long count, PrintStream out) {
        long begun = System.nanoTime();
        long first = tally.next();
        List<Simulation.Result> results =
                LongStream.range(first, first + count)
                        .parallel()
                        .mapToObj(simulation::run)
                        .toList();
        for (int i = 0; i < results.size(); i++) {
            tally.add(results.get(i));
            Violation violation = results.get(i).violation();
            if (violation != null) {
                Failure failure = Failure.of(simulation, first + i, violation);
                tally.failed(failure);
                out.println(failure);
            }
        }
        tally.took((System.nanoTime() - begun) / 1e9);
    }

    private static StateStore store(long seed) {
        if (seed % ON_DISK != 0) {
            return new MemoryStateStore();
        }
        try {
            Path folder = Files.createTempDirectory("simulation");
            Path file = folder.resolve("state.db");
            return new DiskStore(StateStores.sqlite(file, MasterKey.random()), folder).store();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays one seed, with its trace. */
    @Command(name = "replay", description = "Plays one history again and prints its trace.")
    static final class One implements Callable<Integer> {
        @Option(names = "--seed", required = true)
        long seed;

        @Option(names = "--keep", description = "Places of the steps to keep; none for no step.")
        @Nullable String keep;

        @Option(names = "--bug", description = "A planted bug.")
        @Nullable PlantedBug bug;

        @Option(names = "--mappings", defaultValue = "sync/simulation/mappings")
        Path mappings = Path.of("");

        @Override
        public Integer call() {
            var simulation =
                    new Simulation(
                            SimulationMappings.load(mappings),
                            unused -> new MemoryStateStore(),
                            bug == null ? Bug.NONE : bug);
            Schedule whole = Schedule.of(seed);
            Simulation.Result result =
                    simulation.run(seed, keep == null ? whole : whole.only(places(keep)));
            result.lastLines().forEach(System.out::println);
            Violation violation = result.violation();
            System.out.println(violation == null ? "every invariant held" : violation.getMessage());
            if (violation != null && violation.getCause() != null) {
                violation.getCause().printStackTrace(System.out);
            }
            return violation == null ? 0 : 1;
        }

        private static List<Integer> places(String keep) {
            return keep.equals("none")
                    ? List.of()
                    : Arrays.stream(keep.split(",", -1)).map(Integer::valueOf).toList();
        }
    }
}
