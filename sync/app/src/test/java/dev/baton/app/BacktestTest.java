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

/** {@code backtest} on a made-up company, from the file of outcomes to the page. */
class BacktestTest {
    @TempDir static Path folder;

    private static OutcomesExport export;
    private static SandboxProcess sandbox;

    @BeforeAll
    static void sync() throws Exception {
        export = OutcomesExport.in(folder.resolve("data"), false);
        sandbox = synced(export, "plain", false);
    }

    private static SandboxProcess synced(OutcomesExport data, String name, boolean leaking)
            throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        Path mapping = data.mapping(own.resolve("mappings"), leaking);
        SandboxProcess served =
                SandboxProcess.serve(
                        data.folder(), OutcomesExport.AS_OF, own, "--mappings", mapping.toString());
        Cli.Result sync = Cli.run(served.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        return served;
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Cli.Result backtest(SandboxProcess of, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "backtest";
        args[1] = "--draws";
        args[2] = "200";
        System.arraycopy(more, 0, args, 3, more.length);
        return Cli.run(of.config, args);
    }

    private static Cli.Result backtest(SandboxProcess of, Path outcomes, String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "--outcomes";
        args[1] = outcomes.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return backtest(of, args);
    }

    @Test
    void quietCustomersThatLeaveAreEvidence() throws Exception {
        Cli.Result result = backtest(sandbox, export.outcomes(false), "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode all = result.json().get("all");
        assertThat(all.get("evidence").asText()).isEqualTo("predicts");
        assertThat(all.get("n").asInt()).isEqualTo(2 * OutcomesExport.ACCOUNTS);
        assertThat(all.get("accounts").asInt()).isEqualTo(OutcomesExport.ACCOUNTS);
        assertThat(all.get("unknown").asInt()).isZero();
        JsonNode auc = figure(all, "auc");
        assertThat(auc.get("value").asDouble())
                .isBetween(auc.get("low").asDouble(), auc.get("high").asDouble());
        assertThat(figure(all, "worth_recall_at_capacity").get("value").asDouble()).isPositive();
        assertThat(result.json().get("by_segment").size()).isEqualTo(2);
        assertThat(result.json().get("doubts")).isEmpty();
    }

    /** The score of each look is the one that `accounts --as-of` tells. */
    @Test
    void thePastIsThatOfAccountsAsOf() throws Exception {
        JsonNode misses = backtest(sandbox, export.outcomes(false), "--json").json().get("misses");
        assertThat(misses).isNotEmpty();
        for (JsonNode miss : misses) {
            JsonNode accounts =
                    Cli.run(
                                    sandbox.config,
                                    "accounts",
                                    "--json",
                                    "--as-of",
                                    miss.get("as_of").asText() + "T23:59:59Z")
                            .json()
                            .get("accounts");
            JsonNode account = byId(accounts, miss.get("account").asText());
            assertThat(account.get("score").asDouble()).isEqualTo(miss.get("score").asDouble());
            assertThat(account.get("band").asText()).isEqualTo("green");
            assertThat(miss.get("lines").get(0).asText()).contains("Events in the quarter");
        }
    }

    @Test
    void chanceIsCalledNoEvidence() throws Exception {
        Cli.Result result = backtest(sandbox, export.shuffled());
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("No evidence of predictive power");
    }

    /** Until the end of October, so at one of the two days. */
    @Test
    void theBandsThatPeopleSetAreHeldAgainstTheModels() throws Exception {
        Cli.Result result = backtest(sandbox, export.outcomes(false), "--json");
        JsonNode overrides = result.json().get("overrides");
        assertThat(overrides.get("n").asInt()).isEqualTo(OutcomesExport.OVERRIDES);
        JsonNode red =
                StreamSupport.stream(overrides.get("bands").spliterator(), false)
                        .filter(band -> band.get("band").asText().equals("red"))
                        .findFirst()
                        .orElseThrow();
        assertThat(red.get("set").asInt()).isEqualTo(OutcomesExport.OVERRIDES);
        assertThat(red.get("model").asInt()).isLessThan(OutcomesExport.OVERRIDES);
        assertThat(figure(overrides, "override_brier").get("value").asDouble())
                .isGreaterThan(figure(overrides, "model_brier").get("value").asDouble());
        assertThat(backtest(sandbox, export.outcomes(false)).out())
                .contains("Overrides: 30 outcomes of accounts whose band a person had set");
    }

    @Test
    void probabilitiesThatNobodyCalibratedAreNotShown() throws Exception {
        JsonNode document = backtest(sandbox, export.outcomes(false), "--json").json();
        assertThat(document.get("probabilities").get("shown").asBoolean()).isFalse();
        assertThat(document.get("probabilities").get("why").asText()).contains("baton calibrate");
        assertThat(figures(document.get("all"))).doesNotContain("brier", "calibration_error");
    }

    @Test
    void onlyTheDaysAskedForAreJudged() throws Exception {
        JsonNode document =
                backtest(sandbox, export.outcomes(false), "--as-of", "2025-09-30", "--json").json();
        assertThat(document.get("as_of")).hasSize(1);
        assertThat(document.get("all").get("n").asInt()).isEqualTo(OutcomesExport.ACCOUNTS);
        Cli.Result none = backtest(sandbox, export.outcomes(false), "--as-of", "2025-10-01");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("2025-09-30, 2025-12-31");
    }

    @Test
    void renewalsTellOutcomesToo() throws Exception {
        Cli.Result result = backtest(sandbox, "--from-renewals", "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        // Decided on 2026-02-15; ninety days before is 2025-11-17, the month's end before it is:
        assertThat(result.json().get("as_of").get(0).asText()).isEqualTo("2025-10-31");
        assertThat(result.json().get("all").get("n").asInt()).isEqualTo(OutcomesExport.ACCOUNTS);
        assertThat(result.json().get("all").get("left").asInt()).isBetween(10, 60);
        Cli.Result none = backtest(sandbox, "--from-renewals", "--renewal-kind", "extension");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("extension").contains("lost_at");
    }

    @Test
    void aMeasureThatKnowsTheOutcomeIsRefusedByName() throws Exception {
        try (SandboxProcess leaking = synced(export, "leaking", true)) {
            Cli.Result result = backtest(leaking, export.outcomes(false));
            assertThat(result.exit()).isEqualTo(4);
            assertThat(result.err()).contains("measures.exit_survey").contains("AUC of 1.000");
            assertThat(result.out()).isEmpty();
        }
    }

    /** Who left after the first quarter bears no flag; who bears one left after the second. */
    @Test
    void flagsAndOutcomesThatDoNotKnowOfEachOtherAreNamed() throws Exception {
        OutcomesExport marked = OutcomesExport.in(folder.resolve("flagged-data"), false).marked();
        Path own = Files.createDirectories(folder.resolve("flagged"));
        Path mapping = marked.mapping(own.resolve("mappings"), false);
        Mapping.at(mapping)
                .append(
                        "sources/account.yaml",
                        "  churned_on: {from: Churned_On__c, type: day, nature: event}\n")
                .change(
                        "model.yaml",
                        "measures:",
                        "terminal: {churned: {not: {field: churned_on, empty: true}}}\nmeasures:");
        try (SandboxProcess served =
                SandboxProcess.serve(
                        marked.folder(),
                        OutcomesExport.AS_OF,
                        own,
                        "--mappings",
                        mapping.toString())) {
            assertThat(Cli.run(served.config, "sync", "--json").exit()).isZero();
            Cli.Result result =
                    backtest(served, marked.outcomes(false), "--as-of", "2025-09-30", "--json");
            assertThat(list(result.json().get("doubts")))
                    .extracting(doubt -> doubt.get("what").asText())
                    .anySatisfy(each -> assertThat(each).contains("terminal states say nothing"))
                    .anySatisfy(each -> assertThat(each).contains("no outcome says that"));
        }
    }

    @Test
    void whatCannotAllBeTrueIsNamed() throws Exception {
        OutcomesExport odd = OutcomesExport.in(folder.resolve("odd-data"), true);
        try (SandboxProcess served = synced(odd, "odd", false)) {
            Cli.Result result = backtest(served, odd.outcomes(true), "--json");
            assertThat(result.exit()).as(result.err()).isZero();
            List<String> doubts =
                    list(result.json().get("doubts")).stream()
                            .map(doubt -> doubt.get("what").asText())
                            .toList();
            assertThat(doubts)
                    .hasSize(4)
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .contains("usage before the contract starts")
                                            .contains("001000000000000AAA"))
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .contains("tickets before the sign-up")
                                            .contains("001000000000001AAA"))
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .contains("the contract ran on")
                                            .contains("001000000000002AAA"))
                    .anySatisfy(
                            each ->
                                    assertThat(each)
                                            .contains("a renewal was lost")
                                            .contains("001000000000003AAA"));
        }
    }

