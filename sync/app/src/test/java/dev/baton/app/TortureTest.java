package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.app.Relay.Moment;
import dev.baton.engine.store.LedgerEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, a real state file, SIGKILL: while it starts and makes its tables, while it pulls,
 * while it writes. The sync after it leaves what a Baton that nobody ever killed leaves, which
 * works beside it on an org of its own. The profile {@code torture} makes it 500 kills.
 */
class TortureTest {
    private static final int KILLS = Integer.getInteger("baton.torture", 12);
    private static final long SEED = Long.getLong("baton.seed", 20_261_128L);
    private static final int CUSTOMERS = 30;
    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final int MOST_IN_A_ROW = 3;
    private static final int LONGEST_DELAY_MILLIS = 15;

    /** 128 and the number of the signal. */
    private static final int KILLED = 137;

    /** From the start to the first request: at first a guess, then as it was seen last. */
    private volatile long startMillis = 4_000;

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long began = System.nanoTime();
    private int inStart;
    private int inPull;
    private int inPush;
    private int unharmed;
    private int forgetful;
    private long seenOfLedger;
    private int lost;
    private int duplicates;

    /** When a process is killed. */
    private enum Aim {
        START,
        /** While it starts without a state, and so makes its tables. */
        FIRST_START,
        REQUEST,
        WRITE
    }

    @Test
    void aSyncThatIsKilledAnywhereLosesNothingAndDoublesNothing() throws Exception {
        System.out.println("seed " + SEED + ", " + KILLS + " kills");
        Path data = Demo.invented(folder.resolve("demo"), CUSTOMERS).resolve("data");
        Mapping mapping =
                Mapping.copied(
                        SandboxProcess.home().resolve("mappings/demo"), folder.resolve("mappings"));
        var days = new DemoDays(mapping, SEED);
        try (var calm = Installation.of(data, mapping, folder.resolve("calm"));
                var torn = Installation.of(data, mapping, folder.resolve("torn"))) {
            round(calm, torn, "--open-tasks");
            while (kills() < KILLS) {
                days.pass(calm, torn);
                round(calm, torn);
            }
            assertThat(torn.image().tasks()).as("the company has tasks").isNotEmpty();
        } finally {
            summary();
        }
    }

    private int kills() {
        return inStart + inPull + inPush;
    }

    private void round(Installation calm, Installation torn, String... options) throws Exception {
        calm.relay.count();
        calm.calmSync(options);
        int requests = calm.relay.requests();
        int writes = calm.relay.writes();
        assertThat(writes).as("something to write").isPositive();
        CrmImage before = torn.image();

        int inARow = 1 + random.nextInt(MOST_IN_A_ROW);
        for (int i = 0; i < inARow && kills() < KILLS; i++) {
            kill(torn, requests, writes, options);
        }
        torn.calmSync(options);
        check(calm, torn, before);
    }

    private void check(Installation calm, Installation torn, CrmImage before) throws Exception {
        CrmImage now = torn.image();
        CrmImage wanted = calm.image();
        List<LedgerEntry> ledger = torn.ledger(seenOfLedger);
        seenOfLedger = ledger.isEmpty() ? seenOfLedger : ledger.getLast().seq();
        lost += now.differences(wanted).size();
        duplicates += now.duplicates();
        assertThat(now.duplicates()).as("duplicates").isZero();
        assertThat(now.differences(wanted)).as("otherwise than in peace").isEmpty();
        assertThat(now.unexplained(before, ledger)).as("written without an intent").isEmpty();
        torn.relay.count();
        torn.calmSync();
        assertThat(torn.relay.writes()).as("written by a second sync").isZero();
    }

    private void kill(Installation torn, int requests, int writes, String... options)
            throws Exception {
        switch (aim()) {
            case START -> killInStart(torn, torn.config(), BatonProcess.with("sync", options));
            case FIRST_START -> {
                Path config = torn.forgetful("forgetful-" + forgetful++ + ".yaml");
                killInStart(torn, config, new String[] {"plan"});
                Cli.Result plan = Cli.run(config, "plan");
                assertThat(plan.exit()).as(plan.err()).isIn(0, 3);
            }
            case REQUEST -> killAt(torn, 1 + random.nextInt(requests), false, options);
            case WRITE -> killAt(torn, 1 + random.nextInt(writes), true, options);
        }
    }

    private Aim aim() {
        return switch (random.nextInt(8)) {
            case 0 -> Aim.START;
            case 1 -> Aim.FIRST_START;
            case 2, 3, 4 -> Aim.REQUEST;
            default -> Aim.WRITE;
        };
    }

    /** At the latest with its first request. */
    private void killInStart(Installation torn, Path config, String[] command) throws Exception {
        long from = System.nanoTime();
        try (BatonProcess process = BatonProcess.start(config, command)) {
            torn.relay.trap(
                    1,
                    false,
                    Moment.ARRIVED,
                    () -> {
                        process.kill();
                        startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
                        return false;
                    });
            process.endsWithin(random.nextLong(startMillis));
            process.kill();
            inStart++;
        }
    }

    private void killAt(Installation torn, int nth, boolean onlyWrites, String... options)
            throws Exception {
        Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        int delay = moment == Moment.ANSWERED ? random.nextInt(LONGEST_DELAY_MILLIS) : 0;
        try (BatonProcess process =
                BatonProcess.start(torn.config(), BatonProcess.with("sync", options))) {
            torn.relay.trap(
                    nth,
                    onlyWrites,
                    moment,
                    () -> {
                        if (!process.endsWithin(delay)) {
                            process.kill();
                        }
                        return false;
                    });
            Cli.Result end = process.ended();
            if (end.exit() != KILLED) {
                assertThat(end.exit()).as(end.err()).isIn(0, 3);
                unharmed++;
            } else if (torn.relay.writes() == 0) {
                inPull++;
            } else {
                inPush++;
            }
        }
    }

    private void summary() throws Exception {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("kills", kills());
        figures.put("in_start", inStart);
        figures.put("in_pull", inPull);
        figures.put("in_push", inPush);
        figures.put("lost", lost);
        figures.put("duplicates", duplicates);
        figures.put("seed", SEED);
        figures.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        String json = new ObjectMapper().writeValueAsString(figures);
        System.out.println(json + ", " + unharmed + " processes ended before they were killed");
        Files.writeString(Path.of("target/torture.json"), json + "\n");
    }
}
