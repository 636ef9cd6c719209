package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a score is what it is, what moved it, and whether another machine says the same. */
class ExplainTest {
    private static final String LATER =
            Instant.parse(SmallExport.AS_OF).plus(14, ChronoUnit.DAYS).toString();

    @TempDir Path folder;

    private SandboxProcess serve(Path where, Path mapping) throws Exception {
        Path data = SmallExport.in(where.resolve("data")).folder();
        SandboxProcess sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, where, "--mappings", mapping.toString());
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        return sandbox;
    }

    private static JsonNode explain(SandboxProcess sandbox, String... more) throws Exception {
        String[] command = new String[more.length + 3];
        command[0] = "explain";
        command[1] = "acme";
        command[2] = "--json";
        System.arraycopy(more, 0, command, 3, more.length);
        Cli.Result result = Cli.run(sandbox.config, command);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.json();
    }

    private static BigDecimal sum(JsonNode parts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode part : parts) {
            sum = sum.add(part.get("points").decimalValue());
        }
        return sum;
    }

    @Test
    void whatTimeAndAnotherModelDidIsToldApartAndSumsToTheDifference() throws Exception {
        Path copy = folder.resolve("mappings");
        Mapping mapping = Mapping.copiedTo(copy);
        try (var sandbox = serve(folder, copy)) {
            JsonNode before = explain(sandbox);
            mapping.change("model.yaml", "\nbase: 70", "\nbase: 60")
                    .change("model.yaml", "helpdesk-support-1", "helpdesk-support-2");
            sandbox.advance(LATER);
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
            JsonNode after = explain(sandbox, "--since", SmallExport.AS_OF);
            JsonNode since = after.get("since");
            assertThat(since.get("score").decimalValue())
                    .as("the answer of that day")
                    .isEqualByComparingTo(before.get("score").decimalValue());
            assertThat(since.get("points").decimalValue())
                    .isEqualByComparingTo(
                            after.get("score")
                                    .decimalValue()
                                    .subtract(before.get("score").decimalValue()));
            assertThat(sum(since.get("parts")))
                    .isEqualByComparingTo(since.get("points").decimalValue());
            JsonNode first = since.get("parts").get(0);
            assertThat(first.get("kind").asText()).isEqualTo("model");
            assertThat(first.get("before").asText()).isEqualTo("helpdesk-support-1");
            assertThat(first.get("because").asText()).isEqualTo("helpdesk-support-2");
            assertThat(first.get("points").decimalValue()).isEqualByComparingTo("-10");
        }
    }

    @Test
    void anotherMachineGivesTheSameAnswerToTheByte() throws Exception {
        try (var one = serve(folder.resolve("one"), SandboxProcess.helpdeskMappings());
                var other = serve(folder.resolve("other"), SandboxProcess.helpdeskMappings())) {
            JsonNode answer = explain(one);
            assertThat(answer.get("digest").asText()).matches("[0-9a-f]{64}");
            assertThat(explain(other)).isEqualTo(answer);
            one.advance(LATER);
            assertThat(Cli.run(one.config, "sync").exit()).isZero();
            assertThat(explain(one).get("digest")).isNotEqualTo(answer.get("digest"));
            assertThat(explain(one, "--as-of", SmallExport.AS_OF)).isEqualTo(answer);
        }
    }

    @Test
    void anInstantThatIsNotEarlierIsRefused() throws Exception {
        try (var sandbox = serve(folder, SandboxProcess.helpdeskMappings())) {
            Cli.Result result =
                    Cli.run(sandbox.config, "explain", "acme", "--since", SmallExport.AS_OF);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("--since", "give an earlier instant");
        }
    }

    @Test
    void peopleReadWhatWouldRaiseItAndWhatMovedIt() throws Exception {
        try (var sandbox = serve(folder, SandboxProcess.helpdeskMappings())) {
            String text =
                    Cli.run(sandbox.config, "explain", "acme", "--since", "2026-02-10T00:00:00Z")
                            .out();
            assertThat(text)
                    .contains("what would raise it most:")
                    .contains("since 2026-02-10T00:00:00Z, when it was ")
                    .contains(", new")
                    .contains("the difference")
                    .containsPattern("digest [0-9a-f]{64}");
        }
    }
}
