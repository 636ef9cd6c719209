package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product that an account is judged by, told beside its score. */
class PrimaryProductTest {
    private static final String PRODUCTS =
            """
            products:
              field: metric
              order: [n_visits, n_events]
              primary: {most: {over: usage, filter: {field: metric, in: [n_visits, n_events]}, window: {days: 92, by: on}, aggregate: {sum: value}}}
            measures:
              main:
                label: Use of the main product
                over: usage
                product: primary
                window: {days: 92, by: on}
                aggregate: {sum: value}
                score: {curve: [[0, 0], [100, 1]], weight: 10, reference: 0.5, driver: usage}
            """;

    @TempDir Path folder;

    @Test
    void theProductOfMostUseIsToldAndCounts() throws Exception {
        OutcomesExport export = OutcomesExport.in(folder.resolve("data"), false);
        Path mapping = export.mapping(folder.resolve("mappings"), false);
        Mapping.at(mapping).change("model.yaml", "measures:\n", PRODUCTS);
        try (SandboxProcess sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        "2025-12-31T23:59:59Z",
                        folder,
                        "--mappings",
                        mapping.toString())) {
            Cli.Result sync = Cli.run(sandbox.config, "sync");
            assertThat(sync.exit()).as(sync.err()).isZero();
            JsonNode accounts =
                    Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
            assertThat(accounts.findValuesAsText("product"))
                    .hasSize(OutcomesExport.ACCOUNTS)
                    .contains("n_visits", "n_events");
            for (int i = 0; i < 20; i++) {
                told(sandbox, accounts.get(i).get("id").asText());
            }
            assertThat(Cli.run(sandbox.config, "accounts").out()).contains("product", "n_visits");
        }
    }

    private static void told(SandboxProcess sandbox, String id) throws Exception {
        JsonNode explained = Cli.run(sandbox.config, "explain", id, "--json").json();
        String product = explained.get("account").get("product").asText();
        JsonNode measures =
                Cli.run(sandbox.config, "measures", "--account", id, "--json")
                        .json()
                        .get("measures");
        double events = value(measures, "events");
        double visits = value(measures, "visits");
        assertThat(product).isEqualTo(events > visits ? "n_events" : "n_visits");
        assertThat(value(measures, "main")).isEqualTo(Math.max(events, visits));
        assertThat(Cli.run(sandbox.config, "explain", id).out())
                .contains(", primary product " + product);
    }

    private static double value(JsonNode measures, String name) {
        for (JsonNode measure : measures) {
            if (measure.get("measure").asText().equals(name)) {
                return measure.get("value").asDouble();
            }
        }
        throw new IllegalStateException("no measure " + name);
    }
}
