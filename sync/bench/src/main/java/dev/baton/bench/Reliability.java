package dev.baton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the scoreboard of reliability from what the proofs left in the modules' target folders.
 * What was not run is said to be not run; no figure is typed by hand.
 */
@Command(
        name = "reliability",
        mixinStandardHelpOptions = true,
        description = "Gathers what the proofs have shown into one table.")
final class Reliability implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TESTS = Pattern.compile(" tests=\"(\\d+)\"");
    private static final Pattern LOST = Pattern.compile(" (?:errors|failures)=\"([1-9]\\d*)\"");
    private static final Pattern OUTPUT =
            Pattern.compile("<system-out><!\\[CDATA\\[(.*?)\\]\\]></system-out>", Pattern.DOTALL);
    private static final Pattern MUTATION = Pattern.compile("<mutation [^>]*status='(\\w+)'");
    private static final List<String> MODULES =
            List.of(
                    "adapter/http",
                    "adapter/crm",
                    "adapter/crm-events",
                    "adapter/helpdesk",
                    "adapter/usage",
                    "sync/core",
                    "mappings",
                    "sync/engine",
                    "sandbox-config",
                    "sync/app",
                    "sync/simulation");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes beside standard output, sync/docs/reliability.md.")
    private @Nullable Path out;

    private final Path home = Path.of(System.getProperty("baton.home", "")).toAbsolutePath();
    private final List<String> rows = new ArrayList<>();

    /** A test class whose cases are a proof. */
    private record Proof(String module, String test, String what) {}

    private static final List<Proof> PROOFS =
            List.of(
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.PushTest",
                            "Outbox, read-back, canary, three-way compare, pause"),
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.store.SqliteStateStoreTest",
                            "Store contract on SQLite"),
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.store.PostgresStateStoreTest",
                            "The same contract on PostgreSQL"),
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.store.PostgresLeaseTest",
                            "Lease with fencing token"),
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.store.SqliteCustodyTest",
                            "Seal and anchor of the state"),
                    new Proof(
                            "sync/engine",
                            "dev.baton.engine.store.DamageTest",
                            "Flipped bits and truncations of the state"),
                    new Proof("sync/engine", "dev.baton.engine.DiskFullTest", "A full disk"),
                    new Proof(
                            "adapter/crm",
                            "dev.baton.crm.salesforce.TransportFaultTest",
                            "Broken ways and hostile answers, both HTTP stacks"),
                    new Proof(
                            "sync/app",
                            "dev.baton.app.GuardsTest",
                            "Guards as people meet them, end to end"),
                    new Proof(
                            "sync/app",
                            "dev.baton.app.TwoProcessesTest",
                            "Two daemons, one stopped and woken up"),
                    new Proof(
                            "sync/app",
                            "dev.baton.app.FullDiskTest",
                            "The disk under a sync runs full"),
                    new Proof(
                            "sync/app",
                            "dev.baton.app.WeeksTest",
                            "Weeks with killed syncs beside calm weeks"),
                    new Proof(
                            "sync/app",
                            "dev.baton.app.CanaryTest",
                            "Canaries in outputs, log, state and ledger"));

    @Override
    public Integer call() throws IOException {
        simulation();
        torture();
        for (Proof proof : PROOFS) {
            test(proof);
        }
        fuzz();
        mutation();
        String page = page();
        System.out.print(page);
        if (out != null) {
            Files.writeString(out, page);
        }
        return 0;
    }

    private void row(String what, String figure, String command) {
        rows.add("| " + what + " | " + figure + " | `" + command + "` |");
    }

    private void simulation() throws IOException {
        Path file = home.resolve("sync/simulation/target/simulation.json");
        row(
                "Deterministic simulation of engine and adapters",
                Files.exists(file) ? histories(JSON.readTree(file.toFile())) : "not run",
                "mvn verify -pl sync/simulation -am -Psimulate");
    }

    private static String histories(JsonNode summary) {
        long faults = 0;
        for (JsonNode kind : summary.path("injected")) {
            faults += kind.asLong();
        }
        return "%d histories, %.1f a second, %d failed; %d faults of %d kinds, %d crashes, %d writes, %d checks"
                .formatted(
                        summary.path("seeds").asLong(),
                        summary.path("seedsPerSecond").asDouble(),
                        summary.path("failures").size(),
                        faults,
                        summary.path("injected").size(),
                        summary.path("crashes").asLong(),
                        summary.path("writes").asLong(),
                        summary.path("checks").asLong());
    }

    private void torture() throws IOException {
        told(
                "Real processes killed, stopped, out of disk",
                "sync/app/target/torture.json",
                "mvn verify -Ptorture");
    }

    private void told(String what, String file, String command) throws IOException {
        Path path = home.resolve(file);
        row(what, Files.exists(path) ? figures(JSON.readTree(path.toFile())) : "not run", command);
    }

    /** Every number and word of a summary, in its order. */
    private static String figures(JsonNode summary) {
        var figures = new ArrayList<String>();
        summary.properties()
                .forEach(
                        each -> {
                            JsonNode value = each.getValue();
                            String name = each.getKey().replace('_', ' ');
                            if (value.isObject()) {
                                figures.add(name + ": " + figures(value));
                            } else if (value.isArray()) {
                                figures.add(name + " " + value.size());
                            } else {
                                figures.add(name + " " + value.asText());
                            }
                        });
        return String.join(", ", figures);
    }

    private void test(Proof proof) throws IOException {
        Path report =
                home.resolve(proof.module())
                        .resolve("target/surefire-reports/TEST-" + proof.test() + ".xml");
        String simple = proof.test().substring(proof.test().lastIndexOf('.') + 1);
        row(
                proof.what(),
                Files.exists(report) ? cases(Files.readString(report)) : "not run",
                "mvn verify -pl "
                        + proof.module()
                        + " -am -Dtest="
                        + simple
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    private static String cases(String report) {
        String head = report.substring(0, report.indexOf('>', report.indexOf("<testsuite")));
        Matcher tests = TESTS.matcher(head);
        String count = tests.find() ? tests.group(1) : "0";
        String passed =
                LOST.matcher(head).find() ? " cases, **not all passed**" : " cases, all passed";
        return count + passed + printed(report);
    }

    /** What the cases said of themselves, seeds and counts. */
    private static String printed(String report) {
        var lines = new ArrayList<String>();
        Matcher output = OUTPUT.matcher(report);
        while (output.find()) {
            output.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        return lines.isEmpty() ? "" : ": " + String.join("; ", lines).replace('|', '/');
    }

    private void fuzz() throws IOException {
        long executions = 0;
        int targets = 0;
        int crashed = 0;
        for (String module : MODULES) {
            Path file = home.resolve(module).resolve("target/fuzz.json");
            if (Files.exists(file)) {
                for (JsonNode target : JSON.readTree(file.toFile()).path("targets")) {
                    targets++;
                    executions += target.path("executions").asLong();
                    crashed += target.path("crashed").asBoolean() ? 1 : 0;
                }
            }
        }
        row(
                "Fuzzing of whatever reads foreign text",
                targets == 0
                        ? "not run at length; the kept inputs are replayed by every verify"
                        : targets
                                + " targets, "
                                + executions
                                + " executions, "
                                + crashed
                                + " crashed",
                "mvn verify -Pfuzz -l target/fuzz.log; java .ci/FuzzSummary.java target/fuzz.log");
    }

    private void mutation() throws IOException {
        row(
                "Mutation of the core",
                mutants(home.resolve("sync/core/target/mutation/mutations.xml")).orElse("not run")
                        + "; each survivor and its reason: [mutation.md](mutation.md)",
                "mvn verify -Pmutation -DskipTests -pl sync/core -am");
    }

    private static Optional<String> mutants(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        int all = 0;
        int killed = 0;
        Matcher mutation = MUTATION.matcher(Files.readString(file));
        while (mutation.find()) {
            all++;
            killed += List.of("KILLED", "TIMED_OUT").contains(mutation.group(1)) ? 1 : 0;
        }
        return Optional.of(killed + " of " + all + " killed");
    }

    private String page() {
        return """
               # Reliability

               Written by `./baton bench reliability --out sync/docs/reliability.md` on %s from what the
               proofs left in the target folders; do not edit. "Not run" means: not on that machine, that day.

               | proof | figures | command |
               |---|---|---|
               %s

               What the short forms in `mvn verify` and the long ones in the profiles do is the same; only
               how often differs. Seeds are printed, so that whatever fails can be run again.
               """
                .formatted(LocalDate.now(ZoneOffset.UTC), String.join("\n", rows));
    }
}
