package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budget of a day, over runs of the command. */
class BudgetTest {
    @TempDir Path folder;

    private SandboxProcess serve() throws Exception {
        return SandboxProcess.serve(
                SmallExport.in(folder.resolve("data")).folder(), SmallExport.AS_OF, folder);
    }

    private static void budget(Path config, String budget) throws Exception {
        String text = Files.readString(config).replaceAll("(?m)^budget:.*\n", "");
        Files.writeString(config, text + "\nbudget: " + budget + "\n");
    }

    private static JsonNode status(Path config) throws Exception {
        return Cli.run(config, "status", "--json").json().get("budget").get(0);
    }

    @Test
    void whatRunsCalledIsCountedToTheCallAndShown() throws Exception {
        try (var sandbox = serve()) {
            long crm = callsOfCrm(sandbox, "sync");
            assertThat(crm).isPositive();
            JsonNode budget = status(sandbox.config);
            assertThat(budget.get("used").asLong()).isEqualTo(crm);
            assertThat(budget.get("left").asLong()).isEqualTo(budget.get("ours").asLong() - crm);
            assertThat(budget.get("given_up").get(0).get("work").asText()).isEqualTo("backfill");
            long more = callsOfCrm(sandbox, "plan");
            assertThat(status(sandbox.config).get("used").asLong()).isEqualTo(crm + more);
            assertThat(Cli.run(sandbox.config, "status").out()).contains("calls to crm in 24 h");
        }
    }

    /** As the sandbox has seen them, sign-ins included. */
    private static long callsOfCrm(SandboxProcess sandbox, String command) throws Exception {
        long before = sandbox.requestsBelow("/services/");
        assertThat(Cli.run(sandbox.config, command).exit()).isZero();
        return sandbox.requestsBelow("/services/") - before;
    }

    @Test
    void aDayThatIsUsedUpEndsTheNextRunWith3AndSaysWhenMoreComesFree() throws Exception {
        try (var sandbox = serve()) {
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
            JsonNode first = status(sandbox.config);
            double share = 100.0 * (first.get("used").asLong() + 1) / first.get("allowed").asLong();
            budget(sandbox.config, "{share: %.3f%%}".formatted(share));
            long writes = sandbox.writes();
            Cli.Result second = Cli.run(sandbox.config, "sync");
            assertThat(second.exit()).as(second.err()).isEqualTo(3);
            assertThat(second.err()).contains("come free at").contains("of our");
            assertThat(sandbox.writes()).isEqualTo(writes);
            sandbox.advance("2026-03-03T00:00:00Z");
            assertThat(Cli.run(sandbox.config, "status", "--json").json().get("budget")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {share: 0%}    | above 0%
                    {share: 101%}  | above 0%
                    {share: 20}    | in quotes
                    {stop_at: all} | above 0%
                    {shares: 20%}  | share
                    """)
    void aBudgetThatIsNoneIsRefusedAtItsLine(String budget, String word) throws Exception {
        try (var sandbox = serve()) {
            budget(sandbox.config, budget);
            Cli.Result check = Cli.run(sandbox.config, "check", "--offline");
            assertThat(check.exit()).isEqualTo(2);
            assertThat(check.out()).contains("baton.yaml:").contains(word);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    daemon: {every: 30s}                                | 1m to 24h
                    daemon: {every: 25h}                                | 1m to 24h
                    daemon: {between: \"6-20\"}                          | 06:00-20:00
                    daemon: {between: \"06:00-06:00\"}                   | 06:00-20:00
                    daemon: {zone: Mars/Base}                           | time zone
                    daemon: {listen: \"0.0.0.0:9464\"}                   | loopback
                    daemon: {listen: \"127.0.0.1:99999\"}                | loopback
                    daemon: {evry: 15m}                                 | every
                    alerts: {webhook: {url: \"https://hooks.example/\"}} | signing_key
                    """)
    void everySlipAboutTheDaemonIsToldWithWhatToWrite(String line, String word) throws Exception {
        try (var sandbox = serve()) {
            Files.writeString(
                    sandbox.config,
                    Files.readString(sandbox.config) + "\n" + line.replace("\\", "") + "\n");
            Cli.Result check = Cli.run(sandbox.config, "check", "--offline");
            assertThat(check.exit()).as(check.out()).isEqualTo(2);
            assertThat(check.out()).contains("baton.yaml:").contains(word);
        }
    }
}
