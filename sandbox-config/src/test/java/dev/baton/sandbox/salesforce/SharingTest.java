package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** View All only reads: what may be changed is a matter of sharing. */
final class SharingTest {
    private static final String BATON = "005000000Baton1";
    @TempDir private Path dir;

    private Map<String, String> export(String access) {
        Map<String, String> csv = new LinkedHashMap<>();
        csv.put(
                "Organization",
                "Id,Name,DefaultAccountAccess\n00D000000000001AAA,Org," + access + "\n");
        csv.put(
                "Account",
                """
                Id,Name,OwnerId
                001000000000001AAA,Foreign,005000000000001AAA
                001000000000002AAA,Own,%1$s
                001000000000003AAA,Shared to edit,005000000000001AAA
                001000000000004AAA,Shared to read,005000000000001AAA
                001000000000005AAA,Shared to the group,005000000000001AAA
                """
                        .formatted(BATON));
        csv.put("Group", "Id,Name\n00G000000000001AAA,Baton Integration\n");
        csv.put(
                "GroupMember",
                "Id,GroupId,UserOrGroupId\n011000000000001AAA,00G000000000001AAA," + BATON + "\n");
        csv.put(
                "AccountShare",
                """
                Id,AccountId,UserOrGroupId,AccountAccessLevel
                00r000000000001AAA,001000000000003AAA,%1$s,Edit
                00r000000000002AAA,001000000000004AAA,%1$s,Read
                00r000000000003AAA,001000000000005AAA,00G000000000001AAA,All
                """
                        .formatted(BATON));
        return csv;
    }

    private static String outcome(TestOrg org, int account) {
        JsonNode result =
                org.update(
                                TestOrg.account(
                                        "00100000000000" + account + "AAA", "\"Baton_Score__c\":1"))
                        .get(0);
        return result.path("success").asBoolean()
                ? "saved"
                : result.path("errors").get(0).path("statusCode").asText()
                        + ": "
                        + result.path("errors").get(0).path("message").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "Read"})
    void withoutEditByDefaultOnlyOwnAndSharedAccountsTakeAWrite(String access) {
        TestOrg org = TestOrg.open(dir, export(access));

        assertThat(org.column("SELECT Id FROM Account", "Id")).hasSize(5);
        String refused = "INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id";
        assertThat(outcome(org, 1)).isEqualTo(refused);
        assertThat(outcome(org, 2)).isEqualTo("saved");
        assertThat(outcome(org, 3)).isEqualTo("saved");
        assertThat(outcome(org, 4)).isEqualTo(refused);
        assertThat(outcome(org, 5)).isEqualTo("saved");
    }

    @Test
    void withEditByDefaultEveryAccountTakesAWrite() {
        TestOrg org = TestOrg.open(dir, export("Edit"));

        assertThat(outcome(org, 1)).isEqualTo("saved");
        assertThat(outcome(org, 4)).isEqualTo("saved");
    }

    @Test
    void userRecordAccessTellsTheSameTruth() {
        TestOrg org = TestOrg.open(dir, export("None"));
        JsonNode rows =
                org.query(
                                "SELECT RecordId, HasReadAccess, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '"
                                        + org.vendor.integrationUserId()
                                        + "' AND RecordId IN ('001000000000001AAA','001000000000002AAA','001000000000003AAA','001000000000004AAA','001000000000005AAA','001000000000009AAA')")
                        .path("records");

        assertThat(rows.findValuesAsText("HasReadAccess"))
                .containsExactly("true", "true", "true", "true", "true", "false");
        assertThat(rows.findValuesAsText("HasEditAccess"))
                .containsExactly("false", "true", "true", "false", "true", "false");
        assertThat(rows.findValuesAsText("MaxAccessLevel"))
                .containsExactly("Read", "Edit", "Edit", "Read", "Edit", "None");
    }

    @Test
    void othersDoNotHaveViewAll() {
        TestOrg org = TestOrg.open(dir, export("None"));
        JsonNode rows =
                org.query(
                                "SELECT HasReadAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '005000000000001AAA' AND RecordId IN ('001000000000001AAA','001000000000002AAA')")
                        .path("records");

        assertThat(rows.findValuesAsText("MaxAccessLevel"))
                .containsExactlyInAnyOrder("All", "None");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT RecordId FROM UserRecordAccess",
                "SELECT RecordId FROM UserRecordAccess WHERE RecordId = '001000000000001AAA'",
                "SELECT RecordId FROM UserRecordAccess WHERE UserId = '005000000000001AAA'"
            })
    void userRecordAccessMustBeAskedAboutOneUserAndSomeRecords(String soql) {
        TestOrg org = TestOrg.open(dir, export("None"));

        assertThat(org.query(soql).path(0).path("errorCode").asText()).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void withoutThePackageNobodyGrantsViewAll() {
        TestOrg org = TestOrg.withoutPackage(dir, export("None"));

        assertThat(org.column("SELECT Name FROM Account ORDER BY Id", "Name"))
                .containsExactly("Own", "Shared to edit", "Shared to read", "Shared to the group");
        assertThat(org.vendor.records("Account")).hasSize(5);
    }

    @Test
    void aSnapshotNeedsOnlyReadOnItsAccount() {
        TestOrg org = TestOrg.open(dir, export("None"));
        JsonNode saved =
                org.upsert(
                                "Baton_Health_Snapshot__c",
                                "Baton_Key__c",
                                "{\"attributes\":{\"type\":\"Baton_Health_Snapshot__c\"},\"Baton_Key__c\":\"k\",\"Account__c\":\"001000000000001AAA\"}")
                        .get(0);

        assertThat(saved.path("success").asBoolean()).isTrue();
    }
}
