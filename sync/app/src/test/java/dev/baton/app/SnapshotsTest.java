package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots and the row of a day over weeks, as the CRM shows them. */
class SnapshotsTest {
    private static final String SNAPSHOT = "Baton_Health_Snapshot__c";
    private static final String RUN = "Baton_Run__c";

    /** A sync on each of sixteen Mondays: 2026-03-02 to 2026-06-15. */
    private static final LocalDate FIRST_MONDAY = LocalDate.parse("2026-03-02");

    private static final int ACCOUNTS = 3;

    @TempDir Path folder;

    private Mapping mapping;
    private SandboxProcess sandbox;

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
        assertThat(run("sync").exit()).isZero();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli.Result run(String... arguments) {
        return Cli.run(sandbox.config, arguments);
    }

    private void syncOnMonday(int week) throws Exception {
        Instant monday = FIRST_MONDAY.plusWeeks(week).atTime(0, 30).toInstant(ZoneOffset.UTC);
        sandbox.advance(monday.toString());
        assertThat(run("sync").exit()).as("week %s", week).isZero();
    }

    private List<String> keys(String object) throws Exception {
        var keys = new ArrayList<String>();
        for (JsonNode row : sandbox.records(object)) {
            keys.add(row.get("Baton_Key__c").asText());
        }
        keys.sort(null);
        return keys;
    }

    private SortedSet<String> periods() throws Exception {
        var periods = new TreeSet<String>();
        keys(SNAPSHOT).forEach(key -> periods.add(key.substring(key.indexOf(':') + 1)));
        return periods;
    }

    private JsonNode snapshot(String key) throws Exception {
        for (JsonNode row : sandbox.records(SNAPSHOT)) {
            if (row.get("Baton_Key__c").asText().equals(key)) {
                return row;
            }
        }
        throw new AssertionError("no snapshot " + key);
    }

    @Test
    void overSixteenWeeksThirteenAreKeptAndEveryMonth() throws Exception {
        assertThat(keys(SNAPSHOT)).as("nobody watched the week before the first sync").isEmpty();
        for (int week = 0; week < 16; week++) {
            syncOnMonday(week);
        }
        assertThat(periods())
                .containsExactly(
                        "M2026-03-31",
                        "M2026-04-30",
                        "M2026-05-31",
                        "W2026-03-22",
                        "W2026-03-29",
                        "W2026-04-05",
                        "W2026-04-12",
                        "W2026-04-19",
                        "W2026-04-26",
                        "W2026-05-03",
                        "W2026-05-10",
                        "W2026-05-17",
                        "W2026-05-24",
                        "W2026-05-31",
                        "W2026-06-07",
                        "W2026-06-14");
        assertThat(keys(SNAPSHOT)).hasSize(16 * ACCOUNTS).doesNotHaveDuplicates();
        JsonNode status = run("status", "--json").json().get("snapshots");
        assertThat(status.get("rows").asInt()).isEqualTo(16 * ACCOUNTS);
        assertThat(run("status").out()).contains("snapshots: 48 kept, 0.1 MB");
        assertThat(run("ledger", "verify").exit()).isZero();

        long writes = sandbox.writes();
        assertThat(run("sync").exit()).isZero();
        assertThat(sandbox.writes()).as("an idle cycle writes nothing").isEqualTo(writes);

        undoneTheSnapshotsOfTheRunGoAndThoseItDeletedComeBack();
    }

    private void undoneTheSnapshotsOfTheRunGoAndThoseItDeletedComeBack() throws Exception {
        assertThat(run("undo", "--run", lastRunThatWrote(), "--write").exit()).isZero();
        assertThat(periods()).contains("W2026-03-15").doesNotContain("W2026-06-14");
        assertThat(keys(SNAPSHOT)).hasSize(16 * ACCOUNTS).doesNotHaveDuplicates();
        JsonNode back = snapshot(SmallExport.FIRST + ":W2026-03-15");
        assertThat(back.get("Account__c").asText()).isEqualTo(SmallExport.FIRST);
        assertThat(back.get("Period_End__c").asText()).isEqualTo("2026-03-15");
        assertThat(back.get("Grain__c").asText()).isEqualTo("Week");
    }

    /** Of the sixteenth week: an idle one came after it. */
    private String lastRunThatWrote() throws Exception {
        int last =
                Integer.parseInt(run("status", "--json").json().get("last_run").get("id").asText());
        return "%06d".formatted(last - 1);
    }

