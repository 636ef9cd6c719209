package dev.baton.bench;

import dev.baton.bench.floor.DuckAggregate;
import dev.baton.bench.floor.PullFloor;
import dev.baton.bench.floor.PushFloor;
import dev.baton.bench.floor.ReadFloor;
import dev.baton.bench.org.OrgSize;
import dev.baton.bench.org.ServeOrg;
import dev.baton.bench.subject.RunSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures one company: floor and Baton by turns, so that both meet the same machine, each time
 * from nothing.
 */
final class Rounds {
    private static final double NO_AIM = Double.NaN;

    /** Jobs of a first sync. */
    private static final Set<String> FIRST = Set.of("sync", "heap");

    /** Accounts whose first plan fits into {@link Child#MEMORY}. */
    private static final int FITTING = 150_000;

    private final OrgSize size;
    private final long seed;
    private final Path mappings;
    private final Path folder;
    private final Samples pullFloor = new Samples();
    private final Samples sync = new Samples();
    private final Samples readFloor = new Samples();
    private final Samples rescore = new Samples();
    private final Samples pushFloor = new Samples();
    private final Samples duck = new Samples();
    private final Samples one = new Samples();

    Rounds(OrgSize size, long seed, Path mappings, Path folder) {
        this.size = size;
        this.seed = seed;
        this.mappings = mappings;
        this.folder = folder;
    }

    /** Runs so many rounds; gives the lines of the report. */
    List<Line> run(int rounds) throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("round %d of %d%n", round, rounds);
            round();
        }
        return lines();
    }

    private void round() throws IOException, InterruptedException {
        Path state = folder.resolve("state").resolve("state.db");
        try (Child.Server server = serve(size)) {
            pullFloor.add(Child.run(Child.MEMORY, PullFloor.class, server.url(), raw().toString()));
            sync.add(subject("sync", server.url(), state));
            Child.run(
                    Child.AMPLE_MEMORY,
                    RunSubject.class,
                    "copy",
                    server.url(),
                    mappings.toString(),
                    state.toString(),
                    plain().toString());
            pushFloor.add(
                    Child.run(Child.MEMORY, PushFloor.class, server.url(), plain().toString()));
            readFloor.add(Child.run(Child.MEMORY, ReadFloor.class, plain().toString()));
            rescore.add(subject("rescore", server.url(), state));
            one.add(subject("one", server.url(), state));
            duck.add(Child.run(Child.MEMORY, DuckAggregate.class, plain().toString()));
        } finally {
            clear();
        }
    }

    /**
     * Live heap in MB.
     *
     * @param first of a sync that writes every account
     * @param later of one that finds nothing to write
     */
    record Heap(double first, double later) {}

    Heap heap(OrgSize of) throws IOException, InterruptedException {
        Path state = folder.resolve("state").resolve("state.db");
        try (Child.Server server = serve(of)) {
            return new Heap(
                    subject("heap", server.url(), state).of("heap_megabytes"),
                    subject("heap_later", server.url(), state).of("heap_megabytes"));
        } finally {
            clear();
        }
    }

    private Child.Server serve(OrgSize of) throws IOException {
        return Child.serve(
                ServeOrg.class,
                Stream.of(of.accounts(), of.opportunities(), of.tickets(), seed)
                        .map(String::valueOf)
                        .toList());
    }

    private Figures subject(String job, String url, Path state)
            throws IOException, InterruptedException {
        boolean ample = FIRST.contains(job) && size.accounts() > FITTING;
        String memory = ample ? Child.AMPLE_MEMORY : Child.MEMORY;
        return Child.run(memory, RunSubject.class, job, url, mappings.toString(), state.toString());
    }

    /** What the state holds, in the open. */
    private Path plain() {
        return folder.resolve("plain.db");
    }

    private Path raw() {
        return folder.resolve("raw.db");
    }

    private void clear() throws IOException {
        clear(folder);
    }

    /** Empties a folder. */
    static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(
                line(
                        "Pull and land",
                        sync,
                        "pull_seconds",
                        pullFloor,
                        "pull_seconds",
                        1.5,
                        rate(size.rows(), sync.median("pull_seconds"), "rows")));
        lines.add(
                line(
                        "the same, processor time",
                        sync,
                        "pull_cpu_seconds",
                        pullFloor,
                        "cpu_seconds",
                        NO_AIM,
                        "JVM start included in the floor's"));
        lines.add(
                line(
                        "Plan, from landed rows",
                        sync,
                        "plan_seconds",
                        readFloor,
                        "read_seconds",
                        NO_AIM,
                        rate(size.rows(), sync.median("plan_seconds"), "rows")));
        lines.add(
                line(
                        "Push and read back",
                        sync,
                        "push_seconds",
                        pushFloor,
                        "push_seconds",
                        NO_AIM,
                        rate(size.accounts(), sync.median("push_seconds"), "accounts")));
        lines.add(
                line(
                        "Rescore all accounts",
                        rescore,
                        "rescore_seconds",
                        readFloor,
                        "read_seconds",
                        2,
                        rate(size.accounts(), rescore.median("rescore_seconds"), "accounts")));
        lines.add(
                line(
                        "the same, beside DuckDB's aggregate",
                        rescore,
                        "rescore_seconds",
                        duck,
                        "aggregate_seconds",
                        NO_AIM,
                        "numbers only, columns in memory"));
        lines.add(
                new Line(
                        "One changed account, from its landed ticket to its plan",
                        one.median("one_ms"),
                        one.median("one_read_ms"),
                        "ms",
                        NO_AIM,
                        "one in twenty "
                                + Line.number(one.median("one_slow_ms"))
                                + " ms or more; aim < 5 ms, "
                                + (one.median("one_ms") < 5 ? "met" : "**missed**")));
        return lines;
    }

    private static Line line(
            String what,
            Samples baton,
            String batonFigure,
            Samples floor,
            String floorFigure,
            double aim,
            String remark) {
        return new Line(
                what, baton.median(batonFigure), floor.median(floorFigure), "s", aim, remark);
    }

    private static String rate(int rows, double seconds, String what) {
        return Line.number(rows / seconds) + " " + what + "/s";
    }
}
