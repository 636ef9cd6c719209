package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health before a renewal, as the deals of the CRM show it. */
class RenewalsTest {
    /** Opened 2026-01-20; for this mapping it closes 101 days later, on 2026-05-01. */
    private static final String DEAL = "006000000000001AAA";

    private static final String UPSELL = "006000000000002AAA";

    /** Open until it is lost on 2026-02-10 at nine. */
    private static final String LOST = "006000000000003AAA";

    private static final String SCORE_90D = "Baton_Score_90d__c";
    private static final String AT_CLOSE = "Baton_Score_At_Close__c";

    private static final String DEALS =
            """
            Id,AccountId,Name,StageName,Type,CloseDate,CreatedDate,SystemModstamp,IsDeleted
            %s,%s,Renewal,Prospecting,Renewal,,2026-01-20T00:00:00.000+0000,2026-01-20T00:00:00.000+0000,false
            %s,%s,Upsell,Prospecting,Upsell,,2026-01-20T00:00:00.000+0000,2026-01-20T00:00:00.000+0000,false
            %s,%s,Lost,Closed Lost,Renewal,2026-02-10,2026-01-15T00:00:00.000+0000,2026-02-10T09:00:00.000+0000,false
            """
                    .formatted(
                            DEAL,
                            SmallExport.FIRST,
                            UPSELL,
                            SmallExport.FIRST,
                            LOST,
                            SmallExport.FIRST);

    private static final String SOURCE =
            """
            from: crm.Opportunity
            to: opportunity
            account: {key: AccountId}
            fields:
              stage: StageName
              kind: Type
              closes_on: {cel: "created_at + days(101)"}
              lost_at: {cel: "StageName == 'Closed Lost' ? moment(CloseDate + 'T09:00:00Z') : null"}
            """;

    private static final String OUTPUTS =
            """
            renewals:
              object: Opportunity
              who: {field: kind, is: Renewal}
              fields:
                score_90d: Baton_Score_90d__c
                score_60d: Baton_Score_60d__c
                score_at_close: Baton_Score_At_Close__c
            """;

    @TempDir Path folder;

    private Mapping mapping;
    private SandboxProcess sandbox;

