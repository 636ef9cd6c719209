package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is usual in each segment, from the accounts of a run to a new model. */
class SegmentsTest {
    private static final String SEGMENTS =
            """
            segments:
              # Told by what stands on the account.
              first: {who: {field: segment, is: Small}}
              second:
                who: {field: segment, is: Large}
                base: 61
            measures:
            """;

    /** Both quarters' figures count, so that every account is known. */
    private static final String AS_OF = "2025-12-31T23:59:59Z";

    @TempDir Path folder;

    @Test
    void theUsualWorthsBecomeConstantsOfANewModel() throws Exception {
        OutcomesExport export = OutcomesExport.in(folder.resolve("data"), false);
        Path mapping = export.mapping(folder.resolve("mappings"), false);
        Mapping.at(mapping).change("model.yaml", "measures:\n", SEGMENTS);
        try (SandboxProcess sandbox =
                SandboxProcess.serve(
                        export.folder(), AS_OF, folder, "--mappings", mapping.toString())) {
            sync(sandbox);
            SortedMap<String, List<Double>> before = scores(sandbox);
            String old = Files.readString(mapping.resolve("model.yaml"));
            Path out = folder.resolve("renewed");
            JsonNode told = segments(sandbox, "--out", out.toString(), "--json").json();
            assertThat(told.get("version").asText()).isEqualTo("outcomes-1+2025-12-31");
            assertThat(told.get("accounts").asInt()).isEqualTo(OutcomesExport.ACCOUNTS);
            assertThat(told.get("kept")).isEmpty();
            assertThat(scores(sandbox)).as("no score moves by itself").isEqualTo(before);
            assertThat(mapping.resolve("model.yaml")).hasContent(old);

            String text = Files.readString(out.resolve("model.yaml"));
            assertThat(text).contains("# Told by what stands on the account.", "otherwise: ");
            Files.writeString(mapping.resolve("model.yaml"), text);
            sync(sandbox);
            for (JsonNode base : told.get("bases")) {
                List<Double> own = scores(sandbox).get(base.get("segment").asText());
                assertThat(own).isNotNull();
                assertThat(mean(own == null ? List.of() : own))
                        .as("a usual account scores its segment's base")
                        .isCloseTo(base.get("renewed").asDouble(), within(1.5));
            }
            explained(sandbox, told);
            again(sandbox, text);
        }
    }

    private static void explained(SandboxProcess sandbox, JsonNode told) throws Exception {
        JsonNode line =
                Cli.run(sandbox.config, "explain", "c1", "--json").json().get("lines").get(0);
        assertThat(line.get("kind").asText()).isEqualTo("base");
        for (JsonNode base : told.get("bases")) {
            if (line.get("because").asText().endsWith(" in " + base.get("segment").asText())) {
                assertThat(line.get("points")).isEqualTo(base.get("renewed"));
                return;
            }
        }
        throw new AssertionError("no such segment: " + line.get("because").asText());
    }

    /** A table that is there already keeps its place, and what it said is what it says again. */
    private void again(SandboxProcess sandbox, String text) throws Exception {
        Path out = folder.resolve("again");
        assertThat(segments(sandbox, "--out", out.toString()).out())
                .contains("Written to " + out + " as model outcomes-1+2025-12-31");
        assertThat(Files.readString(out.resolve("model.yaml")).lines().count())
                .isEqualTo(text.lines().count());
        assertThat(segments(sandbox).out()).contains("Nothing is written; --out DIR writes model");
        Cli.Result refused = segments(sandbox, "--out", out.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is there already");
    }

    private static Cli.Result segments(SandboxProcess sandbox, String... more) throws Exception {
        var args = new ArrayList<>(List.of("model", "segments"));
        args.addAll(List.of(more));
        Cli.Result result = Cli.run(sandbox.config, args.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isIn(0, 2);
        return result;
    }

    /** Even ones are small. */
    private static SortedMap<String, List<Double>> scores(SandboxProcess sandbox) throws Exception {
        var scores = new TreeMap<String, List<Double>>();
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
        for (JsonNode account : accounts) {
            int number = Integer.parseInt(account.get("external_id").asText().substring(1));
            scores.computeIfAbsent(number % 2 == 0 ? "first" : "second", none -> new ArrayList<>())
                    .add(account.get("score").asDouble());
        }
        return scores;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(each -> each).average().orElseThrow();
    }

    private static void sync(SandboxProcess sandbox) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
    }
}
