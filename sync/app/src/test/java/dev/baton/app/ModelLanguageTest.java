package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model's rules make of accounts, from the file to the fields of the CRM. */
class ModelLanguageTest {
    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,Tier__c,Churned_On__c,Baton_Override_Band__c,Baton_Override_Until__c,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,large,,Green,2026-03-01,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,small,2026-02-20,,,2025-01-02T00:00:00.000+0000,2026-02-20T00:00:00.000+0000,false
            001000000000003AAA,initech,Initech,small,,,,2026-02-01T00:00:00.000+0000,2026-02-01T00:00:00.000+0000,false
            """;

    /** Acme has six open tickets, 21.6 days old in the middle. */
    private static final String MODEL =
            """
            version: small-1
            base: 44
            bands: {green: 46.2, yellow: 40, leave_red: 45}
            coverage_floor: 0.1
            trend: {days: 30, threshold: 5, noise: 2}
            dimensions: {tier: {large: {field: tier, is: large}}}
            segments: {onboarding: {who: {tenure: {below: 90}}, too_early: true}}
            groups: {support: {label: Support, weight: 10}}
            knock_outs:
              flooded: {label: Flooded, when: {measure: tickets, above: 5}, cap: 30, driver: support}
            terminal: {churned: {not: {field: churned_on, empty: true}}}
            measures:
              tickets: {label: Tickets, over: ticket, aggregate: count}
              waiting: {use: open_ticket_age, score: {group: support}}
              ratings: {use: csat, score: {group: support, applies: {not: {dimension: tier, is: large}}}}
            """;

    @TempDir Path folder;

    private Path mapping;
    private SandboxProcess sandbox;

    @BeforeEach
    void serve() throws Exception {
        mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .append(
                        "sources/account.yaml",
                        """
                          tier: {from: Tier__c, type: text, nature: state}
                          churned_on: {from: Churned_On__c, type: day, nature: event}
                          override_band: Baton_Override_Band__c
                          override_until: Baton_Override_Until__c
                        """);
        Files.writeString(mapping.resolve("model.yaml"), MODEL);
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .folder();
        sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aKnockOutIsALineAndWhatIsNotApplicableIsSaid() throws Exception {
        sync();
        JsonNode explained = Cli.run(sandbox.config, "explain", "acme", "--json").json();
        assertThat(explained.get("score").decimalValue()).isEqualByComparingTo("30");
        JsonNode lines = explained.get("lines");
        assertThat(lines.findValuesAsText("kind"))
                .containsExactly("base", "measure", "not_applicable", "knock_out");
        double sum =
                StreamSupport.stream(lines.spliterator(), false)
                        .mapToDouble(line -> line.get("points").asDouble())
                        .sum();
        assertThat(Math.round(sum * 10)).isEqualTo(300);
        assertThat(lines.get(1).get("group").asText()).isEqualTo("support");
        assertThat(lines.get(1).get("weight").decimalValue())
                .as("the other measure of the group does not apply")
                .isEqualByComparingTo("10");
        assertThat(lines.get(3).has("weight")).isFalse();
        assertThat(lines.get(3).get("measure").asText()).isEqualTo("flooded");
        assertThat(lines.get(3).get("records")).hasSize(6);
        assertThat(field("Acme", "Baton_Reason_1__c").asText()).startsWith("−12 Flooded");
    }

    @Test
    void whoHasGoneLeavesTheReportsAndWhoIsNewIsNotJudged() throws Exception {
        sync();
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
        assertThat(accounts.findValuesAsText("name")).containsExactly("Acme", "Initech");
        assertThat(field("Globex", "Baton_Data_Status__c").asText()).isEqualTo("Churned");
        assertThat(field("Globex", "Baton_Score__c").isNull()).isTrue();
        assertThat(field("Initech", "Baton_Band__c").asText()).isEqualTo("Unknown");
        String why = "Too early to tell: onboarding, a customer for less than 90 days";
        assertThat(field("Initech", "Baton_Explanation__c").asText()).isEqualTo(why);
        JsonNode explained = Cli.run(sandbox.config, "explain", "initech", "--json").json();
        assertThat(explained.get("note").asText()).isEqualTo(why);
        assertThat(Cli.run(sandbox.config, "explain", "initech").out()).contains(why);
    }

    @Test
    void aBandThatWasWrittenIsHeldUntilTheScoreIsWellOutOfIt() throws Exception {
        sync();
        assertThat(field("Acme", "Baton_Band__c").asText()).isEqualTo("Red");
        Mapping.at(mapping).change("model.yaml", "cap: 30", "cap: 44");
        sync();
        assertThat(field("Acme", "Baton_Band__c").asText()).isEqualTo("Red");
        assertThat(field("Acme", "Baton_Explanation__c").asText())
                .contains(", still Red; by the score alone Yellow");
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
        assertThat(accounts.get(0).get("band").asText()).isEqualTo("red");
        assertThat(sync().get("changes")).as("what is held moves nothing by itself").isEmpty();
        sandbox.advance("2026-03-02T00:00:00Z");
        Mapping.at(mapping).change("model.yaml", "base: 44", "base: 50");
        Mapping.at(mapping).change("model.yaml", "cap: 44", "cap: 45.5");
        sync();
        assertThat(field("Acme", "Baton_Band__c").asText()).isEqualTo("Yellow");
        Mapping.at(mapping).change("model.yaml", "cap: 45.5", "cap: 44");
        sync();
        assertThat(bandAsOf("2026-03-01T23:00:00Z"))
                .as("Red had been written by then")
                .isEqualTo("red");
        assertThat(bandAsOf("2026-02-28T23:00:00Z"))
                .as("nothing had been written by then")
                .isEqualTo("yellow");
    }

    private String bandAsOf(String instant) throws Exception {
        return Cli.run(sandbox.config, "accounts", "--as-of", instant, "--json")
                .json()
                .get("accounts")
                .get(0)
                .get("band")
                .asText();
    }

    @Test
    void whatAPersonSetIsShownUntilItsDayAndTheModelsBandStaysBesideIt() throws Exception {
        sync();
        JsonNode acme = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts").get(0);
        assertThat(acme.get("band").asText()).isEqualTo("red");
        assertThat(acme.get("override").toString())
                .isEqualTo("{\"band\":\"green\",\"until\":\"2026-03-01\"}");
        assertThat(Cli.run(sandbox.config, "explain", "acme").out())
                .contains("shown as green until 2026-03-01, set by hand");
        assertThat(field("Acme", "Baton_Band__c").asText()).isEqualTo("Red");
        sandbox.advance("2026-03-02T00:00:00Z");
        sync();
        JsonNode later =
                Cli.run(sandbox.config, "accounts", "--json").json().get("accounts").get(0);
        assertThat(later.has("override")).isFalse();
    }

    @Test
    void lintReadsFilesOnlyAndSaysWhatItFindsByItsExitCode() throws Exception {
        Cli.Result clean = Cli.run(sandbox.config, "model", "lint", "--json");
        assertThat(clean.exit()).as(clean.out()).isZero();
        assertThat(clean.json().get("problems")).isEmpty();
        Mapping.at(mapping).change("model.yaml", "cap: 30", "cap: 100");
        Cli.Result faulty = Cli.run(sandbox.config, "model", "lint");
        assertThat(faulty.exit()).isEqualTo(2);
        assertThat(faulty.out())
                .contains("model.yaml:10:3: flooded takes nothing")
                .contains("1 found in the model.");
        Cli.Result shipped =
                Cli.run(
                        sandbox.config,
                        "model",
                        "lint",
                        "--mappings",
                        SandboxProcess.helpdeskMappings().toString());
        assertThat(shipped.exit()).as(shipped.out()).isZero();
        assertThat(Cli.run(sandbox.config, "check", "--offline", "--json").json().get("problems"))
                .hasSize(1);
        Mapping.at(mapping).change("model.yaml", "use: csat", "use: csta");
        Cli.Result broken = Cli.run(sandbox.config, "model", "lint", "--json");
        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.json().get("problems").findValuesAsText("fix"))
                .isEqualTo(List.of("did you mean csat?"));
    }

    private JsonNode sync() throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        return sync.json();
    }

    private JsonNode field(String name, String field) throws Exception {
        for (JsonNode account : sandbox.records("Account")) {
            if (account.get("Name").asText().equals(name)) {
                return account.get(field);
            }
        }
        throw new IllegalStateException("no account " + name);
    }
}
