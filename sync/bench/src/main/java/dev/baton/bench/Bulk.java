package dev.baton.bench;

import dev.baton.bench.floor.BulkFloor;
import dev.baton.bench.subject.RunBulk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Bulk reading and writing beside jsforce's Bulk API 2.0 client: the same sandbox process, the same
 * accounts and fields, taking turns. Needs Node and npm.
 */
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description = "Measures bulk reading and writing beside jsforce, on the sandbox.")
final class Bulk implements Callable<Integer> {
    /** What Baton reads of an account with the mapping of the bench. */
    private static final String SOQL =
            "SELECT Id,SystemModstamp,CreatedDate,IsDeleted,External_Id__c,Name,Baton_Band__c,"
                    + "Baton_Change_30d__c,Baton_Changed_On__c,Baton_Coverage__c,"
                    + "Baton_Data_Status__c,Baton_Driver__c,Baton_Explanation__c,Baton_Model__c,"
                    + "Baton_Reason_1__c,Baton_Reason_2__c,Baton_Reason_3__c,Baton_Score__c,"
                    + "Baton_Trend__c FROM Account";

    @Option(
            names = "--accounts",
            defaultValue = "500000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes beside standard output, sync/docs/bulk.md.")
    private @Nullable Path out;

    private final Path home = Path.of(System.getProperty("baton.home", "")).toAbsolutePath();
    private final Samples floor = new Samples();
    private final Samples theirExtract = new Samples();
    private final Samples ourExtract = new Samples();
    private final Samples theirUpdate = new Samples();
    private final Samples ourUpdate = new Samples();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path node = jsforce();
        Path folder = Files.createTempDirectory("baton-bulk");
        String machine = Machine.here().told(LocalDate.now(ZoneOffset.UTC));
        try (ServedSandbox sandbox = ServedSandbox.of(home, folder, accounts)) {
            for (int round = 1; round <= rounds; round++) {
                System.err.printf("round %d of %d%n", round, rounds);
                round(sandbox.url(), node, folder, round);
            }
        } finally {
            Rounds.clear(folder);
            Files.delete(folder);
        }
        String page = page(machine);
        System.out.print(page);
        if (out != null) {
            Files.writeString(out, page);
        }
        return 0;
    }

    /** Installed once a lock file, beside the classes. */
    private Path jsforce() throws IOException, InterruptedException {
        Path sources = home.resolve("sync/bench/src/main/node");
        Path node = Files.createDirectories(home.resolve("sync/bench/target/jsforce"));
        boolean installed =
                Files.exists(node.resolve("node_modules/.package-lock.json"))
                        && Files.mismatch(
                                        node.resolve("package-lock.json"),
                                        sources.resolve("package-lock.json"))
                                == -1;
        for (String file : List.of("package.json", "package-lock.json", "bulk.mjs")) {
            Files.copy(
                    sources.resolve(file), node.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            Child.run(node, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
        return node;
    }

    /** Who goes first changes, so that neither always meets the warmer server. */
    private void round(String url, Path node, Path folder, int round)
            throws IOException, InterruptedException {
        floor.add(rows(Child.run(Child.MEMORY, BulkFloor.class, url, SOQL)));
        boolean oursFirst = round % 2 == 0;
        if (oursFirst) {
            ours(url, folder, round);
        }
        Path file = folder.resolve("accounts.ndjson");
        theirExtract.add(
                rows(
                        Child.run(
                                node,
                                List.of(
                                        "node",
                                        "bulk.mjs",
                                        url,
                                        "extract",
                                        file.toString(),
                                        SOQL))));
        Files.delete(file);
        theirUpdate.add(
                rows(
                        Child.run(
                                node,
                                List.of(
                                        "node",
                                        "bulk.mjs",
                                        url,
                                        "update",
                                        String.valueOf(accounts),
                                        "jsforce" + round))));
        if (!oursFirst) {
            ours(url, folder, round);
        }
    }

    private void ours(String url, Path folder, int round) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        ourExtract.add(
                rows(
                        Child.run(
                                Child.AMPLE_MEMORY,
                                RunBulk.class,
                                "extract",
                                url,
                                home.resolve("sync/bench/mappings").toString(),
                                state.resolve("state.db").toString())));
        Rounds.clear(state);
        ourUpdate.add(
                rows(
                        Child.run(
                                Child.MEMORY,
                                RunBulk.class,
                                "update",
                                url,
                                String.valueOf(accounts),
                                "baton" + round)));
    }

    /** A job that lost rows was fast for nothing. */
    private Figures rows(Figures figures) throws IOException {
        if (figures.of("rows") != accounts) {
            throw new IOException("of " + accounts + " rows only " + figures.of("rows"));
        }
        System.err.printf(Locale.ROOT, "  %s%n", figures.byName());
        return figures;
    }

    private String page(String machine) {
        double extract = rate(ourExtract) / rate(theirExtract);
        return String.format(
                Locale.ROOT,
                """
                # Bulk reading and writing

                Written by `./baton bench bulk`; do not edit.

                An org of %,d accounts in the sandbox; medians of %d rounds in which Baton and jsforce 3.10 take turns,
                on one sandbox process.
                %s

                | what | Baton | jsforce | Baton ÷ jsforce | aim |
                |---|---|---|---|---|
                | Extract and land, rows a second | %s | %s | %s | ≥ 2, %s |
                | Update by an ingest job, rows a second | %s | %s | %s | – |

                A client that throws the bytes away gets %s rows a second out of the sandbox.

                - **Extract:** one query job over 19 fields. jsforce parses its rows and writes each as a JSON line into
                  a file. Baton parses, types and checks them, and lands them in its store: compared with what is there,
                  each row closed with the installation's key, in transactions that outlive a power cut, with a cursor
                  to go on from; sign-in, counting and the walk over what changed meanwhile are in its time.
                - **Update:** the same three fields of every account, by Id; from the first row made to the last result
                  read. Both look at a job at once, and again after a second.
                - The sandbox, Node and the JVM share the machine's processors.
                """,
                accounts,
                rounds,
                machine,
                Line.number(rate(ourExtract)),
                Line.number(rate(theirExtract)),
                Line.number(extract),
                extract >= 2 ? "met" : "**missed**",
                Line.number(rate(ourUpdate)),
                Line.number(rate(theirUpdate)),
                Line.number(rate(ourUpdate) / rate(theirUpdate)),
                Line.number(rate(floor)));
    }

    private double rate(Samples samples) {
        return accounts / samples.median("seconds");
    }
}
