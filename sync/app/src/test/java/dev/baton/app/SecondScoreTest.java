package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How ready accounts are to buy more, from the file to the field and to who bought more. */
class SecondScoreTest {
    private static final String EXPANSION =
            """
            version: more-1
            base: 50
            bands: {ready: 70, warm: 40}
            coverage_floor: 0.2
            trend: {days: 90, threshold: 5}
            measures:
              events:
                use: events
                score: {curve: [[0, 0], [100, 1]], weight: 100, reference: 0.5, driver: usage}
            """;

    @TempDir Path folder;

    @Test
    void itIsToldBesideHealthAndWrittenWhereTheMappingSaysSo() throws Exception {
        OutcomesExport export = OutcomesExport.in(folder.resolve("data"), false);
        Path mapping = export.mapping(folder.resolve("mappings"), false);
        try (SandboxProcess sandbox = serve(export, mapping)) {
            sync(sandbox);
            JsonNode before = accounts(sandbox, "2025-12-31T23:59:59Z").get(0);
            assertThat(before.has("expansion")).isFalse();
            assertThat(Cli.run(sandbox.config, "accounts").out()).doesNotContain("expansion");

            Files.writeString(mapping.resolve("expansion.yaml"), EXPANSION);
            Mapping.at(mapping)
                    .change(
                            "outputs.yaml",
                            "  score: Baton_Score__c\n",
                            "  score: Baton_Score__c\n  expansion: Baton_Expansion__c\n");
            sync(sandbox);
            JsonNode account = accounts(sandbox, "2025-12-31T23:59:59Z").get(0);
            assertThat(account.get("score")).as("health stays").isEqualTo(before.get("score"));
            JsonNode expansion = account.get("expansion");
            assertThat(expansion.get("model").asText()).isEqualTo("more-1");

            JsonNode explained =
                    Cli.run(
                                    sandbox.config,
                                    "explain",
                                    account.get("id").asText(),
                                    "--score",
                                    "expansion",
                                    "--as-of",
                                    "2025-12-31T23:59:59Z",
                                    "--json")
                            .json();
            assertThat(explained.get("scored_for").asText()).isEqualTo("expansion");
            assertThat(explained.get("score")).isEqualTo(expansion.get("score"));
            assertThat(explained.get("lines").get(1).get("measure").asText()).isEqualTo("events");
            long tenths = 0;
            for (JsonNode line : explained.get("lines")) {
                tenths += Math.round(10 * line.get("points").asDouble());
            }
            assertThat(tenths).isEqualTo(Math.round(10 * explained.get("score").asDouble()));

            JsonNode now = accounts(sandbox, OutcomesExport.AS_OF).get(0);
            for (JsonNode record : sandbox.records("Account")) {
                if (record.get("Id").asText().equals(now.get("id").asText())) {
                    assertThat(record.get("Baton_Expansion__c").asLong())
                            .isEqualTo(Math.round(now.get("expansion").get("score").asDouble()));
                }
            }
            assertThat(sync(sandbox).get("changes")).isEmpty();
            judge(sandbox, export);
        }
    }

    /** Whoever uses little leaves, so that whoever does not leave stands in for who bought more. */
    private void judge(SandboxProcess sandbox, OutcomesExport export) throws Exception {
        Path bought =
                export.write(
                        "bought.csv",
                        Files.readString(export.outcomes(false))
                                .replace("churned", "expanded")
                                .replace("true", "no")
                                .replace("false", "true")
                                .replace("no", "false"));
        Cli.Result told = backtest(sandbox, "--outcomes", bought.toString());
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out())
                .startsWith("Evidence: the score tells who buys more better than chance.")
                .contains("lift of the most ready tenth")
                .contains("Bought more while not yet ready");
        JsonNode judged = backtest(sandbox, "--outcomes", bought.toString(), "--json").json();
        assertThat(judged.get("scored_for").asText()).isEqualTo("expansion");
        assertThat(judged.get("model").asText()).isEqualTo("more-1");
        assertThat(judged.get("misses").get(0).get("score").asDouble()).isLessThan(40);
        assertThat(judged.get("doubts")).isEmpty();
        Cli.Result churn = backtest(sandbox, "--outcomes", export.outcomes(false).toString());
        assertThat(churn.exit()).isEqualTo(2);
        assertThat(churn.err()).contains("the column expanded is missing");
        assertThat(backtest(sandbox, "--from-renewals").err()).contains("give --from-deals WORD");
        byDeals(sandbox);
    }

    /** Renewals won in February stand in for what was bought after the year's end. */
    private static void byDeals(SandboxProcess sandbox) throws Exception {
        JsonNode judged =
                backtest(sandbox, "--from-deals", "RENEWAL", "--within-days", "60", "--json")
                        .json();
        assertThat(judged.get("as_of").toString()).isEqualTo("[\"2025-12-31\"]");
        JsonNode all = judged.get("all");
        assertThat(all.get("n").asInt()).isEqualTo(OutcomesExport.ACCOUNTS);
        assertThat(all.get("unknown").asInt()).isZero();
        int won = 0;
        for (JsonNode deal : sandbox.records("Opportunity")) {
            won += deal.get("StageName").asText().equals("Closed Won") ? 1 : 0;
        }
        assertThat(all.get("left").asInt()).isEqualTo(won).isGreaterThan(50);
        assertThat(all.get("evidence").asText()).isEqualTo("predicts");
        assertThat(backtest(sandbox, "--from-deals", "upsell").err())
                .contains("no deal was won whose kind contains 'upsell'");
        assertThat(backtest(sandbox, "--from-deals", "renewal").err())
                .contains("give fewer --within-days");
        assertThat(Cli.run(sandbox.config, "backtest", "--from-deals", "renewal").err())
                .contains("add --score expansion");
    }

    @Test
    void whoAsksForAScoreThatIsNotThereIsToldWhatToDo() throws Exception {
        OutcomesExport export = OutcomesExport.in(folder.resolve("data"), false);
        try (SandboxProcess sandbox =
                serve(export, export.mapping(folder.resolve("mappings"), false))) {
            sync(sandbox);
            Cli.Result result = Cli.run(sandbox.config, "explain", "c3", "--score", "expansion");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("has no expansion.yaml");
        }
    }

    private SandboxProcess serve(OutcomesExport export, Path mapping) throws Exception {
        return SandboxProcess.serve(
                export.folder(), OutcomesExport.AS_OF, folder, "--mappings", mapping.toString());
    }

    private static Cli.Result backtest(SandboxProcess sandbox, String... more) {
        String[] args = new String[more.length + 5];
        args[0] = "backtest";
        args[1] = "--score";
        args[2] = "expansion";
        args[3] = "--draws";
        args[4] = "200";
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(sandbox.config, args);
    }

    private static JsonNode accounts(SandboxProcess sandbox, String asOf) throws Exception {
        return Cli.run(sandbox.config, "accounts", "--json", "--as-of", asOf)
                .json()
                .get("accounts");
    }

    private static JsonNode sync(SandboxProcess sandbox) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        return sync.json();
    }
}
