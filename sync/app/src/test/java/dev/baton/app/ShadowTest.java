package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new model beside the active one: it compares, day by day, and writes nothing. */
class ShadowTest {
    @TempDir Path folder;

    private OutcomesExport export;
    private Path mapping;
    private SandboxProcess sandbox;

    @BeforeEach
    void sync() throws Exception {
        export = OutcomesExport.in(folder.resolve("data"), false);
        mapping = export.mapping(folder.resolve("mappings"), false);
        Files.writeString(
                mapping.resolve("plays.yaml"),
                """
                fallback_owner: 005000000000009AAA
                plays:
                  red:
                    when: {band: [red]}
                    owner: [name]
                    due_days: 3
                    subject: Call them
                    advice: Ask what they miss.
                """);
        Mapping.at(mapping)
                .append(
                        "outputs.yaml",
                        """
                        tasks:
                          object: Task
                          key: Baton_Key__c
                          fields: {account: WhatId, owner: OwnerId, subject: Subject, status: Status}
                        """);
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        OutcomesExport.AS_OF,
                        folder,
                        "--mappings",
                        mapping.toString());
        Cli.Result sync = run("sync");
        assertThat(sync.exit()).as(sync.err()).isZero();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli.Result run(String... arguments) {
        return Cli.run(sandbox.config, arguments);
    }

    private Cli.Result calibrate(String... more) throws Exception {
        String[] args = new String[more.length + 5];
        args[0] = "calibrate";
        args[1] = "--outcomes";
        args[2] = export.outcomes(false).toString();
        args[3] = "--draws";
        args[4] = "100";
        System.arraycopy(more, 0, args, 5, more.length);
        return run(args);
    }

    private JsonNode shadow() throws Exception {
        return run("shadow", "--json").json();
    }

    private void syncAfterDays(int days) throws Exception {
        Instant at = Instant.parse(OutcomesExport.AS_OF).plus(days, ChronoUnit.DAYS);
        sandbox.advance(at.toString());
        assertThat(run("sync").exit()).isZero();
    }

    @Test
    void calibrateTellsWhichTasksWouldOpenAndClose() throws Exception {
        JsonNode document = calibrate("--json").json();
        assertThat(document.get("tasks")).isNotEmpty();
        assertThat(document.get("tasks").findValuesAsText("play")).containsOnly("red");
        assertThat(document.get("tasks").findValuesAsText("change"))
                .contains("open", "close")
                .isSubsetOf("open", "close");
        long toRed = of(document.get("moves"), "to", "red");
        assertThat(of(document.get("tasks"), "change", "open")).isEqualTo(toRed);
        assertThat(of(document.get("tasks"), "change", "close"))
                .isEqualTo(of(document.get("moves"), "from", "red"));
        assertThat(calibrate().out()).contains("Tasks that would open now", "opens red, Call them");
    }

    private static long of(JsonNode list, String field, String value) {
        return list.findValuesAsText(field).stream().filter(value::equals).count();
    }

    @Test
    void aShadowComparesEachDayEndsByItselfAndWritesNothing() throws Exception {
        assertThat(run("shadow").exit()).as("none was begun").isEqualTo(2);
        long writes = sandbox.writes();
        assertThat(calibrate("--shadow", "3").exit()).isZero();
        assertThat(sandbox.writes()).isEqualTo(writes);
        JsonNode begun = shadow();
        assertThat(begun.get("beside").asText()).isEqualTo("outcomes-1");
        assertThat(begun.get("model").asText()).startsWith("outcomes-1+");
        assertThat(begun.get("days")).hasSize(1);
        JsonNode first = begun.get("days").get(0);
        assertThat(first.get("accounts").asInt()).isPositive();
        assertThat(first.get("mean_size").asDouble()).isPositive();
        assertThat(first.get("band_moves")).isNotEmpty();
        assertThat(first.get("opens").asInt() + first.get("closes").asInt()).isPositive();
        assertThat(run("status").out()).contains("shadow: model " + begun.get("model").asText());
        assertThat(calibrate("--shadow", "3").exit()).as("one at a time").isEqualTo(2);

        syncAfterDays(1);
        assertThat(run("sync").exit()).isZero();
        assertThat(shadow().get("days")).as("once a day").hasSize(2);
        assertThat(run("accounts", "--json").json().get("model").asText())
                .as("the active model is the same")
                .isEqualTo("outcomes-1");
        syncAfterDays(3);
        JsonNode over = shadow();
        assertThat(over.get("ended").asText()).isEqualTo("over");
        assertThat(over.get("days")).hasSize(2);
        assertThat(run("status", "--json").json().has("shadow")).isFalse();
        assertThat(run("shadow").out()).contains("ended: over", "mean change");
        assertThat(calibrate("--shadow", "3").exit()).as("another may begin").isZero();
    }

    @Test
    void stoppedItComparesNoMore() throws Exception {
        calibrate("--shadow", "30");
        assertThat(run("shadow", "--stop").exit()).isZero();
        syncAfterDays(1);
        assertThat(shadow().get("ended").asText()).isEqualTo("stopped");
        assertThat(shadow().get("days")).hasSize(1);
    }

    @Test
    void takenOverItEnds() throws Exception {
        calibrate("--shadow", "30", "--out", folder.resolve("new").toString());
        String model = Files.readString(folder.resolve("new/model.yaml"));
        Files.writeString(mapping.resolve("model.yaml"), model);
        syncAfterDays(1);
        assertThat(shadow().get("ended").asText()).isEqualTo("accepted");
    }

    @Test
    void aMappingThatChangesMoreThanItsModelEndsIt() throws Exception {
        calibrate("--shadow", "30");
        Mapping.at(mapping)
                .change("sources/account.yaml", "value: Value__c", "value: {from: Value__c}");
        syncAfterDays(1);
        assertThat(shadow().get("ended").asText()).contains("mapping");
    }
}
