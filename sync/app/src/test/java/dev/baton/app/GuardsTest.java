package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a wrong write from the CRM, as people meet it on the command line. */
class GuardsTest {
    private static final String ACME = SmallExport.FIRST;
    private static final String GLOBEX = "001000000000002AAA";

    @TempDir Path folder;

    private SandboxProcess sandbox;
    private Mapping mapping;

    @BeforeEach
    void firstSync() throws Exception {
        SmallExport export = SmallExport.in(folder.resolve("data"));
        mapping = Mapping.copiedTo(folder.resolve("mappings"));
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        SmallExport.AS_OF,
                        folder,
                        "--mappings",
                        mapping.folder().toString());
        assertThat(sync().exit()).isZero();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli.Result sync(String... more) {
        return run("sync", more);
    }

    private Cli.Result run(String command, String... more) {
        var all = new String[more.length + 1];
        all[0] = command;
        System.arraycopy(more, 0, all, 1, more.length);
        return Cli.run(sandbox.config, all);
    }

    private Map<String, String> field(String name) throws Exception {
        var values = new HashMap<String, String>();
        for (JsonNode account : sandbox.records("Account")) {
            values.put(account.get("Id").asText(), account.get(name).asText());
        }
        return values;
    }

    private void brakeAtNothing() throws Exception {
        String config = Files.readString(sandbox.config);
        Files.writeString(
                sandbox.config,
                config.replace("max_band_changes: 100%", "max_band_changes: 0%\n  at_least: 0"));
    }

    /** Then only the compare of what it holds keeps an old state from harm. */
    private void withoutHeartbeat() throws Exception {
        String outputs = Files.readString(mapping.folder().resolve("outputs.yaml"));
        Files.writeString(
                mapping.folder().resolve("outputs.yaml"),
                outputs.substring(0, outputs.indexOf("heartbeat:")));
        assertThat(sync().exit()).isZero();
    }

    private void everybodyRed() throws Exception {
        mapping.change("model.yaml", "{green: 72, yellow: 50}", "{green: 99, yellow: 98}");
        mapping.change("model.yaml", "helpdesk-support-1", "helpdesk-support-2");
    }

    @Test
    void whatSomebodyEditedStaysTheirsUntilAPersonGivesItBack() throws Exception {
        String ours = field("Baton_Score__c").get(ACME);
        sandbox.edit("Account", ACME, "{\"Baton_Score__c\": 99}");

        Cli.Result sync = sync();
        assertThat(sync.exit()).isEqualTo(3);
        assertThat(sync.out()).contains("conflicts: 1 records");
        assertThat(field("Baton_Score__c").get(ACME)).isEqualTo("99");
        assertThat(sync("--json").json().get("written").asInt()).isZero();

        JsonNode entry = run("quarantine", "--json").json().get("entries").get(0);
        assertThat(entry.get("stream").asText()).isEqualTo("crm.Account (conflict)");
        assertThat(entry.get("record").asText()).isEqualTo(ACME);
        assertThat(entry.get("reason").asText())
                .startsWith("Baton_Score__c: changed by somebody since Baton wrote there")
                .doesNotContain("99");
        String id = entry.get("id").asText();
        assertThat(run("quarantine", "drop", id).exit()).isEqualTo(2);
        assertThat(run("quarantine", "retry", id).exit()).isZero();

        assertThat(sync().exit()).isZero();
        assertThat(field("Baton_Score__c").get(ACME)).isEqualTo(ours);
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void aConflictEndsWhenSomebodyPutsTheFieldBack() throws Exception {
        String ours = field("Baton_Score__c").get(ACME);
        sandbox.edit("Account", ACME, "{\"Baton_Score__c\": 99}");
        assertThat(sync().exit()).isEqualTo(3);
        sandbox.edit("Account", ACME, "{\"Baton_Score__c\": " + ours + "}");

        assertThat(sync().exit()).isZero();
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void whereMoreThanAQuarterIsUnknownNothingIsPublishedWithoutAYes() throws Exception {
        Files.writeString(
                sandbox.config,
                Files.readString(sandbox.config).replace("max_unknown: 100%", "max_unknown: 25%"));
        mapping.change("model.yaml", "coverage_floor: ", "coverage_floor: 1 # ");
        long writes = sandbox.writes();

        Cli.Result sync = sync();
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err())
                .contains("3 of 3 accounts are Unknown, more than 25 %")
                .contains("max_unknown: 100%");
        assertThat(sandbox.writes()).isEqualTo(writes);

        String plan = folder.resolve("plan.json").toString();
        assertThat(run("plan", "--out", plan).exit()).isZero();
        assertThat(sync("--plan", plan).exit()).isZero();
        assertThat(field("Baton_Band__c")).containsValue("Unknown").doesNotContainValue("Green");
        assertThat(sync().exit()).as("there is nothing more to publish").isZero();
    }

    @Test
    void whilePausedNothingIsWrittenAndEverybodyIsToldWhy() throws Exception {
        long writes = sandbox.writes();
        everybodyRed();
        assertThat(run("pause", "--reason", "the org is migrated").exit()).isZero();

        Cli.Result sync = sync();
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err())
                .contains("writes are paused since")
                .contains("(the org is migrated)")
                .contains("baton resume");
        assertThat(run("status", "--json").json().get("paused").get("reason").asText())
                .isEqualTo("the org is migrated");
        assertThat(run("plan").exit()).as("looking is allowed").isZero();
        assertThat(sandbox.writes()).isEqualTo(writes);

        assertThat(run("resume").exit()).isZero();
        assertThat(sync().exit()).isZero();
        assertThat(sandbox.writes()).isGreaterThan(writes);
    }

