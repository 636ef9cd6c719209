package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every deal of the marketplace handed over, against verdicts that were worked out before there was
 * any code for it.
 */
class HandoffEvaluationTest {
    private static final String AS_OF = "2018-12-31";

    @TempDir static Path folder;

    private static MarketplaceRun run;
    private static final SortedMap<String, JsonNode> HANDOFFS = new TreeMap<>();
    private static final SortedMap<String, JsonNode> ROWS = new TreeMap<>();

    @BeforeAll
    static void syncAtTheEnd() throws Exception {
        run =
                MarketplaceRun.of(
                        AS_OF,
                        new MarketplaceExport(Evaluation.marketplace()),
                        SandboxProcess.marketplaceMappings(),
                        folder);
        Cli.Result list = Cli.run(run.sandbox().config, "handoffs", "--json");
        assertThat(list.exit()).as(list.err()).isZero();
        list.json().get("handoffs").forEach(each -> HANDOFFS.put(each.get("deal").asText(), each));
        run.sandbox()
                .records("Baton_Handoff__c")
                .forEach(row -> ROWS.put(row.get("Opportunity__c").asText(), row));
    }

    @AfterAll
    static void stop() {
        run.sandbox().close();
    }

    /** A deal's verdict: completeness, and the gaps in order. */
    private record Verdict(int completeness, List<String> gaps) {}

    private static SortedMap<String, Verdict> verdicts() throws Exception {
        var verdicts = new TreeMap<String, Verdict>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        HandoffEvaluationTest.class.getResourceAsStream(
                                                "marketplace-handoffs.csv")),
                                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().filter(each -> each.startsWith("006")).toList()) {
                String[] cells = line.split(",", -1);
                verdicts.put(
                        cells[0],
                        new Verdict(Integer.parseInt(cells[1]), List.of(cells[2].split(" ", -1))));
            }
        }
        return verdicts;
    }

    /** A deal of the raw export: first contact and signature. */
    private record Deal(Instant contacted, Instant won) {
        LocalDate opened() {
            Instant later = contacted.isAfter(won) ? contacted : won;
            return LocalDate.parse(later.toString().substring(0, 10));
        }
    }

    /** No cell before the last two holds a comma outside of quotes, nor any of those read here. */
    private static SortedMap<String, Deal> deals() throws Exception {
        var deals = new TreeMap<String, Deal>();
        Path file = run.export().folder().resolve("salesforce/Opportunity.csv");
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.getFirst().split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replaceAll("\"[^\"]*\"", "").split(",", -1);
            deals.put(
                    cells[0],
                    new Deal(
                            at(cells[header.indexOf("CreatedDate")]),
                            at(cells[header.indexOf("Won_At__c")])));
        }
        return deals;
    }

    private static Instant at(String text) {
        return Instant.parse(text.replace("+0000", "Z"));
    }

    private static List<String> gaps(JsonNode handoff) {
        var gaps = new ArrayList<String>();
        handoff.get("gaps").forEach(gap -> gaps.add(gap.get("item").asText()));
        return gaps;
    }

    @Test
    void everyDealIsHandedOverAsOfTheDayItWasWon() throws Exception {
        SortedMap<String, Deal> deals = deals();
        assertThat(deals).hasSize(585);
        assertThat(HANDOFFS.keySet()).isEqualTo(deals.keySet());
        assertThat(ROWS.keySet()).isEqualTo(deals.keySet());
        deals.forEach(
                (id, deal) -> {
                    String opened = deal.opened().toString();
                    JsonNode handoff = Objects.requireNonNull(HANDOFFS.get(id));
                    assertThat(handoff.get("opened_on").asText()).as(id).isEqualTo(opened);
                    JsonNode row = Objects.requireNonNull(ROWS.get(id));
                    assertThat(row.get("Opened_On__c").asText()).as(id).isEqualTo(opened);
                    assertThat(row.get("Status__c").asText()).isEqualTo("Waiting for CS");
                });
    }

    @Test
    void completenessAgreesWithTheVerdicts() throws Exception {
        SortedMap<String, Verdict> verdicts = verdicts();
        assertThat(verdicts).hasSize(20);
        verdicts.forEach(
                (id, verdict) -> {
                    JsonNode handoff = Objects.requireNonNull(HANDOFFS.get(id));
                    assertThat(gaps(handoff)).as(id).isEqualTo(verdict.gaps());
                    assertThat(handoff.get("completeness").asInt())
                            .as(id)
                            .isEqualTo(verdict.completeness());
                    JsonNode row = Objects.requireNonNull(ROWS.get(id));
                    assertThat(row.get("Completeness__c").asInt())
                            .as(id)
                            .isEqualTo(verdict.completeness());
                    assertThat(row.get("Open_Gaps__c").asInt())
                            .as(id)
                            .isEqualTo(verdict.gaps().size());
                });
    }

    @Test
    void whereTheDataHasNothingNothingIsInvented() {
        for (JsonNode row : ROWS.values()) {
            for (String field :
                    List.of(
                            "Goals__c",
                            "Pains__c",
                            "Sold__c",
                            "Success_Metric__c",
                            "Target__c",
                            "Target_On__c",
                            "Decision__c",
                            "Accepted_On__c",
                            "Kickoff_On__c")) {
                assertThat(row.get(field).isNull()).as(field).isTrue();
            }
            assertThat(row.get("Gaps__c").asText())
                    .contains("Whom to talk to (sales owner; nothing that Baton reads tells it)");
        }
    }

    /** The one deal that was entered after it was won counts with its two days below 0. */
    @Test
    void daysFromFirstContactToWonAreThoseOfTheRawFiles() throws Exception {
        List<Double> days =
                deals().values().stream()
                        .map(deal -> Duration.between(deal.contacted(), deal.won()).toSeconds())
                        .map(seconds -> seconds / 86_400.0)
                        .sorted()
                        .toList();
        double median = (days.get((days.size() - 1) / 2) + days.get(days.size() / 2)) / 2;
        JsonNode told = null;
        for (JsonNode each :
                Cli.run(run.sandbox().config, "measures", "--json").json().get("measures")) {
            if (each.get("measure").asText().equals("days_to_win")
                    && each.get("account").isNull()) {
                told = each;
            }
        }
        JsonNode measure = Objects.requireNonNull(told);
        System.out.printf(
                "marketplace, handoffs: %d; first contact to won: median %s days, n = %s (raw %.3f,"
                        + " n = %d)%n",
                HANDOFFS.size(), measure.get("value"), measure.get("n"), median, days.size());
        assertThat(measure.get("n").asInt()).isEqualTo(days.size());
        assertThat(measure.get("value").asDouble()).isCloseTo(median, within(0.01));
    }

    @Test
    void aSecondSyncWritesNothing() throws Exception {
        Cli.Result again = Cli.run(run.sandbox().config, "sync", "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().get("written").asInt()).isZero();
    }
}
