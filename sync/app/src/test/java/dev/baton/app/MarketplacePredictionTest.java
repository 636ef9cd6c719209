package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.backtest.Evidence;
import dev.baton.backtest.Forecast;
import dev.baton.backtest.Judging;
import dev.baton.core.health.Band;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does the shipped marketplace model foretell which real sellers leave? Everything was learned from
 * days up to September 2017, and is judged on every outcome of the two quarters after.
 */
class MarketplacePredictionTest {
    private static final long SEED = 20_180_331;
    private static final int SHUFFLES = Integer.getInteger("baton.shuffles", 100);
    private static final List<String> LEARNED = List.of("2017-03-31", "2017-06-30", "2017-09-30");
    private static final List<String> JUDGED = List.of("2017-12-31", "2018-03-31");

    @TempDir static Path folder;

    private static MarketplaceRun untrained;

    @BeforeAll
    static void sync() throws Exception {
        untrained =
                MarketplaceRun.of(
                        JUDGED.getLast(),
                        new MarketplaceExport(Evaluation.marketplace()),
                        SandboxProcess.marketplaceMappings(),
                        folder);
    }

    @AfterAll
    static void stop() {
        if (untrained != null) {
            untrained.sandbox().close();
        }
    }

    private static Cli.Result ask(
            MarketplaceRun run, String command, List<String> days, String... more) {
        var args = new ArrayList<>(List.of(command, "--json", "--outcomes"));
        args.add(run.export().folder().resolve("outcomes.csv").toString());
        days.forEach(day -> args.addAll(List.of("--as-of", day)));
        args.addAll(List.of(more));
        return Cli.run(run.sandbox().config, args.toArray(String[]::new));
    }

    @Test
    void theWeightsSetByHandForetellWhoLeaves() throws Exception {
        JsonNode all = ask(untrained, "backtest", JUDGED).json().get("all");
        tell("by hand", all);
        assertThat(all.get("n").asInt()).isEqualTo(877 + 967);
        assertThat(all.get("evidence").asText()).isEqualTo("predicts");
        assertThat(value(all, "auc")).isGreaterThanOrEqualTo(0.815);
        assertThat(value(all, "lift_worst_tenth")).isGreaterThanOrEqualTo(2.5);
    }

    @Test
    void whatIsFittedOnEarlierQuartersForetellsLaterOnesWithHonestProbabilities() throws Exception {
        Path mappings = folder.resolve("fitted-mappings");
        Cli.Result calibrated = ask(untrained, "calibrate", LEARNED, "--out", mappings.toString());
        assertThat(calibrated.exit()).as(calibrated.err()).isZero();
        System.out.println("marketplace calibrated: " + calibrated.json().get("says"));
        JsonNode document =
                ask(untrained, "backtest", JUDGED, "--mappings", mappings.toString()).json();
        JsonNode all = document.get("all");
        tell("fitted", all);
        assertThat(document.get("probabilities").get("shown").asBoolean()).isTrue();
        assertThat(value(all, "auc")).isGreaterThanOrEqualTo(0.825);
        assertThat(value(all, "lift_worst_tenth")).isGreaterThanOrEqualTo(2.6);
        assertThat(value(all, "worst_fifth_against_best_half")).isGreaterThanOrEqualTo(8);
        assertThat(value(all, "calibration_error")).isLessThanOrEqualTo(0.04);
    }

    /** The real scores, and who left dealt out by chance. */
    @Test
    void evidenceIsSeldomClaimedOfShuffledOutcomes() throws Exception {
        List<Forecast> real = forecasts();
        var left = new ArrayList<>(real.stream().map(Forecast::left).toList());
        var random = new Random(SEED);
        int claimed = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            Collections.shuffle(left, random);
            Evidence evidence = new Judging(shuffle, 300, 20).all(with(real, left)).evidence();
            claimed += evidence == Evidence.PREDICTS || evidence == Evidence.REVERSED ? 1 : 0;
        }
        System.out.printf(
                "marketplace: evidence, of either kind, claimed in %d of %d shuffles; seed %d%n",
                claimed, SHUFFLES, SEED);
        double most = 0.065 + (SHUFFLES >= 1_000 ? 0 : 2 * Math.sqrt(0.065 * 0.935 / SHUFFLES));
        assertThat(claimed / (double) SHUFFLES).as("seed %d", SEED).isLessThanOrEqualTo(most);
    }

    private static List<Forecast> forecasts() throws Exception {
        SortedMap<String, JsonNode> known = untrained.byExternalId();
        var forecasts = new ArrayList<Forecast>();
        untrained
                .export()
                .outcomes(untrained.day())
                .forEach(
                        (seller, gone) -> {
                            JsonNode account = known.get(seller);
                            JsonNode score = account == null ? null : account.get("score");
                            forecasts.add(
                                    new Forecast(
                                            seller,
                                            LocalDate.parse(untrained.day()),
                                            "",
                                            score == null || score.isNull()
                                                    ? null
                                                    : score.asDouble(),
                                            Band.YELLOW,
                                            null,
                                            null,
                                            gone));
                        });
        return forecasts;
    }

    private static List<Forecast> with(List<Forecast> real, List<Boolean> left) {
        var dealt = new ArrayList<Forecast>();
        for (int i = 0; i < real.size(); i++) {
            Forecast each = real.get(i);
            dealt.add(
                    new Forecast(
                            each.account(),
                            each.asOf(),
                            each.segment(),
                            each.score(),
                            each.band(),
                            null,
                            null,
                            left.get(i)));
        }
        return dealt;
    }

    private static void tell(String what, JsonNode all) {
        for (JsonNode figure : all.get("figures")) {
            System.out.printf(
                    "marketplace %s: %s %.3f [%.3f, %.3f], n %d, left %d%n",
                    what,
                    figure.get("name").asText(),
                    figure.get("value").asDouble(),
                    figure.get("low").asDouble(),
                    figure.get("high").asDouble(),
                    figure.get("n").asInt(),
                    figure.get("left").asInt());
        }
    }

    private static double value(JsonNode all, String name) {
        return StreamSupport.stream(all.get("figures").spliterator(), false)
                .filter(figure -> figure.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .get("value")
                .asDouble();
    }
}