    @Test
    void pastTheBrakeNothingIsWrittenUntilThatVeryPlanIsApproved() throws Exception {
        Map<String, String> before = field("Baton_Band__c");
        brakeAtNothing();
        everybodyRed();
        Cli.Result stopped = sync();
        assertThat(stopped.exit()).isEqualTo(4);
        assertThat(stopped.err()).contains("would change band, at most 0 may");
        assertThat(field("Baton_Band__c")).isEqualTo(before);

        JsonNode brake = run("status", "--json").json().get("brake").get("stopped");
        assertThat(brake.get("approved").asBoolean()).isFalse();
        assertThat(brake.get("worst").get(0).get("new").asText()).isEqualTo("Red");
        String hash = brake.get("plan").asText();
        assertThat(stopped.err()).contains("baton approve " + hash);
        assertThat(sync().exit()).as("asking again releases nothing").isEqualTo(4);
        assertThat(run("approve", "0".repeat(64)).exit()).isEqualTo(2);
        assertThat(field("Baton_Band__c")).isEqualTo(before);

        assertThat(run("approve", hash).exit()).isZero();
        sandbox.advance("2026-03-01T02:00:00Z");
        Cli.Result released = sync("--json");
        assertThat(released.exit()).as(released.err()).isZero();
        assertThat(released.json().get("hash").asText()).isEqualTo(hash);
        assertThat(field("Baton_Band__c").values()).contains("Red").doesNotContain("Green");
        assertThat(run("status", "--json").json().get("brake").get("stopped").isNull()).isTrue();
    }

    @Test
    void anApprovedPlanIsLetGoWhenWhatItRestsOnHasChanged() throws Exception {
        Map<String, String> before = field("Baton_Band__c");
        brakeAtNothing();
        everybodyRed();
        assertThat(sync().exit()).isEqualTo(4);
        String hash =
                run("status", "--json").json().get("brake").get("stopped").get("plan").asText();
        assertThat(run("approve", hash).exit()).isZero();
        sandbox.edit("Account", ACME, "{\"Baton_Model__c\": \"somebody's\"}");

        assertThat(sync().exit()).isEqualTo(4);
        assertThat(field("Baton_Band__c")).isEqualTo(before);
    }

    @Test
    void aRunIsUndoneFieldByFieldButForWhatSomebodyChangedSince() throws Exception {
        Map<String, String> bands = field("Baton_Band__c");
        Map<String, String> models = field("Baton_Model__c");
        everybodyRed();
        String run = sync("--json").json().get("run").asText();
        sandbox.edit(
                "Account", GLOBEX, "{\"Baton_Driver__c\": null, \"Baton_Model__c\": \"theirs\"}");

        long writes = sandbox.writes();
        Cli.Result preview = run("undo", "--run", run, "--json");
        assertThat(preview.json().get("skipped").toString())
                .contains("Baton_Model__c")
                .contains("somebody changed it since");
        assertThat(sandbox.writes()).isEqualTo(writes);

        Cli.Result undone = run("undo", "--run", run, "--write");
        assertThat(undone.exit()).as(undone.err()).isZero();
        assertThat(field("Baton_Band__c")).isEqualTo(bands);
        assertThat(field("Baton_Model__c"))
                .containsEntry(ACME, models.get(ACME))
                .containsEntry(GLOBEX, "theirs");
        assertThat(run("undo", "--run", run, "--json").json().get("changes")).isEmpty();
    }

