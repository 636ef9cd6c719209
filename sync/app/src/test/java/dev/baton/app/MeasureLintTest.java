package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lint says of measures by the accounts of the last run. */
class MeasureLintTest {
    private static final int ACCOUNTS = 40;
    private static final String MEASURE =
            """
              %s:
                label: Figure %s
                over: usage
                filter: {field: metric, is: %s}
                aggregate: {last: value}
                score: {curve: [[0, 0], [1600, 1]], weight: 20, reference: 0.5, driver: usage}
            """;

    @TempDir Path folder;

    @Test
    void measuresThatGoTogetherAndThoseThatNobodyHasAreTold() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .readUsage()
                .append(
                        "model.yaml",
                        MEASURE.formatted("side", "a", "side")
                                + MEASURE.formatted("area", "b", "area")
                                + MEASURE.formatted("other", "c", "other")
                                + MEASURE.formatted("misspelt", "d", "sied"));
        Path data = AccountExport.write(folder.resolve("data"), ACCOUNTS);
        Files.writeString(data.resolve("usage.csv"), usage());
        try (var sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString())) {
            assertThat(Cli.run(sandbox.config, "model", "lint").out())
                    .as("nothing is remembered yet")
                    .contains("Nothing found");
            assertThat(Cli.run(sandbox.config, "plan").exit()).isZero();
            Cli.Result lint = Cli.run(sandbox.config, "model", "lint", "--json");
            assertThat(lint.exit()).isEqualTo(2);
            assertThat(lint.json().get("problems").findValuesAsText("what"))
                    .contains(
                            "side and area go together over 40 accounts (rank correlation 1.00)",
                            "misspelt is known of none of 40 accounts")
                    .noneMatch(each -> each.startsWith("other is"));
        }
    }

    /** The area grows with the side; the other goes its own way. */
    private static String usage() {
        var rows = new StringBuilder("account_external_id,date,metric,value\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            rows.append("E%d,2026-02-01,side,%d\n".formatted(i, i))
                    .append("E%d,2026-02-01,area,%d\n".formatted(i, i * i))
                    .append("E%d,2026-02-01,other,%d\n".formatted(i, i * 17 % ACCOUNTS));
        }
        return rows.toString();
    }
}
