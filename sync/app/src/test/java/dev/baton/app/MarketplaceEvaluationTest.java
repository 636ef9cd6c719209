package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
        RUNS.forEach(MarketplaceRun::close);
    }

    static Stream<MarketplaceRun> runs() {
        return RUNS.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theScoreTellsWhoLeavesAndBeatsVolumeAlone(MarketplaceRun run) throws Exception {
        Ranking score = run.byScore();
        Ranking volume = run.byVolume();
        var bootstrap = new PairedBootstrap(SEED, DRAWS);
        var ofAuc = bootstrap.gain(score, volume, Ranking::auc);
        var ofLift = bootstrap.gain(score, volume, each -> each.lift(WORST));
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
        SortedSet<String> silent =
                new TreeSet<>(run.export().usage(run.day(), "n_orders").keySet());
        silent.removeAll(run.export().usage(run.day(), "median_review_score").keySet());
        assertThat(silent).hasSizeGreaterThan(20);
        for (String seller : silent.stream().limit(SAMPLE).toList()) {
            JsonNode score = line(run.explain(seller), "review_score");
            assertThat(score.get("kind").asText()).isEqualTo("missing");
            assertThat(points(score)).isZero();
            JsonNode absence = line(run.explain(seller), "reviewed");
            assertThat(absence.get("kind").asText()).isEqualTo("measure");
            assertThat(points(absence)).isNegative();
            assertThat(absence.get("because").asText()).contains("median_review_score");
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anAmountThatNobodyDeclaredIsUnknown(MarketplaceRun run) throws Exception {
        List<JsonNode> deals = list(run.sandbox().records("Opportunity"));
        List<JsonNode> undeclared = deals.stream().filter(d -> d.get("Amount").isNull()).toList();
        assertThat(undeclared).isNotEmpty();
        for (JsonNode deal : undeclared.stream().limit(SAMPLE).toList()) {
            assertThat(run.measure(deal.get("AccountId").asText(), "deal_amount")).isNull();
        }
        for (JsonNode deal : deals) {
            if (!deal.get("Amount").isNull() && !deal.get("Won_At__c").isNull()) {
                assertThat(run.measure(deal.get("AccountId").asText(), "deal_amount"))
                        .isEqualTo(deal.get("Amount").asDouble());
            }
        }
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
        try (var again =
                MarketplaceRun.of(first.day(), renamed, mappings, folder.resolve("renamed"))) {
            assertThat(scores(again)).isEqualTo(scores(first));
        }
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
