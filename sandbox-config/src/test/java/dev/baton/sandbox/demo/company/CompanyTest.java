package dev.baton.sandbox.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {
    private static final long SEED = 11;
    private static final Read COMPANY = new Read(Read.invent(SEED, 120));

    @Test
    void oneSeedIsOneCompanyByteByByte() {
        assertThat(Read.invent(5, 30)).isEqualTo(Read.invent(5, 30));
        assertThat(Read.invent(5, 30)).isNotEqualTo(Read.invent(6, 30));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> accounts = COMPANY.byId("Account").keySet();
        Set<String> users = COMPANY.byId("User").keySet();
        Set<String> contacts = COMPANY.byId("Contact").keySet();
        Set<String> deals = COMPANY.byId("Opportunity").keySet();
        refers("Account", "OwnerId", users);
        refers("Account", "CSM__c", users);
        refers("Account", "MasterRecordId", accounts);
        refers("Contact", "AccountId", accounts);
        refers("Opportunity", "AccountId", accounts);
        refers("OpportunityHistory", "OpportunityId", deals);
        refers("OpportunityContactRole", "OpportunityId", deals);
        refers("OpportunityContactRole", "ContactId", contacts);
        refers("Event", "AccountId", accounts);
        refers("Event", "WhoId", contacts);
        refers("Task", "WhoId", contacts);
    }

    private static void refers(String object, String field, Set<String> to) {
        assertThat(COMPANY.rows(object))
                .extracting(row -> row.getField(field))
                .filteredOn(id -> !id.isEmpty())
                .isNotEmpty()
                .isSubsetOf(to);
    }

    @Test
    void idsAreUniqueAcrossAllObjects() {
        var ids = new ArrayList<String>();
        for (String object :
                List.of("User", "Account", "Contact", "Opportunity", "Event", "Task")) {
            COMPANY.rows(object).forEach(row -> ids.add(row.getField("Id").substring(0, 15)));
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsOlderThanWhatItBelongsTo() {
        youngerThan("Contact", "AccountId", "Account");
        youngerThan("Opportunity", "AccountId", "Account");
        youngerThan("Event", "AccountId", "Account");
        youngerThan("Event", "WhoId", "Contact");
        youngerThan("Task", "WhoId", "Contact");
        youngerThan("OpportunityHistory", "OpportunityId", "Opportunity");
        youngerThan("OpportunityContactRole", "OpportunityId", "Opportunity");
        youngerThan("OpportunityContactRole", "ContactId", "Contact");
    }

    private static void youngerThan(String object, String field, String parent) {
        Map<String, NamedCsvRecord> parents = COMPANY.byId(parent);
        assertThat(COMPANY.rows(object))
                .allSatisfy(
                        row -> {
                            NamedCsvRecord of =
                                    Objects.requireNonNull(parents.get(row.getField(field)));
                            assertThat(Read.moment(row, "CreatedDate"))
                                    .isAfterOrEqualTo(Read.moment(of, "CreatedDate"));
                        });
    }

    @Test
    void dealsCloseAfterTheyOpen() {
        assertThat(COMPANY.rows("Opportunity"))
                .filteredOn(row -> row.getField("StageName").equals("Closed Won"))
                .isNotEmpty()
                .allSatisfy(
                        row ->
                                assertThat(Read.moment(row, "Won_At__c"))
                                        .isAfter(Read.moment(row, "CreatedDate")));
    }

    @Test
    void aTicketsVersionsFollowEachOther() throws Exception {
        Map<Long, JsonNode> latest = new HashMap<>();
        long before = 0;
        for (JsonNode version : COMPANY.lines("timeline")) {
            long second = version.get("generated_timestamp").asLong();
            assertThat(second).isGreaterThanOrEqualTo(before);
            before = second;
            JsonNode earlier = latest.put(version.get("id").asLong(), version);
            JsonNode metrics = version.get("metric_set");
            if (earlier == null) {
                assertThat(version.get("status").asText()).isEqualTo("new");
            } else {
                assertThat(second).isGreaterThan(earlier.get("generated_timestamp").asLong());
                assertThat(metrics.get("reopens").asInt())
                        .isGreaterThanOrEqualTo(earlier.get("metric_set").get("reopens").asInt());
            }
        }
        assertThat(latest).hasSizeGreaterThan(500);
        assertThat(latest.values())
                .allSatisfy(last -> assertThat(last.get("status").asText()).isEqualTo("closed"));
    }

    @Test
    void noVersionKnowsWhatComesLater() throws Exception {
        for (JsonNode version : COMPANY.lines("timeline")) {
            long now = version.get("generated_timestamp").asLong();
            JsonNode solved = version.get("metric_set").get("solved_at");
            JsonNode replied =
                    version.get("metric_set").get("reply_time_in_minutes").get("calendar");
            long created = Instant.parse(version.get("created_at").asText()).getEpochSecond();
            if (!solved.isNull()) {
                assertThat(Instant.parse(solved.asText()).getEpochSecond())
                        .isLessThanOrEqualTo(now);
            }
            if (!replied.isNull()) {
                assertThat(created + 60 * replied.asLong()).isLessThanOrEqualTo(now);
            }
        }
    }

    @Test
    void ratingsAnswerTicketsThatWereSolved() throws Exception {
        Map<Long, Instant> solved = new HashMap<>();
        for (JsonNode version : COMPANY.lines("timeline")) {
            JsonNode at = version.get("metric_set").get("solved_at");
            if (!at.isNull()) {
                solved.put(version.get("id").asLong(), Instant.parse(at.asText()));
            }
        }
        assertThat(COMPANY.lines("satisfaction_ratings"))
                .isNotEmpty()
                .allSatisfy(
                        rating ->
                                assertThat(Instant.parse(rating.get("created_at").asText()))
                                        .isAfter(solved.get(rating.get("ticket_id").asLong())));
    }

    @Test
    void whoeverLeftLeavesNoTracesAfterwards() throws Exception {
        Map<String, NamedCsvRecord> byKey = new HashMap<>();
        COMPANY.rows("Account").forEach(row -> byKey.put(row.getField("External_Id__c"), row));
        for (NamedCsvRecord usage : COMPANY.table("usage.csv")) {
            NamedCsvRecord account =
                    Objects.requireNonNull(byKey.get(usage.getField("account_external_id")));
            String left = account.getField("Churned_On__c");
            LocalDate day = LocalDate.parse(usage.getField("date"));
            assertThat(day).isAfterOrEqualTo(account.getField("Customer_Since__c"));
            if (!left.isEmpty()) {
                assertThat(day).isBeforeOrEqualTo(left);
            }
        }
    }

    @Test
    void theTruthIsWhatTheAccountsDatesSay() {
        Map<String, String> left = new HashMap<>();
        COMPANY.rows("Account")
                .forEach(
                        row ->
                                left.put(
                                        row.getField("External_Id__c"),
                                        row.getField("Churned_On__c")));
        List<NamedCsvRecord> outcomes = COMPANY.table("outcomes.csv");
        for (NamedCsvRecord outcome : outcomes) {
            LocalDate day = LocalDate.parse(outcome.getField("as_of"));
            String on = left.get(outcome.getField("account_external_id"));
            boolean leaves =
                    on != null && !on.isEmpty() && !LocalDate.parse(on).isAfter(day.plusWeeks(26));
            assertThat(outcome.getField("churned")).isEqualTo(Boolean.toString(leaves));
            assertThat(on == null || on.isEmpty() || LocalDate.parse(on).isAfter(day)).isTrue();
        }
        assertThat(outcomes)
                .extracting(row -> row.getField("as_of"))
                .contains("2026-06-30", "2026-10-20");
    }

    @Test
    void mergedAccountsAreDeletedAndNameTheirMaster() {
        assertThat(COMPANY.rows("Account"))
                .filteredOn(row -> row.getField("IsDeleted").equals("true"))
                .hasSize(2)
                .allSatisfy(
                        row -> {
                            assertThat(row.getField("MasterRecordId")).isNotEmpty();
                            assertThat(Read.moment(row, "SystemModstamp")).isBefore(Read.AS_OF);
                        });
    }

    @Test
    void theDataAreAsDirtyAsTheyAreSaidToBe() throws Exception {
        List<JsonNode> organizations = COMPANY.lines("organizations");
        Set<Long> numbers =
                organizations.stream()
                        .map(row -> row.get("id").asLong())
                        .collect(Collectors.toSet());
        assertThat(numbers).hasSameSizeAs(organizations).doesNotContain(0L);
        assertThat(organizations).anyMatch(row -> row.get("external_id").isNull());
        long customers =
                COMPANY.rows("Account").stream()
                        .filter(row -> !row.getField("Customer_Since__c").isEmpty())
                        .count();
        assertThat(organizations).hasSizeLessThan((int) customers);
        Set<String> instrumented = new HashSet<>();
        COMPANY.table("usage.csv")
                .forEach(row -> instrumented.add(row.getField("account_external_id")));
        assertThat(instrumented).hasSizeLessThan((int) customers);
        assertThat(COMPANY.rows("User")).anyMatch(row -> row.getField("IsActive").equals("false"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void someLeaveAndMostStay(long seed) {
        List<NamedCsvRecord> outcomes =
                new Read(Read.invent(seed, 300))
                        .table("outcomes.csv").stream()
                                .filter(row -> row.getField("as_of").equals("2026-06-30"))
                                .toList();
        long left = outcomes.stream().filter(row -> row.getField("churned").equals("true")).count();
        assertThat(outcomes).as("seed %s", seed).hasSizeBetween(190, 290);
        assertThat(left * 100.0 / outcomes.size()).as("seed %s", seed).isBetween(6.0, 25.0);
    }

    @Test
    void theWorldGoesOnForFortyWeeks() throws Exception {
        LocalDate end = LocalDate.parse("2026-06-30").plusWeeks(40);
        assertThat(COMPANY.table("usage.csv"))
                .anyMatch(row -> LocalDate.parse(row.getField("date")).isAfter(end));
        assertThat(COMPANY.lines("timeline"))
                .anyMatch(
                        row ->
                                Instant.parse(row.get("created_at").asText())
                                        .isAfter(Instant.parse(end + "T00:00:00Z")));
        assertThat(COMPANY.rows("Account"))
                .anyMatch(row -> row.getField("Customer_Since__c").compareTo("2026-07-15") > 0);
    }

    @Test
    void aStoryHappensAsItIsTold() throws Exception {
        Map<String, String> keys = new HashMap<>();
        COMPANY.rows("Account")
                .forEach(row -> keys.put(row.getField("Name"), row.getField("External_Id__c")));
        Map<LocalDate, Integer> users = new HashMap<>();
        String declining = keys.get(Story.SILENT_DECLINE.account());
        for (NamedCsvRecord row : COMPANY.table("usage.csv")) {
            if (row.getField("account_external_id").equals(declining)
                    && row.getField("metric").equals("active_users")) {
                users.put(
                        LocalDate.parse(row.getField("date")),
                        Integer.parseInt(row.getField("value")));
            }
        }
        assertThat(users.get(LocalDate.parse("2026-06-28")))
                .isLessThan(
                        6 * Objects.requireNonNull(users.get(LocalDate.parse("2026-04-12"))) / 10);
        List<JsonNode> stormy =
                COMPANY.lines("timeline").stream()
                        .filter(row -> row.get("organization_id").asInt() == 3)
                        .filter(row -> row.get("status").asText().equals("new"))
                        .filter(row -> row.get("priority").asText().equals("urgent"))
                        .filter(row -> row.get("created_at").asText().compareTo("2026-05-20") > 0)
                        .filter(row -> row.get("created_at").asText().compareTo("2026-06-30") < 0)
                        .toList();
        assertThat(stormy).hasSizeGreaterThan(3);
    }
}
