package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static JsonNode named(JsonNode groups, String field, String name) {
        for (JsonNode each : groups) {
            if (each.get(field).asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("nothing of " + name);
    }

    /** Deals that were won by now, by account and in order of time. */
    private static Map<String, SortedMap<String, NamedCsvRecord>> won() throws Exception {
        var won = new HashMap<String, SortedMap<String, NamedCsvRecord>>();
        for (NamedCsvRecord row : export.rows("Opportunity")) {
            String at = row.getField("Won_At__c");
            if (!at.isEmpty() && at.compareTo("2026-06-30T12:00") < 0) {
                won.computeIfAbsent(row.getField("AccountId"), none -> new TreeMap<>())
                        .put(at + row.getField("Id"), row);
            }
        }
        return won;
    }

    @Test
    void everyRepIsCountedAsTheFilesHaveIt() throws Exception {
        var names = new HashMap<String, String>();
        for (NamedCsvRecord row : export.rows("User")) {
            names.put(row.getField("Id"), row.getField("Name"));
        }
        var accounts = new TreeMap<String, Integer>();
        var deals = new TreeMap<String, Integer>();
        for (var each : won().values()) {
            accounts.merge(
                    String.valueOf(names.get(each.firstEntry().getValue().getField("OwnerId"))),
                    1,
                    Integer::sum);
            for (NamedCsvRecord row : each.values()) {
                deals.merge(String.valueOf(names.get(row.getField("OwnerId"))), 1, Integer::sum);
            }
        }
        var toldAccounts = new TreeMap<String, Integer>();
        var toldDeals = new TreeMap<String, Integer>();
        var order = new ArrayList<String>();
        for (JsonNode each : json("reps").get("reps")) {
            order.add(each.get("name").asText());
            toldAccounts.put(each.get("name").asText(), each.get("accounts").asInt());
            toldDeals.put(each.get("name").asText(), each.get("deals_won").asInt());
            assertThat(each.get("days_to_win").get("low").asDouble())
                    .isLessThanOrEqualTo(each.get("days_to_win").get("value").asDouble());
        }
        assertThat(toldAccounts).isEqualTo(accounts).hasSize(10);
        assertThat(toldDeals).isEqualTo(deals);
        assertThat(order).as("by name, never by a figure").isSorted();
    }

    @Test
    void whoLeftWithinAYearIsAShareOfThoseWonAYearAgo() throws Exception {
        Map<String, LocalDate> left = left();
        int followed = 0;
        int early = 0;
        for (var each : won().entrySet()) {
            LocalDate came = LocalDate.parse(each.getValue().firstKey().substring(0, 10));
            LocalDate gone = left.get(each.getKey());
            if (came.isBefore(YEAR_AGO)) {
                followed++;
                early += gone != null && gone.isBefore(came.plusDays(365)) ? 1 : 0;
            }
        }
        JsonNode all = json("reps").get("all");
        assertThat(all.get("followed").asInt()).isEqualTo(followed);
        assertThat(all.get("left_early").asInt()).isEqualTo(early).isPositive();
        assertThat(report("reps").out()).contains("this is no ranking", "fit_at_close");
    }

    private static double paid(Map<String, NamedCsvRecord> won, LocalDate day) {
        double value = 0;
        for (NamedCsvRecord row : won.values()) {
            if (row.getField("Won_At__c").compareTo(day + "T12:00") < 0) {
                double amount = Double.parseDouble(row.getField("Amount"));
                value = row.getField("Type").equals("Renewal") ? amount : value + amount;
            }
        }
        return value;
    }

    @Test
    void retentionIsThatOfTheWonDeals() throws Exception {
        double then = 0;
        double now = 0;
        double kept = 0;
        Map<String, LocalDate> left = left();
        for (var each : won().entrySet()) {
            double before = paid(each.getValue(), YEAR_AGO);
            double after = left.containsKey(each.getKey()) ? 0 : paid(each.getValue(), TODAY);
            then += before;
            now += before > 0 ? after : 0;
            kept += Math.min(before, after);
        }
        JsonNode report = json("retention");
        JsonNode all = report.get("cohorts").get(0);
        assertThat(report.get("source").asText()).isEqualTo("deals");
        assertThat(all.get("value_then").asDouble()).isEqualTo(then);
        assertThat(all.get("value_now").asDouble()).isEqualTo(now);
        assertThat(all.get("net").get("value").asDouble()).isCloseTo(now / then, within(1e-4));
        assertThat(all.get("gross").get("value").asDouble()).isCloseTo(kept / then, within(1e-4));
        assertThat(all.get("gross").get("low").asDouble()).isBetween(0.5, kept / then);
        JsonNode lifetime = report.get("lifetimes").get(0);
        double stays = Math.exp(-lifetime.get("leaves_yearly").get("value").asDouble());
        assertThat(lifetime.get("value").get("value").asDouble())
                .isCloseTo(
                        lifetime.get("value_yearly").asDouble() * stays / (1.1 - stays),
                        withinPercentage(0.1));
    }

    @Test
    void aHistoryThatIsTooShortSaysSo() throws Exception {
        JsonNode report = json("retention", "--days", "3650");
        assertThat(report.get("cohorts")).isEmpty();
        assertThat(report.get("too_short").asText()).contains("the history is too short");
    }

    @Test
    void whatCustomersWriteOfIsWeighedByWhatTheyPay() throws Exception {
        JsonNode theme = named(json("voice").get("themes"), "theme", "defect_sync_loses_data");
        JsonNode exposure = json("exposure", "--theme", "defect_sync_loses_data");
        assertThat(exposure.get("exposed").asInt()).isEqualTo(theme.get("accounts").asInt());
        assertThat(exposure.get("exposed_left").asInt()).isEqualTo(theme.get("left").asInt());
        assertThat(exposure.get("scope").asText()).isEqualTo("systemic");
        double value = 0;
        int tickets = 0;
        for (JsonNode account : exposure.get("accounts")) {
            value += account.get("value").asDouble();
            tickets += account.get("tickets").asInt();
            assertThat(account.get("last_ticket").asText()).isLessThan("2026-06-30");
        }
        assertThat(value).isPositive().isEqualTo(theme.get("value").asDouble());
        assertThat(tickets).isBetween(1, theme.get("tickets").asInt());
    }

    @Test
    void aThemeOfNobodyIsRefusedWithThoseThatAreThere() {
        Cli.Result result = Cli.run(sandbox.config, "report", "exposure", "--theme", "nothing");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("'nothing'", "defect_sync_loses_data");
    }

    @Test
    void playsAreToldByTheTasksOfTheCrm() throws Exception {
        var bands = new HashMap<String, String>();
        for (JsonNode account : sandbox.records("Account")) {
            bands.put(account.get("Id").asText(), account.path("Baton_Band__c").asText());
        }
        var opened = new TreeMap<String, Integer>();
        int red = 0;
        for (JsonNode task : sandbox.records("Task")) {
            String key = task.path("Baton_Key__c").asText("");
            if (key.contains(":")) {
                opened.merge(key.substring(0, key.indexOf(':')), 1, Integer::sum);
                red += "Red".equals(bands.get(task.get("WhatId").asText())) ? 1 : 0;
            }
        }
        JsonNode report = json("plays");
        var told = new TreeMap<String, Integer>();
        for (JsonNode each : report.get("plays")) {
            if (each.get("opened").asInt() > 0) {
                told.put(each.get("play").asText(), each.get("opened").asInt());
            }
        }
        assertThat(told).isEqualTo(opened).isNotEmpty();
        assertThat(report.get("all").get("red_at_opening").asInt()).isEqualTo(red).isPositive();
        assertThat(report("plays").out()).contains("No uplift", "fire-drill rate");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    churn,       Product: Sync lost data
                    first-value, First key action
                    plays,       champion_left
                    reps,        Yusuf
                    retention,   <svg
                    voice,       complaint_slow
                    """)
    void aPageNeedsNothingBesideItselfAndSaysWhatTheTextSays(String name, String words)
            throws Exception {
        Path page = folder.resolve(name + ".html");
        String text = report(name, "--html", page.toString()).out();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'", words)
                .doesNotContain("<script", "http://", "src=");
        if (!words.startsWith("<")) {
            assertThat(text).contains(words);
        }
    }
}