    @BeforeEach
    void firstSync() throws Exception {
        SmallExport export =
                SmallExport.in(folder.resolve("data")).write("salesforce/Opportunity.csv", DEALS);
        mapping = Mapping.copiedTo(folder.resolve("mappings"));
        Files.writeString(mapping.folder().resolve("sources/opportunity.yaml"), SOURCE);
        mapping.append("outputs.yaml", OUTPUTS);
        mapping.change("connections.yaml", "streams: [Account]", "streams: [Account, Opportunity]");
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        "2026-01-29T00:30:00Z",
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

    private void syncAt(String instant) throws Exception {
        sandbox.advance(instant);
        assertThat(run("sync").exit()).as(instant).isZero();
    }

    private JsonNode deal(String id) throws Exception {
        for (JsonNode row : sandbox.records("Opportunity")) {
            if (row.get("Id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no deal " + id);
    }

    private JsonNode told(String field) throws Exception {
        return deal(DEAL).get(field);
    }

    private int scoreOf(String account) throws Exception {
        for (JsonNode row : run("accounts", "--json").json().get("accounts")) {
            if (row.get("id").asText().equals(account)) {
                return (int) Math.floor(row.get("score").asDouble() + 0.5);
            }
        }
        throw new AssertionError("no account " + account);
    }

    @Test
    void ninetyDaysBeforeItsCloseADealTellsTheScoreAsItWasKnown() throws Exception {
        assertThat(told(SCORE_90D).isNull()).as("it has not come").isTrue();
        int then = scoreOf(SmallExport.FIRST);
        syncAt("2026-01-30T00:30:00Z");
        assertThat(told(SCORE_90D).isNull()).as("91 days").isTrue();
        sandbox.advance("2026-01-31T06:00:00Z");
        JsonNode plan = run("plan", "--json").json();
        assertThat(plan.get("changes").findValuesAsText("object")).contains("Opportunity");
        assertThat(run("plan").out()).contains("Opportunity " + DEAL, SCORE_90D + ": (empty) → ");
        assertThat(run("sync").exit()).isZero();
        assertThat(told(SCORE_90D).asInt()).isEqualTo(then);
        assertThat(deal(UPSELL).get(SCORE_90D).isNull()).as("no renewal").isTrue();
        assertThat(told("Baton_Score_60d__c").isNull()).isTrue();

        long writes = sandbox.writes();
        assertThat(run("sync").exit()).isZero();
        assertThat(sandbox.writes()).as("an idle cycle writes nothing").isEqualTo(writes);
        assertThat(run("ledger", "verify").exit()).isZero();
    }

    @Test
    void anotherModelChangesNothingThatIsWritten() throws Exception {
        syncAt("2026-01-31T00:30:00Z");
        JsonNode frozen = told(SCORE_90D);
        mapping.change("model.yaml", "base: 70", "base: 60");
        mapping.change("model.yaml", "helpdesk-support-1", "helpdesk-support-2");
        assertThat(run("sync").exit()).isZero();
        syncAt("2026-02-01T00:30:00Z");
        assertThat(told(SCORE_90D)).isEqualTo(frozen);
        syncAt("2026-03-03T00:30:00Z");
        syncAt("2026-03-04T00:30:00Z");
        assertThat(told("Baton_Score_60d__c").isNull())
                .as("nobody had read anything for a month before the sixtieth day")
                .isTrue();
    }

    @Test
    void whatAPersonWroteThereStays() throws Exception {
        sandbox.edit("Opportunity", DEAL, "{\"" + SCORE_90D + "\": 7}");
        syncAt("2026-01-31T00:30:00Z");
        assertThat(told(SCORE_90D).asInt()).isEqualTo(7);
        sandbox.edit("Opportunity", DEAL, "{\"" + SCORE_90D + "\": null}");
        syncAt("2026-02-01T00:30:00Z");
        assertThat(told(SCORE_90D).isNull()).as("its day is over").isTrue();
    }

    @Test
    void whatAPersonClearedStaysEmpty() throws Exception {
        syncAt("2026-01-31T00:30:00Z");
        assertThat(told(SCORE_90D).isNull()).isFalse();
        sandbox.edit("Opportunity", DEAL, "{\"" + SCORE_90D + "\": null}");
        syncAt("2026-01-31T12:00:00Z");
        syncAt("2026-02-01T00:30:00Z");
        assertThat(told(SCORE_90D).isNull()).isTrue();
    }

    @Test
    void whatIsUndoneDoesNotComeBack() throws Exception {
        syncAt("2026-01-31T00:30:00Z");
        String run = run("status", "--json").json().get("last_run").get("id").asText();
        assertThat(run("undo", "--run", run, "--write").exit()).isZero();
        assertThat(told(SCORE_90D).isNull()).isTrue();
        syncAt("2026-01-31T12:00:00Z");
        syncAt("2026-02-01T00:30:00Z");
        assertThat(told(SCORE_90D).isNull()).isTrue();
    }

    @Test
    void anUndoInTheMorningDoesNotSkipTheDay() throws Exception {
        String first = run("status", "--json").json().get("last_run").get("id").asText();
        sandbox.advance("2026-01-31T00:30:00Z");
        assertThat(run("undo", "--run", first, "--write").exit()).isZero();
        assertThat(told(SCORE_90D).isNull()).isTrue();
        assertThat(run("sync").exit()).isZero();
        assertThat(told(SCORE_90D).isNull()).isFalse();
    }

    @Test
    void aDealThatTheOrgLocksIsTriedADayLaterAndFailsNoRun() throws Exception {
        sandbox.play(
                """
                faults:
                  - fault: validation-rule
                    object: Opportunity
                    when:
                      - {field: Type, is: Renewal}
                    message: Locked.
                """);
        sandbox.advance("2026-01-31T00:30:00Z");
        assertThat(run("sync").exit()).isEqualTo(3);
        JsonNode entries = run("quarantine", "--json").json().get("entries");
        assertThat(entries.findValuesAsText("record")).containsExactly(DEAL);
        sandbox.playNothing();
        assertThat(run("sync").exit()).as("it rests for a day").isZero();
        assertThat(told(SCORE_90D).isNull()).isTrue();
        int then = scoreOf(SmallExport.FIRST);
        syncAt("2026-02-01T01:00:00Z");
        assertThat(told(SCORE_90D).asInt()).isEqualTo(then);
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void aLockThatLastsAWeekLeavesItEmptyAndTheQuarantineClean() throws Exception {
        sandbox.play(
                """
                faults:
                  - fault: validation-rule
                    object: Opportunity
                    when:
                      - {field: Type, is: Renewal}
                    message: Locked.
                """);
        for (int day = 1; day <= 7; day++) {
            sandbox.advance("2026-02-%02dT02:00:00Z".formatted(day));
            run("sync");
        }
        sandbox.playNothing();
        syncAt("2026-02-08T03:00:00Z");
        syncAt("2026-02-09T03:00:00Z");
        assertThat(told(SCORE_90D).isNull()).isTrue();
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void theCloseTellsTheScoreAsItWasKnownWhenItsDayBegan() throws Exception {
        syncAt("2026-02-09T12:00:00Z");
        syncAt("2026-02-10T13:00:00Z");
        assertThat(deal(LOST).get(AT_CLOSE).isNull()).as("the day is not over").isTrue();
        syncAt("2026-02-11T00:30:00Z");
        JsonNode then =
                run("explain", SmallExport.FIRST, "--as-of", "2026-02-10T00:00:00Z", "--json")
                        .json();
        assertThat(deal(LOST).get(AT_CLOSE).asInt())
                .isEqualTo((int) Math.floor(then.get("score").asDouble() + 0.5));
        assertThat(told(AT_CLOSE).isNull()).as("it is open").isTrue();
        syncAt("2026-02-24T00:30:00Z");
        syncAt("2026-02-25T00:30:00Z");
        assertThat(deal(LOST).get("Baton_Score_60d__c").isNull()).as("it is closed").isTrue();
    }

    @Test
    void aCloseBeforeWhichNothingWasReadForAWeekStaysEmpty() throws Exception {
        syncAt("2026-02-10T12:00:00Z");
        syncAt("2026-02-11T00:30:00Z");
        assertThat(deal(LOST).get(AT_CLOSE).isNull()).isTrue();
    }

    @Test
    void checkTellsWhatIsMissingForRenewals() throws Exception {
        mapping.change("outputs.yaml", "score_60d: Baton_Score_60d__c", "score_60d: Score_60__c");
        Cli.Result check = run("check");
        assertThat(check.exit()).isNotZero();
        assertThat(check.out())
                .contains("Opportunity.Score_60__c")
                .contains("remove `renewals` from outputs.yaml");
    }
}