    @Test
    void aSnapshotTellsWhatWasKnownAtThePeriodsEndAndNeverChanges() throws Exception {
        JsonNode then = run("accounts", "--json").json().get("accounts").get(0);
        syncOnMonday(0);
        String key = then.get("id").asText() + ":W2026-03-01";
        JsonNode taken = snapshot(key);
        assertThat(taken.get("Account__c")).isEqualTo(then.get("id"));
        assertThat(taken.get("Period_End__c").asText()).isEqualTo("2026-03-01");
        assertThat(taken.get("Band__c").asText()).isEqualToIgnoringCase(then.get("band").asText());
        assertThat(taken.get("Effective_Band__c")).isEqualTo(taken.get("Band__c"));
        assertThat(taken.get("Model__c").asText()).isNotBlank();

        mapping.change("model.yaml", "{green: 72, yellow: 50}", "{green: 99, yellow: 98}");
        mapping.change("model.yaml", "helpdesk-support-1", "helpdesk-support-2");
        syncOnMonday(1);
        assertThat(snapshot(key)).isEqualTo(taken);
        JsonNode next = snapshot(then.get("id").asText() + ":W2026-03-08");
        assertThat(next.get("Model__c").asText()).isEqualTo("helpdesk-support-2");
        assertThat(next.get("Previous_Band__c")).isEqualTo(taken.get("Band__c"));
    }

    @Test
    void ofThreeWeeksWithoutASyncOnlyTheLastIsTaken() throws Exception {
        syncOnMonday(3);
        assertThat(periods()).containsExactly("W2026-03-22");
    }

    @Test
    void whatTheOrgRefusesIsTakenADayLaterForThePeriodThatItBelongsTo() throws Exception {
        sandbox.play(
                """
                faults:
                  - fault: validation-rule
                    object: Baton_Health_Snapshot__c
                    when:
                      - {field: Account__c, is: %s}
                    message: Not now.
                """
                        .formatted(SmallExport.FIRST));
        sandbox.advance("2026-03-02T00:30:00Z");
        assertThat(run("sync").exit()).isEqualTo(3);
        String refused = SmallExport.FIRST + ":W2026-03-01";
        assertThat(keys(SNAPSHOT)).hasSize(ACCOUNTS - 1).doesNotContain(refused);
        sandbox.playNothing();
        assertThat(run("sync").exit()).as("it rests for a day").isZero();
        assertThat(keys(SNAPSHOT)).hasSize(ACCOUNTS - 1);

        sandbox.advance("2026-03-03T01:00:00Z");
        assertThat(run("sync").exit()).isZero();
        assertThat(keys(SNAPSHOT)).hasSize(ACCOUNTS).contains(refused);
        assertThat(snapshot(refused).get("Period_End__c").asText()).isEqualTo("2026-03-01");
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
        assertThat(run("ledger", "verify").exit()).isZero();
    }

    @Test
    void whatIsUndoneDoesNotComeBack() throws Exception {
        syncOnMonday(0);
        String run = run("status", "--json").json().get("last_run").get("id").asText();
        assertThat(run("undo", "--run", run, "--write").exit()).isZero();
        assertThat(keys(SNAPSHOT)).isEmpty();
        assertThat(run("sync").exit()).isZero();
        assertThat(keys(SNAPSHOT)).isEmpty();
    }

    @Test
    void whatSomebodyChangedIsNotDeleted() throws Exception {
        syncOnMonday(0);
        JsonNode mine = snapshot(SmallExport.FIRST + ":W2026-03-01");
        sandbox.edit(SNAPSHOT, mine.get("Id").asText(), "{\"Score__c\": 1}");
        syncOnMonday(1);
        sandbox.advance("2026-06-15T00:30:00Z");
        run("sync");
        assertThat(keys(SNAPSHOT)).contains(SmallExport.FIRST + ":W2026-03-01");
    }

    @Test
    void aPlanTellsWhatSnapshotsTakeNowAndAfterIt() throws Exception {
        sandbox.advance("2026-03-02T00:30:00Z");
        assertThat(run("plan").out())
                .contains("snapshots: 0 kept, 0.0 MB; 3 after this, 0.0 MB; 0.1 MB in a year");
    }

    @Test
    void aDayHasOneRowThatTellsOfItsRuns() throws Exception {
        assertThat(keys(RUN)).containsExactly("2026-03-01");
        JsonNode row = sandbox.records(RUN).get(0);
        assertThat(row.get("Records_Written__c").asInt()).isEqualTo(ACCOUNTS);
        assertThat(row.get("Accounts_Scored__c").asInt() + row.get("Accounts_Unknown__c").asInt())
                .isEqualTo(ACCOUNTS);
        assertThat(row.get("Ledger_Head__c").asText()).matches("[0-9a-f]{64}");

        long writes = sandbox.writes();
        assertThat(run("sync").exit()).isZero();
        assertThat(sandbox.writes()).isEqualTo(writes);
        syncOnMonday(0);
        assertThat(keys(RUN)).containsExactly("2026-03-01", "2026-03-02");
    }
}
