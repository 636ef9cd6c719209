package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What sales ops do on their first day, on a made-up company: check, plan, sync, look. Names and
 * shapes as scripts use them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
    @TempDir static Path folder;

    private static SandboxProcess sandbox;

    @BeforeAll
    static void serve() throws Exception {
        Path data = SmallExport.in(folder.resolve("data")).folder();
        sandbox = SandboxProcess.serve(data, SmallExport.AS_OF, folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    @Order(1)
    void nothingIsRememberedBeforeTheFirstRun() {
        for (List<String> command :
                List.of(
                        List.of("accounts"),
                        List.of("explain", "acme"),
                        List.of("measures"),
                        List.of("status"))) {
            Cli.Result result = Cli.run(sandbox.config, command.toArray(String[]::new));
            assertThat(result.exit()).as(command.toString()).isEqualTo(2);
            assertThat(result.err()).contains("nothing is remembered yet");
        }
    }

    @Test
    @Order(2)
    void previewStopsBeforeAnyWriteAndSaysHowToGoOn() throws Exception {
        Path preview =
                Files.writeString(
                        folder.resolve("preview.yaml"),
                        Files.readString(sandbox.config).replace("writes: on", "writes: preview"));
        Cli.Result sync = Cli.run(preview, "sync");
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err()).contains("baton plan --out plan.json").contains("writes: on");
        assertThat(sandbox.writes()).isZero();
    }

    @Test
    @Order(3)
    void aPlanShowsOldAndNewOfEveryField() throws Exception {
        Cli.Result plan =
                Cli.run(
                        sandbox.config,
                        "plan",
                        "--json",
                        "--out",
                        folder.resolve("plan.json").toString());
        assertThat(plan.exit()).as(plan.err()).isZero();
        JsonNode json = plan.json();
        assertThat(names(json))
                .containsExactly("hash", "as_of", "changes", "accounts_touched", "calls");
        assertThat(json.get("hash").asText()).matches("[0-9a-f]{64}");
        assertThat(json.get("as_of").asText()).isEqualTo(SmallExport.AS_OF);
        assertThat(names(json.get("changes").get(0)))
                .containsExactly("object", "key", "field", "old", "new");
        assertThat(names(json.get("calls"))).containsExactly("pull", "write", "read_back");
        assertThat(json.get("accounts_touched").asInt()).isEqualTo(3);
        assertThat(sandbox.writes()).isZero();
    }

    @Test
    @Order(4)
    void accountsCanBeLookedAtBeforeTheFirstSync() throws Exception {
        assertThat(Cli.run(sandbox.config, "accounts", "--json").json().get("accounts")).hasSize(3);
    }

    @Test
    @Order(5)
    void aTamperedPlanIsRefused() throws Exception {
        Path tampered =
                Files.writeString(
                        folder.resolve("tampered.json"),
                        Files.readString(folder.resolve("plan.json"))
                                .replaceFirst(
                                        "\"new\" : \"(Green|Yellow|Red)\"",
                                        "\"new\" : \"Unknown\""));
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--plan", tampered.toString());
        assertThat(sync.exit()).as(sync.err()).isEqualTo(4);
        assertThat(sandbox.writes()).isZero();
    }

    @Test
    @Order(6)
    void syncWritesExactlyThePlanThatWasSeen() throws Exception {
        Cli.Result sync =
                Cli.run(
                        sandbox.config,
                        "sync",
                        "--json",
                        "--plan",
                        folder.resolve("plan.json").toString());
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(names(sync.json()))
                .containsExactly(
                        "hash",
                        "as_of",
                        "changes",
                        "accounts_touched",
                        "calls",
                        "run",
                        "written",
                        "failed",
                        "quarantined");
        assertThat(sync.json().get("written").asInt()).isEqualTo(3);
    }

    @Test
    @Order(7)
    void aPlanWhoseOldValuesAreGoneIsRefused() throws Exception {
        Cli.Result sync =
                Cli.run(sandbox.config, "sync", "--plan", folder.resolve("plan.json").toString());
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err()).contains("changed in the CRM since the plan was made");
    }

    @Test
    @Order(8)
    void aPlanOfAnotherModelIsRefused() throws Exception {
        Path other = folder.resolve("other-mappings");
        Mapping.copiedTo(other)
                .change("model.yaml", "coverage_floor: ", "coverage_floor: 0.0001 # ");
        Path config =
                Files.writeString(
                        folder.resolve("other.yaml"),
                        Files.readString(sandbox.config)
                                .replaceFirst("(?m)^mappings: .*$", "mappings: " + other));
        Cli.Result sync = Cli.run(config, "sync", "--plan", folder.resolve("plan.json").toString());
        assertThat(sync.exit()).as(sync.err()).isEqualTo(4);
        assertThat(sync.err()).contains("another mapping or model");
    }

    @Test
    @Order(9)
    void explainTellsAnAccountByIdExternalIdOrName() throws Exception {
        for (String word :
                List.of(SmallExport.FIRST, SmallExport.FIRST.substring(0, 15), "acme", "Acme")) {
            JsonNode json = Cli.run(sandbox.config, "explain", word, "--json").json();
            assertThat(names(json))
                    .containsExactly(
                            "account", "score", "lines", "as_of", "model", "next", "digest");
            assertThat(json.get("account").get("id").asText()).isEqualTo(SmallExport.FIRST);
        }
    }

    @Test
    @Order(10)
    void anAmbiguousNameNamesItsCandidates() {
        Cli.Result result = Cli.run(sandbox.config, "explain", "Globex");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("001000000000002AAA").contains("001000000000003AAA");
        assertThat(Cli.run(sandbox.config, "explain", "nobody").exit()).isEqualTo(2);
    }

    @Test
    @Order(11)
    void accountsStatusAndMeasuresHaveTheirShapes() throws Exception {
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json();
        assertThat(names(accounts)).containsExactly("as_of", "model", "accounts");
        assertThat(names(accounts.get("accounts").get(0)))
                .containsExactly(
                        "id",
                        "external_id",
                        "name",
                        "score",
                        "band",
                        "trend",
                        "coverage",
                        "reasons");
        JsonNode measures =
                Cli.run(sandbox.config, "measures", "--account", "acme", "--json").json();
        assertThat(names(measures.get("measures").get(0)))
                .containsExactly("measure", "account", "value", "n", "unit");
        JsonNode status = Cli.run(sandbox.config, "status", "--json").json();
        assertThat(names(status))
                .contains(
                        "as_of",
                        "last_run",
                        "sources",
                        "unlinked",
                        "ambiguous",
                        "quarantine",
                        "brake");
        assertThat(names(status.get("sources").get(0))).containsExactly("stream", "fresh_at");
        assertThat(Cli.run(sandbox.config, "check", "--json").json().get("problems")).isEmpty();
    }

    @Test
    @Order(12)
    void anEarlierInstantThanTheLastPushedOneIsRefused() {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--as-of", "2026-02-01T00:00:00Z");
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(Cli.run(sandbox.config, "plan", "--as-of", "2026-02-01T00:00:00Z").exit())
                .isZero();
        assertThat(Cli.run(sandbox.config, "accounts", "--as-of", "2026-02-01T00:00:00Z").exit())
                .isZero();
        assertThat(Cli.run(sandbox.config, "accounts", "--as-of", "2027-02-01T00:00:00Z").exit())
                .isNotZero();
        assertThat(Cli.run(sandbox.config, "sync", "--as-of", "yesterday").exit()).isEqualTo(2);
    }

    @Test
    @Order(13)
    void anotherMappingFolderIsPreviewedAndNotRemembered() throws Exception {
        Path other = folder.resolve("preview-mappings");
        Mapping.copiedTo(other)
                .change("model.yaml", "version: helpdesk-support-1", "version: steeper-2");
        JsonNode changes =
                Cli.run(sandbox.config, "plan", "--json", "--mappings", other.toString())
                        .json()
                        .get("changes");
        assertThat(changes).isNotEmpty();
        assertThat(changes.toString()).contains("\"steeper-2\"").contains("\"helpdesk-support-1\"");
        assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("changes")).isEmpty();
        assertThat(Cli.run(sandbox.config, "accounts", "--json").json().get("model").asText())
                .isEqualTo("helpdesk-support-1");
    }

    @Test
    @Order(14)
    void someoneElsesRunKeepsOthersOut() throws Exception {
        try (var held =
                dev.baton.engine.store.StateLease.take(folder.resolve("baton.yaml.state"))) {
            assertThat(held).isNotNull();
            Cli.Result plan = Cli.run(sandbox.config, "plan");
            assertThat(plan.exit()).isEqualTo(4);
            assertThat(plan.err()).contains(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    @Order(15)
    void aDayLaterASecondSyncStillWritesNothing() throws Exception {
        sandbox.advance("2026-03-02T00:00:00Z");
        assertThat(Cli.run(sandbox.config, "sync", "--json").exit()).isZero();
        assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("written").asInt())
                .isZero();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
