package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo company week by week, a sync each: once in peace, once with syncs that are killed at any
 * instant and run again. Both leave the same tasks, scores and snapshots, and no task is opened
 * twice. The profile {@code long} makes it half a year, ten kills and the whole company.
 */
class WeeksTest {
    private static final Instant BEGIN = Instant.parse(Demo.AS_OF);
    private static final int WEEKS = Integer.getInteger("baton.weeks", 4);
    private static final int KILLS = Integer.getInteger("baton.kills", 2);
    private static final int CUSTOMERS = Integer.getInteger("baton.customers", 60);
    private static final String SNAPSHOT = "Baton_Health_Snapshot__c";
    private static final long SEED = Long.getLong("baton.seed", 20_261_122L);

    @TempDir Path folder;

    /** What the CRM holds in the end, and when each task was first and last seen open. */
    private record World(
            Map<String, JsonNode> tasks,
            Map<String, JsonNode> accounts,
            Map<String, JsonNode> snapshots) {}

    @Test
    void everyTaskIsOpenedOnceAndClosedOnceHoweverOftenASyncIsKilled() throws Exception {
        Path data = Demo.invented(folder.resolve("demo"), CUSTOMERS).resolve("data");
        World calm = weeks(data, "calm", Set.of());
        var random = new SplittableRandom(SEED);
        Set<Integer> killed = new TreeSet<>();
        while (killed.size() < KILLS) {
            killed.add(random.nextInt(WEEKS + 1));
        }
        System.out.println("seed " + SEED + ", syncs killed in weeks " + killed);
        World torn = weeks(data, "torn", killed);

        assertThat(calm.tasks()).isNotEmpty();
        assertThat(torn.tasks()).isEqualTo(calm.tasks());
        assertThat(torn.accounts()).isEqualTo(calm.accounts());
        assertThat(calm.snapshots()).isNotEmpty();
        assertThat(torn.snapshots()).isEqualTo(calm.snapshots());
        long closed =
                calm.tasks().values().stream()
                        .filter(task -> task.path("IsClosed").asBoolean())
                        .count();
        System.out.println(
                calm.tasks().size()
                        + " tasks opened in "
                        + WEEKS
                        + " weeks, "
                        + closed
                        + " closed");
    }

    private World weeks(Path data, String name, Set<Integer> killed) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        var random = new SplittableRandom(SEED + 1);
        try (var sandbox =
                SandboxProcess.serve(
                        data,
                        BEGIN.toString(),
                        home,
                        "--mappings",
                        SandboxProcess.home().resolve("mappings/demo").toString())) {
            var opened = new HashSet<String>();
            var closed = new HashSet<String>();
            for (int week = 0; week <= WEEKS; week++) {
                if (week > 0) {
                    sandbox.advance(BEGIN.plus(Duration.ofDays(7L * week)).toString());
                }
                if (killed.contains(week)) {
                    killAmid(sandbox, random, week == 0);
                }
                Cli.Result sync = sync(sandbox, week);
                assertThat(sync.exit()).as(sync.out() + sync.err()).isIn(0, 3);
                look(sandbox, opened, closed);
            }
            return new World(tasks(sandbox), accounts(sandbox), keyed(sandbox, SNAPSHOT));
        }
    }

    private static Cli.Result sync(SandboxProcess sandbox, int week) {
        return week == 0
                ? Cli.run(sandbox.config, "sync", "--open-tasks")
                : Cli.run(sandbox.config, "sync");
    }

    /** A task is never open again after it was closed. */
    private static void look(SandboxProcess sandbox, Set<String> opened, Set<String> closed)
            throws Exception {
        for (JsonNode task : tasks(sandbox).values()) {
            String key = task.path("Baton_Key__c").asText();
            opened.add(key);
            if (task.path("IsClosed").asBoolean()) {
                closed.add(key);
            } else {
                assertThat(closed).as("opened again").doesNotContain(key);
            }
        }
        assertThat(opened).as("none is lost").hasSize(tasks(sandbox).size());
    }

    /** Starts a sync as a process of its own and kills it after some requests. */
    private static void killAmid(SandboxProcess sandbox, SplittableRandom random, boolean openTasks)
            throws Exception {
        long before = sandbox.requests();
        long wanted = before + 1 + random.nextInt(60);
        long writes = sandbox.writes();
        boolean amidWrites = random.nextBoolean();
        String[] options =
                openTasks ? new String[] {"sync", "--open-tasks"} : new String[] {"sync"};
        Process process =
                new ProcessBuilder(BatonProcess.command(sandbox.config, options))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (process.isAlive()) {
            boolean now = amidWrites ? sandbox.writes() > writes : sandbox.requests() >= wanted;
            if (now) {
                process.destroyForcibly();
            }
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
    }

    private static Map<String, JsonNode> tasks(SandboxProcess sandbox) throws Exception {
        return keyed(sandbox, "Task");
    }

    /** What is ours of an object, by key; what the org itself counts is left out. */
    private static Map<String, JsonNode> keyed(SandboxProcess sandbox, String object)
            throws Exception {
        var records = new TreeMap<String, JsonNode>();
        for (JsonNode record : sandbox.records(object)) {
            String key = record.path("Baton_Key__c").asText("");
            if (!key.isEmpty()) {
                assertThat(records.put(key, without(record, List.of("Id", "Name"))))
                        .as(key)
                        .isNull();
            }
        }
        return records;
    }

    private static Map<String, JsonNode> accounts(SandboxProcess sandbox) throws Exception {
        var accounts = new TreeMap<String, JsonNode>();
        for (JsonNode account : sandbox.records("Account")) {
            var other = new ArrayList<String>();
            account.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!name.startsWith("Baton_")) {
                                    other.add(name);
                                }
                            });
            accounts.put(account.path("Id").asText(), without(account, other));
        }
        return accounts;
    }

    private static JsonNode without(JsonNode record, List<String> fields) {
        return record.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy().remove(fields);
    }
}
