package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export knows the future; the org must not. */
final class ClockTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T12:00:00Z");
    @TempDir private Path dir;

    private TestOrg org(String object, String csv) {
        return TestOrg.open(dir, Map.of(object, csv), MARCH);
    }

    private static String stamp(TestOrg org, String object) {
        return org.column("SELECT SystemModstamp FROM " + object, "SystemModstamp").getFirst();
    }

    @Test
    void aRecordCreatedLaterDoesNotExistUntilThen() {
        TestOrg org =
                org(
                        "Account",
                        "Id,Name,CreatedDate\n001000000000001AAA,Acme,2026-03-01T12:00:01.000+0000\n");

        assertThat(org.column("SELECT Id FROM Account", "Id")).isEmpty();
        assertThat(org.get("/sobjects/Account/001000000000001AAA").status()).isEqualTo(404);
        org.clock.advance(Instant.parse("2026-03-01T12:00:01Z"));
        assertThat(org.column("SELECT Id FROM Account", "Id")).hasSize(1);
    }

    @Test
    void datesThatLieLaterAreNullAndTodayIsNotLater() {
        TestOrg org =
                org(
                        "Account",
                        """
                        Id,Name,End__c,Seen__c,CreatedDate
                        001000000000001AAA,Today,2026-03-01,2026-03-01T12:00:00Z,2025-01-01T00:00:00Z
                        001000000000002AAA,Later,2026-03-02,2026-03-01T12:00:00.001Z,2025-01-01T00:00:00Z
                        """);

        JsonNode records =
                org.query("SELECT End__c, Seen__c FROM Account ORDER BY Id").path("records");
        assertThat(records.get(0).path("End__c").asText()).isEqualTo("2026-03-01");
        assertThat(records.get(0).path("Seen__c").isNull()).isFalse();
        assertThat(records.get(1).path("End__c").isNull()).isTrue();
        assertThat(records.get(1).path("Seen__c").isNull()).isTrue();
    }

    @Test
    void anOpportunityThatClosesLaterIsOpenInItsFirstStage() {
        TestOrg org =
                org(
                        "Opportunity",
                        """
                        Id,Name,StageName,IsClosed,IsWon,Probability,Amount,CloseDate,Won_At__c,CreatedDate
                        006000000000001AAA,Won,Closed Won,true,true,100,500,2026-02-01,2026-02-01T10:00:00Z,2025-01-01T00:00:00Z
                        006000000000002AAA,Close later,Closed Won,true,true,100,500,2026-04-01,,2025-01-01T00:00:00Z
                        006000000000003AAA,Won later today,Closed Won,true,true,100,500,2026-03-01,2026-03-01T18:00:00Z,2025-01-01T00:00:00Z
                        """);
        String soql =
                "SELECT StageName, IsClosed, IsWon, Probability, Amount, CloseDate FROM Opportunity ORDER BY Id";

        JsonNode records = org.query(soql).path("records");
        assertThat(records.get(0).path("IsWon").asBoolean()).isTrue();
        for (JsonNode open : List.of(records.get(1), records.get(2))) {
            assertThat(open.path("StageName").asText()).isEqualTo("Prospecting");
            assertThat(open.path("IsClosed").asBoolean()).isFalse();
            assertThat(open.path("IsWon").asBoolean()).isFalse();
            assertThat(open.path("Probability").asDouble()).isEqualTo(10);
            assertThat(open.path("Amount").asDouble()).isEqualTo(500);
        }
        assertThat(records.get(1).path("CloseDate").isNull()).isTrue();
        assertThat(records.get(2).path("CloseDate").asText()).isEqualTo("2026-03-01");

        org.clock.advance(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(org.column(soql, "StageName")).containsOnly("Closed Won");
    }

    @Test
    void theFirstStageIsTheOrgsOwnWhereItsStagesAreExported() {
        TestOrg org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "OpportunityStage",
                                """
                                Id,ApiName,MasterLabel,SortOrder,IsClosed,IsWon,DefaultProbability
                                01J000000000002AAA,Signed,Signed,2,true,true,100
                                01J000000000001AAA,Talking,Talking,1,false,false,5
                                """,
                                "Opportunity",
                                "Id,Name,StageName,CloseDate\n006000000000001AAA,A,Signed,2026-04-01\n006000000000002AAA,B,Signed,2026-02-01\n"),
                        MARCH);

        assertThat(org.column("SELECT StageName FROM Opportunity ORDER BY Id", "StageName"))
                .containsExactly("Talking", "Signed");
        assertThat(org.column("SELECT IsWon FROM Opportunity ORDER BY Id", "IsWon"))
                .containsExactly("false", "true");
    }

    @Test
    void theStampIsTheGivenOneElseCreationAndNeverLater() {
        TestOrg org =
                org(
                        "Account",
                        """
                        Id,Name,End__c,CreatedDate,SystemModstamp
                        001000000000001AAA,Given,2025-06-01,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z
                        001000000000002AAA,None,2025-06-01,2025-01-01T00:00:00Z,
                        001000000000003AAA,Later,2025-06-01,2025-01-01T00:00:00Z,2026-05-01T00:00:00Z
                        """);
        String soql = "SELECT SystemModstamp FROM Account ORDER BY Id";

        assertThat(org.column(soql, "SystemModstamp"))
                .containsExactly(
                        "2025-02-01T00:00:00.000+0000",
                        "2025-01-01T00:00:00.000+0000",
                        "2025-01-01T00:00:00.000+0000");
        org.clock.advance(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(org.column(soql, "SystemModstamp").get(2))
                .isEqualTo("2026-05-01T00:00:00.000+0000");
    }

    @Test
    void aValueThatComesOutOfHidingIsAChange() {
        TestOrg org =
                org(
                        "Account",
                        "Id,Name,End__c,CreatedDate,SystemModstamp\n001000000000001AAA,A,2026-03-05,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z\n");

        assertThat(stamp(org, "Account")).isEqualTo("2025-02-01T00:00:00.000+0000");
        org.clock.advance(Instant.parse("2026-03-04T23:59:59Z"));
        assertThat(stamp(org, "Account")).isEqualTo("2025-02-01T00:00:00.000+0000");
        org.clock.advance(Instant.parse("2026-03-10T00:00:00Z"));
        assertThat(stamp(org, "Account")).isEqualTo("2026-03-05T00:00:00.000+0000");
    }

    @Test
    void aRecordStampedBeforeItsCreationIsMetWhenItAppears() {
        TestOrg org =
                org(
                        "Account",
                        "Id,Name,CreatedDate,SystemModstamp\n001000000000001AAA,A,2026-03-03T00:00:00Z,2026-02-27T00:00:00Z\n");

        org.clock.advance(Instant.parse("2026-03-04T00:00:00Z"));

        assertThat(stamp(org, "Account")).isEqualTo("2026-03-03T00:00:00.000+0000");
    }

    /** Incremental pulls by (SystemModstamp, Id) see in the end exactly what one full pull sees. */
    @Test
    void keysetPullsMissNothingWhileTheClockAdvances() {
        StringBuilder csv =
                new StringBuilder("Id,Name,End__c,CreatedDate,SystemModstamp,IsDeleted\n");
        for (int i = 10; i < 60; i++) {
            csv.append(
                    "0010000000000%dAAA,A%d,2026-03-%02d,2026-0%d-%02dT00:00:00Z,2026-03-%02dT00:00:00Z,%s\n"
                            .formatted(
                                    i,
                                    i,
                                    i % 28 + 1,
                                    i % 3 + 1,
                                    i % 27 + 1,
                                    i % 25 + 1,
                                    i % 9 == 0));
        }
        TestOrg org = org("Account", csv.toString());
        Map<String, String> seen = new java.util.TreeMap<>();
        String[] cursor = {"2000-01-01T00:00:00Z", "000000000000000"};
        for (int day = 1; day <= 31; day++) {
            org.clock.advance(Instant.parse("2026-03-%02dT13:00:00Z".formatted(day)));
            pull(org, cursor, seen);
        }
        Map<String, String> full = new java.util.TreeMap<>();
        pull(org, new String[] {"2000-01-01T00:00:00Z", "000000000000000"}, full);

        assertThat(full).hasSize(50);
        assertThat(seen).isEqualTo(full);
    }

    private static void pull(TestOrg org, String[] cursor, Map<String, String> seen) {
        while (true) {
            String soql =
                    "SELECT Id, End__c, IsDeleted, SystemModstamp FROM Account WHERE SystemModstamp > %1$s OR (SystemModstamp = %1$s AND Id > '%2$s') ORDER BY SystemModstamp, Id LIMIT 7"
                            .formatted(cursor[0], cursor[1]);
            JsonNode records =
                    TestOrg.json(org.call("GET", "/queryAll", Map.of("q", soql), ""))
                            .path("records");
            List<JsonNode> page = new ArrayList<>();
            records.forEach(page::add);
            for (JsonNode record : page) {
                seen.put(
                        record.path("Id").asText(),
                        record.path("End__c") + " " + record.path("IsDeleted"));
                cursor[0] = record.path("SystemModstamp").asText();
                cursor[1] = record.path("Id").asText();
            }
            if (page.size() < 7) {
                return;
            }
        }
    }

    @Test
    void aDeletionIsThereFromItsStampOn() {
        TestOrg org =
                org(
                        "Account",
                        "Id,Name,CreatedDate,SystemModstamp,IsDeleted\n001000000000001AAA,A,2025-01-01T00:00:00Z,2026-03-05T00:00:00Z,true\n");

        assertThat(org.column("SELECT Id FROM Account", "Id")).hasSize(1);
        org.clock.advance(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(org.column("SELECT Id FROM Account", "Id")).isEmpty();
        JsonNode all =
                TestOrg.json(
                        org.call(
                                "GET",
                                "/queryAll",
                                Map.of("q", "SELECT IsDeleted FROM Account"),
                                ""));
        assertThat(all.path("records").get(0).path("IsDeleted").asBoolean()).isTrue();
    }

    @Test
    void ofTwoStampsOneIsEnough() {
        TestOrg org =
                org(
                        "Account",
                        "Id,Name,CreatedDate,LastModifiedDate\n001000000000001AAA,A,2025-01-01T00:00:00Z,2025-06-01T00:00:00Z\n");

        JsonNode record =
                org.query("SELECT SystemModstamp, LastModifiedDate FROM Account")
                        .path("records")
                        .get(0);

        assertThat(record.path("SystemModstamp").asText())
                .isEqualTo("2025-06-01T00:00:00.000+0000");
        assertThat(record.path("LastModifiedDate").asText())
                .isEqualTo("2025-06-01T00:00:00.000+0000");
    }

    @Test
    void ourOwnDatesStayVisibleAndStampTheClock() {
        TestOrg org =
                org("Account", "Id,Name,CreatedDate\n001000000000001AAA,A,2025-01-01T00:00:00Z\n");

        org.update(TestOrg.account("001000000000001AAA", "\"Baton_Renewal_On__c\":\"2027-01-01\""));

        JsonNode record =
                org.query(
                                "SELECT Baton_Renewal_On__c, SystemModstamp, LastModifiedDate, LastModifiedById FROM Account")
                        .path("records")
                        .get(0);
        assertThat(record.path("Baton_Renewal_On__c").asText()).isEqualTo("2027-01-01");
        assertThat(record.path("SystemModstamp").asText())
                .isEqualTo("2026-03-01T12:00:00.000+0000");
        assertThat(record.path("LastModifiedDate").asText())
                .isEqualTo("2026-03-01T12:00:00.000+0000");
        assertThat(record.path("LastModifiedById").asText())
                .isEqualTo(org.vendor.integrationUserId());
    }
}
