package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports on the invented company, counted again from its files. */
class ReportsTest {
    private static final int CUSTOMERS = 400;
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final LocalDate YEAR_AGO = LocalDate.parse("2025-06-30");

    @TempDir static Path folder;

    private static DemoExport export;
    private static SandboxProcess sandbox;

    @BeforeAll
    static void sync() throws Exception {
        Path demo = Demo.invented(folder.resolve("demo"), CUSTOMERS);
        export = new DemoExport(demo.resolve("data"));
        sandbox =
                SandboxProcess.serve(
                        export.data(),
                        Demo.AS_OF,
                        demo,
                        "--mappings",
                        SandboxProcess.home().resolve("mappings/demo").toString());
        assertThat(Cli.run(sandbox.config, "sync", "--open-tasks").exit()).isZero();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Cli.Result report(String... words) {
        var all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(words));
        Cli.Result result = Cli.run(sandbox.config, all.toArray(String[]::new));
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static JsonNode json(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        return report(all.toArray(String[]::new)).json();
    }

    /** By account: the day it left, of those that left in the year before. */
    private static Map<String, LocalDate> left() throws Exception {
        var left = new HashMap<String, LocalDate>();
        for (NamedCsvRecord row : export.rows("Opportunity")) {
            String day = row.getField("CloseDate");
            if (row.getField("Type").equals("Renewal")
                    && row.getField("StageName").equals("Closed Lost")
                    && !day.isEmpty()
                    && !LocalDate.parse(day).isAfter(TODAY)) {
                left.put(row.getField("AccountId"), LocalDate.parse(day));
            }
        }
        for (NamedCsvRecord row : export.rows("Account")) {
            String day = row.getField("Churned_On__c");
            if (!day.isEmpty() && !LocalDate.parse(day).isAfter(TODAY)) {
                left.put(row.getField("Id"), LocalDate.parse(day));
            }
        }
        left.values().removeIf(day -> day.isBefore(YEAR_AGO));
        return left;
    }

    @Test
    void whoLeftIsWhomTheFilesTell() throws Exception {
        JsonNode report = json("churn");
        var told = new HashMap<String, LocalDate>();
        report.get("accounts")
                .forEach(
                        each ->
                                told.put(
                                        each.get("id").asText(),
                                        LocalDate.parse(each.get("left_on").asText())));
        assertThat(told).isEqualTo(left());
        assertThat(report.get("left").asInt()).isEqualTo(told.size()).isGreaterThan(50);
        assertThat(report.get("untold").asInt()).isZero();
    }

    @Test
    void reasonsAreThoseOfTheLostRenewals() throws Exception {
        var left = left().keySet();
        var counted = new HashMap<String, Integer>();
        for (NamedCsvRecord row : export.rows("Opportunity")) {
            String reason = row.getField("Loss_Reason__c");
            if (left.contains(row.getField("AccountId"))
                    && !reason.isEmpty()
                    && !LocalDate.parse(row.getField("CloseDate")).isAfter(TODAY)) {
                counted.merge(reason, 1, Integer::sum);
            }
        }
        var told = new HashMap<String, Integer>();
        for (JsonNode each : json("churn").get("reasons")) {
            if (each.get("detail").isNull()) {
                told.put(each.get("reason").asText(), each.get("left").asInt());
            }
            assertThat(each.get("records")).hasSize(each.get("left").asInt());
        }
        assertThat(told).isEqualTo(counted).containsKeys("Price", "Product");
    }

    @Test
    void theProductThatLosesDataIsSystemicAndWhatIsScatteredIsNot() throws Exception {
        var systemic = new TreeSet<String>();
        for (JsonNode look : json("churn").get("looks")) {
            if (look.get("reason").isNull() && look.get("scope").asText().equals("systemic")) {
                systemic.add(look.get("kind").asText() + " " + look.get("name").asText());
            }
        }
        assertThat(systemic).containsExactly("product Sync", "theme defect_sync_loses_data");
        for (JsonNode reason : json("churn").get("reasons")) {
            if (reason.get("detail").asText().equals("Sync lost data")) {
                assertThat(reason.get("scope").asText()).isEqualTo("systemic");
            } else if (!reason.get("reason").asText().equals("Product")) {
                assertThat(reason.get("scope").asText()).isNotEqualTo("systemic");
            }
        }
    }

    @Test
    void outcomesOfAFileTakeThePlaceOfTheRecords() throws Exception {
        var rows = new StringBuilder("account_external_id,as_of,churned\n");
        int n = 0;
        for (NamedCsvRecord row : export.rows("Account")) {
            boolean stays =
                    !row.getField("Customer_Since__c").isEmpty()
                            && row.getField("Customer_Since__c").compareTo("2025-06-01") < 0
                            && row.getField("Churned_On__c").isEmpty();
            if (stays && n < 60) {
                rows.append(row.getField("External_Id__c"))
                        .append(",2026-03-31,")
                        .append(n++ < 12)
                        .append('\n');
            }
        }
        Path file = Files.writeString(folder.resolve("outcomes.csv"), rows);
        JsonNode report = json("churn", "--outcomes", file.toString());
        assertThat(report.get("customers").asInt()).isEqualTo(60);
        assertThat(report.get("left").asInt()).isEqualTo(12);
        assertThat(report.get("told_by").get("outcome").asInt()).isEqualTo(12);
    }

    @Test
    void withoutAMappedReasonTheReportSaysSo() throws Exception {
        Path own = Files.createDirectories(folder.resolve("plain"));
        try (SandboxProcess plain =
                SandboxProcess.serve(
                        OutcomesExport.in(own.resolve("data"), false).marked().folder(),
                        OutcomesExport.AS_OF,
                        own,
                        "--mappings",
                        OutcomesExport.in(own.resolve("unused"), false)
                                .mapping(own.resolve("mappings"), false)
                                .toString())) {
            assertThat(Cli.run(plain.config, "sync").exit()).isZero();
            Cli.Result result = Cli.run(plain.config, "report", "churn");
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains("No reasons: map `reason`")
                    .doesNotContain("of 0 accounts left");
            JsonNode report = Cli.run(plain.config, "report", "churn", "--json").json();
            assertThat(report.get("reasons")).isEmpty();
            assertThat(report.get("told_by").get("lost_renewal").asInt())
                    .isEqualTo(report.get("unexplained").asInt())
                    .isPositive();
        }
    }

    @Test
    void aPageNeedsNothingBesideItself() throws Exception {
        Path page = folder.resolve("churn.html");
        String text = report("churn", "--html", page.toString()).out();
        assertThat(text).contains("Isolated or systemic?", "Sync lost data");
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'", "Sync lost data")
                .doesNotContain("<script", "http://", "src=");
    }
}