    @Test
    void everythingWrittenAboutAnAccountIsUndone() throws Exception {
        Cli.Result undone = run("undo", "--account", "acme", "--write");
        assertThat(undone.exit()).as(undone.err()).isZero();
        assertThat(field("Baton_Score__c").get(ACME)).isEqualTo("null");
        assertThat(field("Baton_Score__c").get(GLOBEX)).isNotEqualTo("null");
    }

    @Test
    void anUndoIsAPlanThatCanBeSavedAndCarriedOutLater() throws Exception {
        String plan = folder.resolve("undo.json").toString();
        assertThat(run("undo", "--field", "Baton_Driver__c", "--out", plan).exit()).isZero();
        assertThat(sync("--plan", plan).exit()).isZero();
        assertThat(field("Baton_Driver__c").values()).containsOnly("null");
        assertThat(run("undo", "--run", "999999").exit()).isEqualTo(2);
        assertThat(run("undo").exit()).isEqualTo(2);
    }

    private void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** All of it, so that it is whole in itself; only the CRM knows better. */
    @Test
    void anOldStateThatIsPutBackIsNoticedAndAnEmptyOneMayBegin() throws Exception {
        Path state = sandbox.config.resolveSibling(sandbox.config.getFileName() + ".state");
        Path backup = folder.resolve("backup");
        copy(state, backup);
        everybodyRed();
        assertThat(sync().exit()).isZero();
        copy(backup, state);

        long writes = sandbox.writes();
        Cli.Result sync = sync();
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err())
                .contains("The CRM has seen a newer state than this one")
                .contains("Baton_Run__c of 2026-03-01");
        assertThat(sandbox.writes()).isEqualTo(writes);

        Files.move(state, folder.resolve("away"));
        assertThat(sync().exit()).isZero();
        assertThat(sandbox.writes()).as("what stands is what is wanted").isEqualTo(writes);
        assertThat(sync().exit()).as("and it goes on from there").isZero();
    }

    @Test
    void ofAnOldStateThatIsPutBackNothingIsOverwritten() throws Exception {
        withoutHeartbeat();
        Path state = sandbox.config.resolveSibling(sandbox.config.getFileName() + ".state");
        Path backup = folder.resolve("backup");
        copy(state, backup);
        everybodyRed();
        assertThat(sync().exit()).isZero();
        sandbox.edit("Account", GLOBEX, "{\"Baton_Driver__c\": \"Delivery\"}");
        Map<String, String> models = field("Baton_Model__c");
        copy(backup, state);

        long writes = sandbox.writes();
        Cli.Result sync = sync("--json");
        assertThat(sync.exit()).as("the edit is a conflict").isEqualTo(3);
        assertThat(sandbox.writes()).as("what stands is what is wanted").isEqualTo(writes);
        assertThat(field("Baton_Driver__c")).containsEntry(GLOBEX, "Delivery");

        copy(backup, state);
        mapping.change("model.yaml", "helpdesk-support-2", "helpdesk-support-3");
        assertThat(sync().exit()).isEqualTo(3);
        assertThat(field("Baton_Model__c"))
                .as("written in a life that the state does not know: not ours for sure")
                .isEqualTo(models);
        assertThat(run("quarantine").out()).contains("Baton_Model__c");
        assertThat(run("ledger", "verify").exit()).isZero();
    }

    @Test
    void fromASourceThatBringsNothingNewNothingIsWritten() throws Exception {
        mapping.change(
                "connections.yaml",
                "    type: zendesk\n",
                "    type: zendesk\n    stale_after_days: 30\n");
        assertThat(sync().exit()).as("its newest ticket is 17 days old").isZero();
        sandbox.advance("2026-03-20T00:00:00Z");

        long writes = sandbox.writes();
        Cli.Result sync = sync();
        assertThat(sync.exit()).isEqualTo(4);
        assertThat(sync.err())
                .contains("helpdesk has brought nothing newer than 2026-02-12T21:00:00Z")
                .contains("stale_after_days");
        assertThat(sandbox.writes()).isEqualTo(writes);
        assertThat(run("plan").out()).contains("stale, so nothing would be written: helpdesk");
    }
}
