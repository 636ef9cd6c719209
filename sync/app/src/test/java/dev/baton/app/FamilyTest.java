package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What accounts below come to on the one above, from the parent's field to the field of the CRM.
 */
class FamilyTest {
    /**
     * Acme and Globex have tickets; Holding is above both and above Initech, which went. Nothing is
     * known of Division, between Acme and Globex.
     */
    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,ParentId,Value__c,Gone__c,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,001000000000009AAA,300,,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,001000000000008AAA,100,,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
            001000000000003AAA,initech,Initech,001000000000009AAA,50,2026-01-01,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            001000000000008AAA,division,Division,001000000000001AAA,7,,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            001000000000009AAA,holding,Holding,,,,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            """;

    /** Any number field that our user may edit; without a second score this one is free. */
    private static final String FIELD = "Baton_Expansion__c";

    @TempDir Path folder;

    @Test
    void theAccountAboveTellsItsFamilyAndNobodysOwnScoreMoves() throws Exception {
        Path mapping = mapping();
        try (SandboxProcess sandbox = serve(mapping)) {
            sync(sandbox);
            JsonNode plain = accounts(sandbox);
            assertThat(byName(plain, "Acme").has("family")).isFalse();

            Mapping.at(mapping)
                    .change("model.yaml", "measures:\n", "roll_up: {by: value}\nmeasures:\n")
                    .change(
                            "outputs.yaml",
                            "  score: Baton_Score__c\n",
                            "  score: Baton_Score__c\n  family_score: " + FIELD + "\n");
            sync(sandbox);
            JsonNode told = accounts(sandbox);
            for (String name : List.of("Acme", "Globex", "Holding")) {
                assertThat(byName(told, name).get("score"))
                        .as(name)
                        .isEqualTo(byName(plain, name).get("score"));
            }
            double acme = byName(told, "Acme").get("score").asDouble();
            double globex = byName(told, "Globex").get("score").asDouble();
            assertThat(acme).isNotEqualTo(globex);
            double mean = Math.round(10 * (0.75 * acme + 0.25 * globex)) / 10.0;
            JsonNode holding = byName(told, "Holding").get("family");
            assertThat(holding.get("score").asDouble()).isEqualTo(mean);
            assertThat(holding.get("coverage").asDouble()).isEqualTo(1);
            assertThat(holding.get("members").asInt()).isEqualTo(3);
            assertThat(byName(told, "Acme").get("family").get("score").asDouble()).isEqualTo(mean);
            assertThat(byName(told, "Globex").has("family")).isFalse();
            assertThat(field(sandbox, "Holding", FIELD).asLong()).isEqualTo(Math.round(mean));
            assertThat(field(sandbox, "Holding", "Baton_Score__c").isNull()).isTrue();
            assertThat(field(sandbox, "Globex", FIELD).isNull()).isTrue();
            explained(sandbox, mean);
            assertThat(sync(sandbox).get("changes")).isEmpty();
        }
    }

    private static void explained(SandboxProcess sandbox, double mean) throws Exception {
        JsonNode members =
                Cli.run(sandbox.config, "explain", "holding", "--json").json().get("members");
        assertThat(members.findValuesAsText("how")).containsExactly("counted", "counted", "ended");
        long tenths = 0;
        for (JsonNode member : members) {
            tenths += Math.round(10 * member.get("points").asDouble());
        }
        assertThat(tenths).isEqualTo(Math.round(10 * mean));
        assertThat(Cli.run(sandbox.config, "explain", "holding").out())
                .contains("its family by value: " + mean + " of 100, coverage 100 %")
                .contains("Initech: judged no more")
                .contains(mean + "  the family");
    }

    @Test
    void whoIsNoUserItselfMayTakeTheScoreOfItsFamily() throws Exception {
        Path mapping = mapping();
        Mapping.at(mapping)
                .change(
                        "model.yaml",
                        "measures:\n",
                        "roll_up: {by: worst, stands_in: true}\nmeasures:\n");
        try (SandboxProcess sandbox = serve(mapping)) {
            sync(sandbox);
            JsonNode told = accounts(sandbox);
            double worst =
                    Math.min(
                            byName(told, "Acme").get("score").asDouble(),
                            byName(told, "Globex").get("score").asDouble());
            assertThat(byName(told, "Holding").get("score").asDouble()).isEqualTo(worst);
            JsonNode explained = Cli.run(sandbox.config, "explain", "holding", "--json").json();
            assertThat(explained.get("lines").findValuesAsText("kind")).containsOnly("member");
            assertThat(field(sandbox, "Holding", "Baton_Score__c").asLong())
                    .isEqualTo(Math.round(worst));
            assertThat(field(sandbox, "Holding", "Baton_Reason_1__c").asText())
                    .startsWith("The score of its family; lowest is ");
        }
    }

    private Path mapping() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .append(
                        "sources/account.yaml",
                        """
                          parent: ParentId
                          value: Value__c
                          gone: {from: Gone__c, type: day, nature: event}
                        """)
                .change(
                        "model.yaml",
                        "\nmeasures:\n",
                        "\nterminal: {gone: {not: {field: gone, empty: true}}}\nmeasures:\n");
        return mapping;
    }

    private SandboxProcess serve(Path mapping) throws Exception {
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .folder();
        return SandboxProcess.serve(
                data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
    }

    private static JsonNode accounts(SandboxProcess sandbox) throws Exception {
        return Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
    }

    private static JsonNode byName(JsonNode accounts, String name) {
        for (JsonNode account : accounts) {
            if (account.get("name").asText().equals(name)) {
                return account;
            }
        }
        throw new IllegalStateException("no account " + name);
    }

    private static JsonNode field(SandboxProcess sandbox, String name, String field)
            throws Exception {
        for (JsonNode account : sandbox.records("Account")) {
            if (account.get("Name").asText().equals(name)) {
                return account.get(field);
            }
        }
        throw new IllegalStateException("no account " + name);
    }

    private static JsonNode sync(SandboxProcess sandbox) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        return sync.json();
    }
}
