package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code calibrate} on a made-up company, from outcomes to a model that the next run takes. */
class CalibrateTest {
    @TempDir static Path folder;

    private static OutcomesExport export;
    private static SandboxProcess sandbox;

    @BeforeAll
    static void sync() throws Exception {
        export = OutcomesExport.in(folder.resolve("data"), false);
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        OutcomesExport.AS_OF,
                        folder,
                        "--mappings",
                        export.mapping(folder.resolve("mappings"), false).toString());
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Cli.Result calibrate(Path outcomes, String... more) {
        String[] args = new String[more.length + 5];
        args[0] = "calibrate";
        args[1] = "--outcomes";
        args[2] = outcomes.toString();
        args[3] = "--draws";
        args[4] = "100";
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(sandbox.config, args);
    }

    @Test
    void theMeasureThatTellsGainsWhatThePetLoses() throws Exception {
        JsonNode document = calibrate(export.outcomes(false), "--json").json();
        assertThat(document.get("strength").asText()).isEqualTo("weights");
        JsonNode events = document.get("weights").get(0);
        JsonNode visits = document.get("weights").get(1);
        assertThat(events.get("measure").asText()).isEqualTo("events");
        assertThat(events.get("renewed").asDouble()).isGreaterThan(40);
        assertThat(visits.get("renewed").asDouble()).isLessThan(20);
        assertThat(events.get("low").asDouble())
                .isLessThanOrEqualTo(events.get("renewed").asDouble());
        assertThat(document.get("probability").get("slope").asDouble()).isNegative();
        assertThat(document.get("moves")).isNotEmpty();
        assertThat(document.get("written_to").isNull()).isTrue();
    }

    @Test
    void numbersChangeInTheirPlacesAndCommentsStay() throws Exception {
        Path out = folder.resolve("in-place");
        Cli.Result result = calibrate(export.outcomes(false), "--out", out.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        String before = Files.readString(folder.resolve("mappings/model.yaml"));
        String after = Files.readString(out.resolve("model.yaml"));
        String back =
                after.replaceAll("(?s)# How likely.*?\n\n", "")
                        .replace("outcomes-1+2025-12-31", "outcomes-1")
                        .replaceAll("weight: [0-9.]+", "weight: 30");
        assertThat(back).isEqualTo(before);
        assertThat(after).contains("driver: usage}  # a guess").doesNotContain("weight: 30");
        assertThat(Files.readString(out.resolve("connections.yaml")))
                .isEqualTo(Files.readString(folder.resolve("mappings/connections.yaml")));
    }

    /** Taken over, it shows its probabilities on the days it was fitted on, and says so. */
    @Test
    void theNewModelIsAModelLikeAnyOther() throws Exception {
        Path out = folder.resolve("taken-over");
        calibrate(export.outcomes(false), "--out", out.toString());
        Path config = folder.resolve("other/baton.yaml");
        try (SandboxProcess other =
                SandboxProcess.serve(
                        export.folder(),
                        OutcomesExport.AS_OF,
                        Files.createDirectories(config.resolveSibling(".")).normalize(),
                        "--mappings",
                        out.toString())) {
            assertThat(Cli.run(other.config, "sync", "--json").exit()).isZero();
            JsonNode document =
                    Cli.run(
                                    other.config,
                                    "backtest",
                                    "--json",
                                    "--draws",
                                    "100",
                                    "--outcomes",
                                    export.outcomes(false).toString())
                            .json();
            assertThat(document.get("model").asText()).isEqualTo("outcomes-1+2025-12-31");
            assertThat(document.get("probabilities").get("shown").asBoolean()).isTrue();
            assertThat(document.get("probabilities").get("curve")).isNotEmpty();
            assertThat(list(document.get("doubts")).getFirst().get("what").asText())
                    .contains("it knows the answers");
            Cli.Result again =
                    Cli.run(
                            other.config,
                            "calibrate",
                            "--draws",
                            "100",
                            "--outcomes",
                            export.outcomes(false).toString(),
                            "--as-of",
                            "2025-09-30",
                            "--out",
                            folder.resolve("again").toString());
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(Files.readString(folder.resolve("again/model.yaml")))
                    .contains("version: outcomes-1+2025-09-30")
                    .containsOnlyOnce("probability:");
        }
    }

    /** Before it is taken over, and as it will be told after: the same code judges both. */
    @Test
    void theNewModelIsJudgedBesideTheOneInUse() throws Exception {
        Path out = folder.resolve("beside");
        JsonNode moves =
                calibrate(export.outcomes(false), "--json", "--out", out.toString())
                        .json()
                        .get("moves");
        Cli.Result result = backtest(out);
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode renewed = result.json();
        assertThat(renewed.get("model").asText()).isEqualTo("outcomes-1+2025-12-31");
        assertThat(auc(renewed)).isGreaterThan(auc(backtest(folder.resolve("mappings")).json()));
        JsonNode plan =
                Cli.run(sandbox.config, "plan", "--json", "--mappings", out.toString()).json();
        long bands =
                list(plan.get("changes")).stream()
                        .filter(change -> change.get("field").asText().equals("Baton_Band__c"))
                        .count();
        assertThat(bands).isEqualTo(moves.size());
    }

    @Test
    void aFolderThatReadsOtherwiseIsRefused() throws Exception {
        Path other =
                Mapping.copied(folder.resolve("mappings"), folder.resolve("reads-otherwise"))
                        .change("sources/usage.yaml", "double(value)", "2.0 * double(value)")
                        .folder();
        Cli.Result result = backtest(other);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("more than the models differs");
    }

    private static Cli.Result backtest(Path mappings) throws Exception {
        return Cli.run(
                sandbox.config,
                "backtest",
                "--json",
                "--draws",
                "100",
                "--outcomes",
                export.outcomes(false).toString(),
                "--mappings",
                mappings.toString());
    }

    private static double auc(JsonNode document) {
        return document.get("all").get("figures").get(0).get("value").asDouble();
    }

    @Test
    void ofOneDayOnlyTheMeaningOfAPointIsFitted() throws Exception {
        JsonNode document =
                calibrate(export.outcomes(false), "--as-of", "2025-09-30", "--json").json();
        assertThat(document.get("strength").asText()).isEqualTo("scale");
        assertThat(document.get("weights").get(0).get("renewed").asDouble()).isEqualTo(30);
        assertThat(document.get("band_moves")).isEmpty();
        assertThat(document.get("probability").get("outcomes").asInt())
                .isEqualTo(OutcomesExport.ACCOUNTS);
    }

    @Test
    void withAHandfulNothingIsFittedOrWritten() throws Exception {
        Path few =
                export.write(
                        "few.csv",
                        """
                        account_external_id,as_of,churned
                        c1,2025-09-30,true
                        c2,2025-09-30,false
                        """);
        Path out = folder.resolve("never");
        Cli.Result result = calibrate(few, "--out", out.toString());
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Uncalibrated");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotWrittenInto() throws Exception {
        Cli.Result result =
                calibrate(export.outcomes(false), "--out", folder.resolve("mappings").toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is there already");
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