    @Test
    void thePageStandsAlone() throws Exception {
        Path page = folder.resolve("page.html");
        Cli.Result result = backtest(sandbox, export.outcomes(false), "--html", page.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains("<svg", "Does it predict?", "Left while green")
                .doesNotContain("<script", "http://", "https://", "<link", "<img", "NaN");
    }

    @Test
    void everyMistakeInTheFileIsToldWithLineAndColumn() throws Exception {
        Path file =
                export.write(
                        "bad.csv",
                        """
                        account_external_id,as_of,churned
                        c1,2025-09-30,false
                        c2,30.9.2025,true
                        c3,2025-09-30,perhaps
                        ,2025-09-30,true
                        C1,2025-09-30,true
                        c4,2025-09-30
                        """);
        Cli.Result result = backtest(sandbox, file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains(file + ":3:4: as_of is no day")
                .contains(file + ":4:15: churned is neither true nor false")
                .contains(file + ":5:1: no account")
                .contains(file + ":6:1: the same account and day as line 2")
                .contains(file + ":7:1: 2 cells under 3 columns");
    }

    @Test
    void aFileWithoutItsColumnsOrWithoutRowsIsRefused() throws Exception {
        Cli.Result column = backtest(sandbox, export.write("c.csv", "account,as_of,churned\n"));
        assertThat(column.exit()).isEqualTo(2);
        assertThat(column.err()).contains("the column account_external_id is missing");
        Cli.Result empty =
                backtest(sandbox, export.write("e.csv", "account_external_id,as_of,churned\n"));
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).contains("no outcomes");
        Cli.Result none = backtest(sandbox, folder.resolve("nowhere.csv"));
        assertThat(none.exit()).isEqualTo(2);
        Cli.Result neither = backtest(sandbox);
        assertThat(neither.exit()).isEqualTo(2);
    }

    @Test
    void whoIsNotInTheCrmCountsAsUnknown() throws Exception {
        Path file = folder.resolve("more.csv");
        Files.writeString(
                file, Files.readString(export.outcomes(false)) + "gone-long-ago,2025-09-30,true\n");
        JsonNode document = backtest(sandbox, file, "--json").json();
        assertThat(document.get("all").get("unknown").asInt()).isEqualTo(1);
        assertThat(document.get("doubts").get(0).get("what").asText())
                .startsWith("1 outcomes are of accounts that the CRM does not have");
    }

    /** Their last weeks as customers are what a backtest is about. */
    @Test
    void whoLeftSinceIsJudgedByTheDaysBefore() throws Exception {
        OutcomesExport marked = OutcomesExport.in(folder.resolve("marked-data"), false).marked();
        Path own = Files.createDirectories(folder.resolve("marked"));
        Path mapping = marked.mapping(own.resolve("mappings"), false);
        Mapping.at(mapping)
                .change(
                        "sources/account.yaml",
                        "to: account\n",
                        "to: account\ncustomer: Churned_On__c == null\n");
        try (SandboxProcess served =
                SandboxProcess.serve(
                        marked.folder(),
                        "2026-01-01T00:00:00Z",
                        own,
                        "--mappings",
                        mapping.toString())) {
            assertThat(Cli.run(served.config, "sync", "--json").exit()).isZero();
            JsonNode before = backtest(served, marked.outcomes(false), "--json").json();
            served.advance(OutcomesExport.AS_OF);
            Cli.Result sync = Cli.run(served.config, "sync", "--json");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(Cli.run(served.config, "accounts", "--json").json().get("accounts").size())
                    .isLessThan(OutcomesExport.ACCOUNTS);
            JsonNode after = backtest(served, marked.outcomes(false), "--json").json();
            assertThat(after.get("all")).isEqualTo(before.get("all"));
            assertThat(after.get("all").get("unknown").asInt()).isZero();
        }
    }

    @Test
    void outcomesThatLieAheadAreRefused() throws Exception {
        Path file =
                export.write(
                        "ahead.csv", "account_external_id,as_of,churned\nc1,2026-03-31,false\n");
        Cli.Result result = backtest(sandbox, file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("2026-03-31").contains("the last that was learned");
    }

    private static JsonNode figure(JsonNode judged, String name) {
        return list(judged.get("figures")).stream()
                .filter(figure -> figure.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> figures(JsonNode judged) {
        return list(judged.get("figures")).stream()
                .map(figure -> figure.get("name").asText())
                .toList();
    }

    private static JsonNode byId(JsonNode accounts, String id) {
        return list(accounts).stream()
                .filter(account -> account.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
