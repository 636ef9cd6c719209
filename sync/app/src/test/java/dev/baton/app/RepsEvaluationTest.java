package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real reps sold and what became of it, counted again from the raw files. */
class RepsEvaluationTest {
    private static final String AS_OF = "2018-06-30";
    private static final LocalDate STARTED_BY = LocalDate.parse("2018-03-31");

    @TempDir static Path folder;

    private static MarketplaceRun run;
    private static JsonNode report;
    private static final Map<String, String> sellers = new HashMap<>();

    /** A seller's first deal. */
    private record Won(String seller, Instant contact, Instant won) {
        double days() {
            return Duration.between(contact, won).toSeconds() / 86_400.0;
        }
    }

    private static final SortedMap<String, List<Won>> byRep = new TreeMap<>();

    @BeforeAll
    static void syncAtMidyear() throws Exception {
        Path data = Evaluation.marketplace();
        run =
                MarketplaceRun.of(
                        AS_OF,
                        new MarketplaceExport(data),
                        SandboxProcess.marketplaceMappings(),
                        folder);
        report = reps();
        count(new DemoExport(data));
    }

    private static JsonNode reps(String... more) throws Exception {
        var words = new ArrayList<>(List.of("report", "reps", "--json"));
        words.addAll(List.of(more));
        Cli.Result result = Cli.run(run.sandbox().config, words.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        return result.json();
    }

    private static void count(DemoExport export) throws Exception {
        var names = new HashMap<String, String>();
        for (NamedCsvRecord row : export.rows("User")) {
            names.put(row.getField("Id"), row.getField("Name"));
        }
        for (NamedCsvRecord row : export.rows("Account")) {
            sellers.put(row.getField("Id"), row.getField("External_Id__c"));
        }
        var first = new HashMap<String, NamedCsvRecord>();
        for (NamedCsvRecord row : export.rows("Opportunity")) {
            String won = row.getField("Won_At__c");
            if (!won.isEmpty()
                    && won.compareTo(AS_OF + "T24") < 0
                    && sellers.containsKey(row.getField("AccountId"))) {
                first.merge(
                        row.getField("AccountId"),
                        row,
                        (one, other) ->
                                one.getField("Won_At__c").compareTo(other.getField("Won_At__c"))
                                                <= 0
                                        ? one
                                        : other);
            }
        }
        first.forEach(
                (account, row) ->
                        byRep.computeIfAbsent(
                                        String.valueOf(names.get(row.getField("OwnerId"))),
                                        none -> new ArrayList<>())
                                .add(
                                        new Won(
                                                String.valueOf(sellers.get(account)),
                                                at(row.getField("CreatedDate")),
                                                at(row.getField("Won_At__c")))));
    }

    private static Instant at(String text) {
        return Instant.parse(text.replace("+0000", "Z"));
    }

    @AfterAll
    static void stop() {
        run.sandbox().close();
    }

    @Test
    void everyRepIsThereWithItsSellersAndDays() {
        var told = new TreeMap<String, Integer>();
        for (JsonNode each : report.get("reps")) {
            String rep = each.get("name").asText();
            told.put(rep, each.get("accounts").asInt());
            List<Double> days =
                    byRep.getOrDefault(rep, List.of()).stream()
                            .map(Won::days)
                            .filter(day -> day >= 0)
                            .sorted()
                            .toList();
            assertThat(each.get("days_n").asInt()).as(rep).isEqualTo(days.size());
            if (!days.isEmpty()) {
                JsonNode median = each.get("days_to_win");
                assertThat(median.get("value").asDouble())
                        .as(rep)
                        .isCloseTo(days.get((days.size() - 1) / 2), within(0.051));
                assertThat(median.get("low").asDouble())
                        .isLessThanOrEqualTo(median.get("value").asDouble());
            }
        }
        var counted = new TreeMap<String, Integer>();
        byRep.forEach((rep, those) -> counted.put(rep, those.size()));
        System.out.printf(
                "marketplace, reps: %d reps, %s; days to win %s, activated %s%n",
                counted.size(),
                counted.values(),
                report.get("all").get("days_to_win"),
                report.get("all").get("activated"));
        assertThat(told).isEqualTo(counted).hasSizeGreaterThan(10);
    }

    private static boolean hasSold(Won won) throws Exception {
        LocalDate day = LocalDate.parse(won.won().toString().substring(0, 10));
        for (String quarter : List.of("2017-09-30", "2017-12-31", "2018-03-31", AS_OF)) {
            Double orders = run.export().usage(quarter, "n_approved_orders").get(won.seller());
            if (!LocalDate.parse(quarter).isBefore(day) && orders != null && orders > 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theShareThatBeganToSellIsThatOfTheRawFiles() throws Exception {
        int started = 0;
        int reached = 0;
        for (List<Won> those : byRep.values()) {
            for (Won each : those) {
                if (!LocalDate.parse(each.won().toString().substring(0, 10)).isAfter(STARTED_BY)) {
                    started++;
                    reached += hasSold(each) ? 1 : 0;
                }
            }
        }
        JsonNode all = report.get("all");
        assertThat(all.get("started").asInt()).isEqualTo(started).isGreaterThan(100);
        assertThat(all.get("reached").asInt()).isEqualTo(reached);
        int ofReps = 0;
        for (JsonNode each : report.get("reps")) {
            ofReps += each.get("reached").asInt();
        }
        assertThat(ofReps).as("each seller has one rep").isEqualTo(reached);
    }

    @Test
    void nothingIsInventedOfLeavingNorOfFit() throws Exception {
        assertThat(report.get("leaving_told").asBoolean()).isFalse();
        assertThat(report.get("fits")).isEmpty();
        for (JsonNode each : report.get("reps")) {
            assertThat(each.get("early_churn").isNull()).isTrue();
            assertThat(each.get("early_churn_pooled").isNull()).isTrue();
        }
        JsonNode churn = Cli.run(run.sandbox().config, "report", "churn", "--json").json();
        assertThat(churn.get("left").asInt()).isZero();
        JsonNode retention = Cli.run(run.sandbox().config, "report", "retention", "--json").json();
        assertThat(retention.get("too_short").isNull()).isFalse();
    }
}
