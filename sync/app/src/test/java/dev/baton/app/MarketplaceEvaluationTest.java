package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.backtest.Bootstrap;
import dev.baton.backtest.Interval;
import dev.baton.backtest.Ranking;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped marketplace model against what became of real sellers in the two quarters that no
 * weight or curve was chosen on.
 */
class MarketplaceEvaluationTest {
    private static final long SEED = 20_180_331;
    private static final int DRAWS = 2_000;
    private static final double WORST = 0.1;
    private static final int SAMPLE = 12;

    @TempDir static Path folder;

    private static final List<MarketplaceRun> RUNS = new ArrayList<>();

    @BeforeAll
    static void syncTwoQuarters() throws Exception {
        var export = new MarketplaceExport(Evaluation.marketplace());
        for (String day : List.of("2017-12-31", "2018-03-31")) {
            RUNS.add(
                    MarketplaceRun.of(
                            day,
                            export,
                            SandboxProcess.marketplaceMappings(),
                            folder.resolve(day)));
        }
    }

    @AfterAll
    static void stop() {
        RUNS.forEach(run -> run.sandbox().close());
    }

    static Stream<MarketplaceRun> runs() {
        return RUNS.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theScoreTellsWhoLeavesAndBeatsVolumeAlone(MarketplaceRun run) throws Exception {
        Ranking score = run.byScore();
        Ranking volume = run.byVolume();
        var bootstrap =
                new Bootstrap(
                        SEED, DRAWS, score.rows().stream().map(Ranking.Row::account).toList());
        Interval ofAuc = bootstrap.interval(times -> score.auc(times) - volume.auc(times));
        Interval ofLift =
                bootstrap.interval(times -> score.lift(WORST, times) - volume.lift(WORST, times));
        System.out.printf(
                "marketplace %s: %d sellers; AUC %.3f, by volume %.3f, gain %s;"
                        + " lift of the worst tenth %.2f, by volume %.2f, gain %s; seed %d%n",
                run.day(),
                score.rows().size(),
                score.auc(),
                volume.auc(),
                ofAuc,
                score.lift(WORST),
                volume.lift(WORST),
                ofLift,
                SEED);
        assertThat(score.auc()).isGreaterThanOrEqualTo(0.80);
        assertThat(score.lift(WORST)).isGreaterThanOrEqualTo(2.4);
        assertThat(ofAuc.low()).isPositive();
        assertThat(ofLift.low()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void redLeavesMostAndGreenLeast(MarketplaceRun run) throws Exception {
        double red = leaving(run, "red");
        double yellow = leaving(run, "yellow");
        double green = leaving(run, "green");
        assertThat(red).isGreaterThan(1.5 * yellow);
        assertThat(yellow).isGreaterThan(2 * green);
    }

    /** The share of a band's sellers that left. */
    private static double leaving(MarketplaceRun run, String band) throws Exception {
        SortedMap<String, Boolean> outcomes = run.export().outcomes(run.day());
        List<Boolean> left =
                list(run.accounts()).stream()
                        .filter(account -> account.get("band").asText().equals(band))
                        .map(account -> outcomes.get(account.get("external_id").asText()))
                        .filter(Objects::nonNull)
                        .toList();
        assertThat(left).as(band).hasSizeGreaterThan(50);
        return left.stream().filter(each -> each).count() / (double) left.size();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whoeverHasNoReviewIsUnknownInReviewsAndNotBad(MarketplaceRun run) throws Exception {
        for (String seller : sample(unreviewed(run))) {
            JsonNode score = line(run.explain(seller), "review_score");
            assertThat(score.get("kind").asText()).isEqualTo("missing");
            assertThat(points(score)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noReviewInTwoQuartersIsAMeasureOfItsOwn(MarketplaceRun run) throws Exception {
        SortedSet<String> silent = unreviewed(run);
        String before =
                YearMonth.from(LocalDate.parse(run.day())).minusMonths(3).atEndOfMonth() + "";
        silent.removeAll(run.export().usage(before, "median_review_score").keySet());
        for (String seller : sample(silent)) {
            JsonNode absence = line(run.explain(seller), "reviewed");
            assertThat(absence.get("kind").asText()).isEqualTo("measure");
            assertThat(points(absence)).isNegative();
            assertThat(absence.get("because").asText()).contains("median_review_score");
        }
    }

    /** Sold something in the quarter and got no review. */
    private static SortedSet<String> unreviewed(MarketplaceRun run) throws Exception {
        var sellers = new TreeSet<>(run.export().usage(run.day(), "n_orders").keySet());
        sellers.removeAll(run.export().usage(run.day(), "median_review_score").keySet());
        return sellers;
    }

    private static <T> List<T> sample(Collection<T> all) {
        assertThat(all).hasSizeGreaterThanOrEqualTo(SAMPLE);
        return all.stream().limit(SAMPLE).toList();
    }

    /** At the end of the year, when some amounts had been declared. */
    @Test
    void anAmountThatNobodyDeclaredIsUnknownAndNotNothing() throws Exception {
        MarketplaceRun run =
                MarketplaceRun.of(
                        "2018-11-30",
                        RUNS.getFirst().export(),
                        SandboxProcess.marketplaceMappings(),
                        folder.resolve("2018-11-30"));
        try (SandboxProcess sandbox = run.sandbox()) {
            amounts(run, won(run, sandbox.records("Opportunity")));
        }
    }

    private static void amounts(MarketplaceRun run, List<JsonNode> won) throws Exception {
        List<JsonNode> undeclared = won.stream().filter(d -> d.get("Amount").isNull()).toList();
        for (JsonNode deal : sample(undeclared)) {
            assertThat(run.measure(deal.get("AccountId").asText(), "deal_amount")).isNull();
            assertThat(run.measure(deal.get("AccountId").asText(), "deals_won")).isEqualTo(1);
        }
        List<JsonNode> declared = won.stream().filter(d -> !d.get("Amount").isNull()).toList();
        for (JsonNode deal : sample(declared)) {
            assertThat(run.measure(deal.get("AccountId").asText(), "deal_amount"))
                    .isEqualTo(deal.get("Amount").asDouble());
        }
    }

    /** Deals that were won by then, of sellers that were there by then. */
    private static List<JsonNode> won(MarketplaceRun run, JsonNode deals) {
        Set<String> sellers =
                list(run.accounts()).stream()
                        .map(account -> account.get("id").asText())
                        .collect(Collectors.toSet());
        return list(deals).stream()
                .filter(deal -> !deal.get("Won_At__c").isNull())
                .filter(deal -> sellers.contains(deal.get("AccountId").asText()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyExplanationSumsToItsScore(MarketplaceRun run) throws Exception {
        List<JsonNode> accounts = list(run.accounts());
        for (int i = 0; i < accounts.size(); i += accounts.size() / SAMPLE) {
            JsonNode explained = run.explain(accounts.get(i).get("id").asText());
            assertThat(explained.get("score")).isEqualTo(accounts.get(i).get("score"));
            assertThat(explained.get("lines").isEmpty()).isEqualTo(explained.get("score").isNull());
            if (!explained.get("score").isNull()) {
                assertThat(sum(explained.get("lines")))
                        .isEqualByComparingTo(new BigDecimal(explained.get("score").asText()));
            }
            for (JsonNode line : explained.get("lines")) {
                if (line.get("kind").asText().equals("measure")) {
                    assertThat(sum(line.get("records"))).isEqualByComparingTo(points(line));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whoeverNeverSoldIsUnknownAndNotBad(MarketplaceRun run) throws Exception {
        SortedSet<String> active = run.export().everActive(run.day());
        int never = 0;
        for (JsonNode account : run.accounts()) {
            boolean known = active.contains(account.get("external_id").asText());
            assertThat(account.get("band").asText().equals("unknown"))
                    .as(account.get("external_id").asText())
                    .isEqualTo(!known);
            never += known ? 0 : 1;
        }
        assertThat(never).isPositive();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void nothingIsParkedAndASecondSyncWritesNothing(MarketplaceRun run) throws Exception {
        assertThat(run.synced().get("quarantined").asInt()).isZero();
        assertThat(run.synced().get("failed").asInt()).isZero();
        long before = run.sandbox().writes();
        JsonNode again = Cli.run(run.sandbox().config, "sync", "--json").json();
        assertThat(again.get("changes")).isEmpty();
        assertThat(again.get("written").asInt()).isZero();
        assertThat(run.sandbox().writes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatTheOrgDoesNotHaveIsNotMadeUp(MarketplaceRun run) throws Exception {
        for (String object : List.of("Contact", "Task", "Event", "Contract")) {
            assertThat(run.sandbox().records(object)).as(object).isEmpty();
        }
    }

    /** The seller's deal was signed two days before the first contact, by the org's own dates. */
    @Test
    void aDealSignedBeforeItsFirstContactIsTakenAsItIsWritten() throws Exception {
        Double days = RUNS.getLast().measure("001Hs0Qin3e2AndICE", "days_to_win");
        assertThat(days).isNotNull().isBetween(-2.0, -1.0);
    }

    @Test
    void nothingHangsOnTheNamesOfFieldsAndMetrics() throws Exception {
        MarketplaceRun first = RUNS.getFirst();
        MarketplaceExport renamed = first.export().renamedTo(folder.resolve("renamed-export"));
        Path mappings =
                Mapping.copied(
                                SandboxProcess.marketplaceMappings(),
                                folder.resolve("renamed-mappings"))
                        .rewrite(MarketplaceExport::renamed)
                        .folder();
        MarketplaceRun again =
                MarketplaceRun.of(first.day(), renamed, mappings, folder.resolve("renamed"));
        again.sandbox().close();
        assertThat(scores(again)).isEqualTo(scores(first));
    }

    private static SortedMap<String, String> scores(MarketplaceRun run) {
        var scores = new TreeMap<String, String>();
        run.byExternalId()
                .forEach(
                        (seller, account) ->
                                scores.put(
                                        seller,
                                        account.get("score") + " " + account.get("coverage")));
        return scores;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode line(JsonNode explained, String measure) {
        return list(explained.get("lines")).stream()
                .filter(line -> line.get("measure").asText().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal points(JsonNode node) {
        return new BigDecimal(node.get("points").asText());
    }

    private static BigDecimal sum(JsonNode nodes) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode node : nodes) {
            sum = sum.add(points(node));
        }
        return sum;
    }
}
